import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const badgeStyle = cva(
  "inline-flex h-5 max-w-full shrink-0 items-center gap-1 rounded-sm px-1.5 text-meta font-medium " +
    "whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "bg-neutral-soft text-neutral-foreground",
        outline: "border border-border text-muted-foreground",
        accent: "bg-accent-soft text-accent-text",
        critical: "bg-critical-soft text-critical-foreground",
        major: "bg-major-soft text-major-foreground",
        minor: "bg-minor-soft text-minor-foreground",
        cosmetic: "bg-cosmetic-soft text-cosmetic-foreground",
        positive: "bg-positive-soft text-positive-foreground",
        negative: "bg-negative-soft text-negative-foreground",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyle>["tone"]>;

/** A word about a thing. Severity tones are for severity. */
export function Badge({ tone, className, children, ...rest }: ComponentProps<"span"> & { tone?: BadgeTone }) {
  return (
    <span dir="auto" className={cn(badgeStyle({ tone }), className)} {...rest}>
      {children}
    </span>
  );
}
