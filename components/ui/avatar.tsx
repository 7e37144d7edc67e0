import { cn } from "./cn";

const SIZES = { sm: "size-5 text-[10px]", md: "size-6 text-[11px]", lg: "size-8 text-meta" } as const;

/** A person, by initials. The name is the accessible name; pass `isDecorative` where the name stands beside it. */
export function Avatar({
  name,
  size = "md",
  isDecorative = false,
  className,
}: {
  name: string;
  size?: keyof typeof SIZES;
  isDecorative?: boolean;
  className?: string;
}) {
  return (
    <span
      {...(isDecorative ? { "aria-hidden": true } : { role: "img", "aria-label": name, title: name })}
      className={cn(
        "inline-grid shrink-0 place-items-center rounded-full bg-neutral-soft font-medium text-neutral-foreground select-none",
        SIZES[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** One or two letters for a name or an address: "Ana Mendes" gives AM, "ops@acme.test" gives O. */
export function initialsOf(name: string): string {
  const words =
    name
      .split("@")[0]
      ?.trim()
      .split(/[\s._-]+/)
      .filter(Boolean) ?? [];
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words.slice(0, 1);
  return ends.map((word) => /[\p{L}\p{N}]/u.exec(word ?? "")?.[0].toUpperCase() ?? "").join("") || "?";
}
