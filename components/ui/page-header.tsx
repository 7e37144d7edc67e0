import type { ReactNode } from "react";
import { cn } from "./cn";

/** The head of a page: its title, one line about it, what can be done, and a second row for tabs or filters. */
export function PageHeader({
  title,
  badge,
  description,
  actions,
  children,
  className,
}: {
  title: ReactNode;
  /** Beside the title. */
  badge?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** Tabs, filters. */
  children?: ReactNode;
  className?: string;
}) {
  return (
    <header className={cn("flex flex-col gap-3 pb-4", className)}>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <div className="flex min-w-0 flex-wrap items-center gap-2">
            <h1 dir="auto" className="min-w-0 text-title font-semibold [overflow-wrap:anywhere]">
              {title}
            </h1>
            {badge}
          </div>
          {description !== undefined && (
            <p
              dir="auto"
              className="max-w-measure text-pretty [overflow-wrap:anywhere] text-muted-foreground"
            >
              {description}
            </p>
          )}
        </div>
        {actions !== undefined && (
          <div className="flex max-w-full shrink-0 flex-wrap items-center gap-2">{actions}</div>
        )}
      </div>
      {children}
    </header>
  );
}
