import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Wordmark } from "./wordmark";
import { MAIN_ID, SkipLink } from "./skip-link";

/** Pages for people who have no account: one column, 16 px, works from 360 px and without JavaScript. */
export function PublicPage({
  organization,
  languages,
  skipLabel,
  footer,
  isWide = false,
  className,
  children,
}: {
  /** Whose page it is; stands where the product's name would. */
  organization?: ReactNode;
  /** A `LanguageChooser`, and the skip link's words, where the page follows its reader's language. */
  languages?: ReactNode;
  skipLabel?: string;
  footer?: ReactNode;
  /** Status pages with tables. */
  isWide?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const column = cn("mx-auto w-full px-5", isWide ? "max-w-3xl" : "max-w-xl");
  return (
    <div className="flex min-h-dvh flex-col bg-background text-public">
      <SkipLink label={skipLabel} />
      {organization !== undefined && (
        <header className="border-b border-border bg-surface">
          <div className={cn(column, "flex min-h-14 items-center justify-between gap-4 font-semibold")}>
            <bdi className="min-w-0 [overflow-wrap:anywhere]">{organization}</bdi>
            {languages}
          </div>
        </header>
      )}
      <main id={MAIN_ID} tabIndex={-1} className={cn(column, "flex-1 py-8 outline-none sm:py-12", className)}>
        {children}
      </main>
      <footer className="border-t border-border">
        <div
          className={cn(
            column,
            "flex flex-wrap items-center justify-between gap-3 py-5 text-body text-muted-foreground",
          )}
        >
          <div>{footer}</div>
          <Wordmark className="text-body font-medium" />
        </div>
      </footer>
    </div>
  );
}

/** The head of a public page. */
export function PublicHeader({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header className="mb-8">
      <h1 className="text-[1.625rem] leading-9 font-semibold tracking-tight text-balance">{title}</h1>
      {children !== undefined && <div className="mt-2 max-w-measure text-muted-foreground">{children}</div>}
    </header>
  );
}
