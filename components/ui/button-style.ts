import { cva, type VariantProps } from "class-variance-authority";

/** The look of everything that is pressed: buttons, and links that act as buttons. */
export const buttonStyle = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap " +
    "transition-colors select-none disabled:pointer-events-none disabled:opacity-50 " +
    "aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-3.5 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "border-transparent bg-accent text-accent-foreground hover:bg-accent-hover",
        secondary:
          "border-border bg-surface text-foreground hover:border-border-strong/60 hover:bg-hover data-[state=open]:bg-hover",
        ghost:
          "border-transparent text-muted-foreground hover:bg-hover hover:text-foreground " +
          "data-[state=open]:bg-hover data-[state=open]:text-foreground",
        danger: "border-transparent bg-critical text-on-critical hover:brightness-95",
        quiet: "border-transparent text-accent-text hover:bg-accent-soft",
      },
      size: {
        sm: "h-7 px-2 text-meta",
        md: "h-8 px-3 text-body",
        lg: "h-11 px-5 text-public [&_svg]:size-4",
      },
      isIcon: { true: "px-0", false: "" },
    },
    compoundVariants: [
      { isIcon: true, size: "sm", class: "w-7" },
      { isIcon: true, size: "md", class: "w-8 [&_svg]:size-4" },
      { isIcon: true, size: "lg", class: "w-11" },
    ],
    defaultVariants: { variant: "secondary", size: "md", isIcon: false },
  },
);

export type ButtonVariant = NonNullable<VariantProps<typeof buttonStyle>["variant"]>;
export type ButtonSize = NonNullable<VariantProps<typeof buttonStyle>["size"]>;
