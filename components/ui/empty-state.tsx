import type { ReactNode } from "react";
import { cn } from "./cn";

/** Nothing here: what will appear, why it is empty, and the one thing to do. */
export function EmptyState({
  icon,
  title,
  description,
  action,
  size = "md",
  heading: Title = "p",
  className,
}: {
  icon?: ReactNode;
  /** What will appear here. */
  title: ReactNode;
  /** Why it is empty now. */
  description?: ReactNode;
  /** One button or link. */
  action?: ReactNode;
  /** `sm` inside cards. */
  size?: "sm" | "md";
  /** Where it is all there is on a page, its title is the page's heading. */
  heading?: "p" | "h1";
  className?: string;
}) {
  return (
    <div
      className={cn(
        "flex flex-col items-center justify-center gap-1 px-6 text-center",
        size === "sm" ? "py-8" : "py-16",
        className,
      )}
    >
      {icon !== undefined && (
        <span
          aria-hidden
          className="mb-2 grid size-9 place-items-center rounded-md border border-border bg-surface text-muted-foreground [&_svg]:size-4"
        >
          {icon}
        </span>
      )}
      <Title className="text-section font-semibold text-balance">{title}</Title>
      {description !== undefined && (
        <p className="max-w-[46ch] text-body text-pretty text-muted-foreground">{description}</p>
      )}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
