"use client";
import { CircleAlert } from "lucide-react";
import { useId, useMemo, type ReactNode } from "react";
import { cn } from "./cn";
import { FieldControlContext } from "./field-control";
import { Label } from "./label";

/** A labelled control with its hint and its error, wired for assistive technology. The control inside needs no id. */
export function Field({
  label,
  hint,
  error,
  isRequired = false,
  isOptional = false,
  optionalLabel = "optional",
  isDisabled = false,
  isLabelHidden = false,
  size = "md",
  id,
  aside,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how to put it right; empty or absent when nothing is. */
  error?: ReactNode;
  isRequired?: boolean;
  /** Says "optional" beside the label, in the page's language. */
  isOptional?: boolean;
  optionalLabel?: string;
  isDisabled?: boolean;
  isLabelHidden?: boolean;
  /** `lg` on public pages. */
  size?: "md" | "lg";
  id?: string;
  /** Beside the label, at the end of its line (a link, a counter). */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const made = useId();
  const controlId = id ?? made;
  const isInvalid = Boolean(error);
  const hasHint = Boolean(hint);
  const control = useMemo(
    () => ({
      id: controlId,
      labelId: `${controlId}-label`,
      describedBy:
        [hasHint && `${controlId}-hint`, isInvalid && `${controlId}-error`].filter(Boolean).join(" ") ||
        undefined,
      isInvalid,
      isRequired,
      isDisabled,
    }),
    [controlId, hasHint, isInvalid, isRequired, isDisabled],
  );
  return (
    <FieldControlContext value={control}>
      <div className={cn("flex min-w-0 flex-col gap-1.5", size === "lg" && "gap-2", className)}>
        <div className={cn("flex items-baseline justify-between gap-3", isLabelHidden && "sr-only")}>
          <Label id={`${controlId}-label`} htmlFor={controlId} size={size}>
            {label}
            {isOptional && <span className="ml-1.5 font-normal text-muted-foreground">{optionalLabel}</span>}
          </Label>
          {aside !== undefined && <span className="text-meta text-muted-foreground">{aside}</span>}
        </div>
        {hasHint && (
          <p
            id={`${controlId}-hint`}
            className={cn(
              "max-w-measure text-muted-foreground",
              size === "lg" ? "text-[0.9375rem] leading-6" : "-mt-0.5 text-meta",
            )}
          >
            {hint}
          </p>
        )}
        {children}
        {isInvalid && (
          <p
            id={`${controlId}-error`}
            role="alert"
            className={cn(
              "flex items-start gap-1.5 text-critical-foreground",
              size === "lg" ? "text-[0.9375rem] leading-6" : "text-meta",
            )}
          >
            <CircleAlert
              aria-hidden
              className={cn("shrink-0", size === "lg" ? "mt-1 size-4" : "mt-0.5 size-3")}
            />
            <span>{error}</span>
          </p>
        )}
      </div>
    </FieldControlContext>
  );
}
