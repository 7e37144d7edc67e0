import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A surface with a hairline. Give it `padding={false}` for lists and tables that reach its edges. */
export function Card({
  className,
  hasPadding = true,
  ...rest
}: ComponentProps<"section"> & { hasPadding?: boolean }) {
  return (
    <section
      className={cn("min-w-0 rounded-md border border-border bg-surface", hasPadding && "p-4", className)}
      {...rest}
    />
  );
}

/** The head of a card: its name, what it is about, and what can be done with it. */
export function CardHeader({
  title,
  description,
  actions,
  level = 2,
  hasBorder = false,
  className,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3 | 4;
  /** For cards without padding: draws the head as a bar. */
  hasBorder?: boolean;
  className?: string;
}) {
  const Heading = `h${level}` as const;
  return (
    <header
      className={cn(
        "flex min-w-0 flex-wrap items-start justify-between gap-x-3 gap-y-2",
        hasBorder ? "min-h-11 items-center border-b border-border px-4 py-2" : "mb-3",
        className,
      )}
    >
      {/* Below this width the actions go under the words instead of squeezing them. */}
      <div className={cn("min-w-0 flex-1", description === undefined ? "basis-32" : "basis-48")}>
        <Heading className="truncate text-section font-semibold">{title}</Heading>
        {description !== undefined && (
          <p className="max-w-measure text-meta text-pretty text-muted-foreground">{description}</p>
        )}
      </div>
      {actions !== undefined && <div className="flex max-w-full min-w-0 items-center gap-1.5">{actions}</div>}
    </header>
  );
}
