import { Languages } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { inLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from "@/contracts/languages";

/**
 * The languages of a public page by their own names, as links to the same page: they work without JavaScript, and load the page anew, whose
 * language is written on its document.
 */
export function LanguageChooser({
  language,
  label,
  address,
}: {
  /** The language of this page. */
  language: Language;
  /** "Language", in that language. */
  label: string;
  /** This page's path and query; all of it is kept. */
  address: string;
}) {
  return (
    <details className="relative shrink-0 font-normal">
      <summary
        className={cn(
          "flex cursor-pointer list-none items-center gap-1.5 rounded-md py-2 text-[0.9375rem] leading-6",
          "text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden",
        )}
      >
        <Languages aria-hidden className="size-4" />
        <span className="sr-only">{label}: </span>
        {LANGUAGE_NAMES[language]}
      </summary>
      <ul className="shadow-lg absolute right-0 z-10 min-w-40 rounded-md border border-border bg-surface p-1">
        {LANGUAGES.map((other) => (
          <li key={other}>
            <a
              href={inLanguage(address, other)}
              lang={other}
              hrefLang={other}
              aria-current={other === language || undefined}
              className="block rounded-sm px-3 py-1.5 text-[0.9375rem] leading-6 hover:bg-sunken aria-[current]:font-semibold"
            >
              {LANGUAGE_NAMES[other]}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
