import { cva } from "class-variance-authority";

/** The box of everything that is typed into or picked from. */
export const controlStyle = cva(
  "w-full min-w-0 rounded-md border border-border-strong bg-surface text-foreground transition-colors " +
    "placeholder:text-faint-foreground hover:border-muted-foreground focus-visible:border-ring " +
    "focus-visible:outline-offset-[-1px] disabled:cursor-not-allowed disabled:bg-sunken " +
    "disabled:text-muted-foreground aria-invalid:border-critical [&[readonly]]:border-border " +
    "[&[readonly]]:bg-sunken",
  {
    variants: {
      size: { sm: "h-7 px-2 text-meta", md: "h-8 px-2.5 text-body", lg: "h-12 px-3.5 text-public" },
    },
    defaultVariants: { size: "md" },
  },
);
