import { cn } from "@/components/ui/cn";
export const MAIN_ID = "main";

/** The first stop of the Tab key: past the navigation to the page. */
export function SkipLink({ label = "Skip to the page" }: { label?: string | undefined }) {
  return (
    <a
      href={`#${MAIN_ID}`}
      className={cn(
        "sr-only z-70 rounded-md bg-accent px-3 py-2 font-medium text-accent-foreground",
        "focus:not-sr-only focus:fixed focus:top-2 focus:left-2",
      )}
    >
      {label}
    </a>
  );
}
