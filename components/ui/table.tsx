import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A table that scrolls sideways rather than breaking the page. `label` names it for assistive technology. */
export function Table({
  label,
  className,
  wrapperClassName,
  children,
  ...rest
}: ComponentProps<"table"> & { label: string; wrapperClassName?: string }) {
  return (
    // Scrollable regions must be reachable by keyboard.
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className={cn("relative min-w-0 overflow-x-auto focus-visible:outline-offset-[-2px]", wrapperClassName)}
    >
      <table className={cn("w-full border-collapse text-left text-body", className)} {...rest}>
        {children}
      </table>
    </div>
  );
}

/** The head of a table. */
export function TableHead({ className, ...rest }: ComponentProps<"thead">) {
  return (
    <thead
      className={cn("bg-sunken/70 text-meta text-muted-foreground [&_tr]:hover:bg-transparent", className)}
      {...rest}
    />
  );
}

/** The rows of a table. */
export function TableBody({ className, ...rest }: ComponentProps<"tbody">) {
  return <tbody className={cn("[&_tr:last-child]:border-b-0", className)} {...rest} />;
}

/** One row, at the reader's density. */
export function TableRow({
  className,
  isSelected = false,
  ...rest
}: ComponentProps<"tr"> & { isSelected?: boolean }) {
  return (
    <tr
      data-selected={isSelected || undefined}
      className={cn(
        "h-row border-b border-border transition-colors hover:bg-hover data-selected:bg-selected",
        className,
      )}
      {...rest}
    />
  );
}

/** The head of a column; `isFigure` aligns it with figures below. */
export function TableHeaderCell({
  className,
  isFigure = false,
  children,
  scope,
  ...rest
}: ComponentProps<"th"> & { isFigure?: boolean; children?: ReactNode }) {
  return (
    <th
      scope={scope ?? "col"}
      className={cn(
        "h-8 px-3 font-medium whitespace-nowrap first:pl-4 last:pr-4",
        isFigure && "text-right",
        className,
      )}
      {...rest}
    >
      {children}
    </th>
  );
}

/** What a column is called: a word, or a word that is only heard, or one above figures. */
type Column = string | { name: string; isUnseen?: boolean; isFigure?: boolean };

/** The head of a table whose columns need no more than a name each. */
export function TableColumns({ columns }: { columns: readonly Column[] }) {
  return (
    <TableHead>
      <TableRow>
        {columns.map((column) => {
          const {
            name,
            isUnseen = false,
            isFigure = false,
          } = typeof column === "string" ? { name: column } : column;
          return (
            <TableHeaderCell key={name} isFigure={isFigure}>
              {isUnseen ? <span className="sr-only">{name}</span> : name}
            </TableHeaderCell>
          );
        })}
      </TableRow>
    </TableHead>
  );
}

/** The column of buttons that act on a row. */
export const ACTIONS_COLUMN: Column = { name: "Actions", isUnseen: true };

/** One cell. */
export function TableCell({
  className,
  isFigure = false,
  isMono = false,
  ...rest
}: ComponentProps<"td"> & { isFigure?: boolean; isMono?: boolean }) {
  return (
    <td
      className={cn(
        "px-3 py-1.5 first:pl-4 last:pr-4",
        isFigure && "text-right figures",
        isMono && "font-mono text-meta",
        className,
      )}
      {...rest}
    />
  );
}
