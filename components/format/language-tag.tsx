import { Badge } from "@/components/ui/badge";

const NAMES = new Intl.DisplayNames(["en"], { type: "language" });

/** The language's English name, or undefined when none could be told ("und"). */
export function languageName(code: string): string | undefined {
  if (code === "und") return undefined;
  try {
    return NAMES.of(code);
  } catch {
    return undefined;
  }
}

/** The language a report is written in, by its code with the name on hover. */
export function LanguageTag({ language, className }: { language: string; className?: string }) {
  const name = languageName(language);
  return (
    <Badge tone="outline" title={name ?? "Language unknown"} className={className}>
      <span aria-hidden className="font-mono text-[11px] uppercase">
        {name === undefined ? "?" : language}
      </span>
      <span className="sr-only">{name ?? "Language unknown"}</span>
    </Badge>
  );
}
