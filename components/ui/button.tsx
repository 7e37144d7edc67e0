import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { buttonStyle, type ButtonSize, type ButtonVariant } from "./button-style";
import { cn } from "./cn";
import { Kbd } from "./kbd";

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Renders the only child (usually a `Link`) with the button's look instead of a button. */
  asChild?: boolean;
  /** Heard, not finished: keeps its width, shows a spinner, refuses a second press. */
  isBusy?: boolean;
  icon?: ReactNode;
  /** Shown beside the label; the binding itself is `useShortcut`'s. */
  shortcut?: string;
};

/** Something that happens now. Its label is a verb. */
export function Button({
  variant,
  size,
  asChild = false,
  isBusy = false,
  icon,
  shortcut,
  className,
  children,
  disabled,
  type,
  ...rest
}: ButtonProps) {
  const look = cn(buttonStyle({ variant, size }), isBusy && "relative", className);
  if (asChild) {
    return (
      <Slot.Root className={look} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type ?? "button"}
      className={look}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy || undefined}
      {...rest}
    >
      {isBusy && (
        <span className="absolute inset-0 grid place-items-center">
          <LoaderCircle className="animate-spin" aria-hidden />
        </span>
      )}
      <span className={cn("contents", isBusy && "[&>*]:opacity-0")}>
        {icon}
        <span>{children}</span>
        {shortcut !== undefined && (
          <Kbd
            keys={shortcut}
            isInverse={variant === "primary" || variant === "danger"}
            className="pointer-coarse:hidden"
          />
        )}
      </span>
    </button>
  );
}
