"use client";
import { cn } from "./cn";
import { nameKeys } from "./key-names";
import { useIsApple } from "./use-hydrated";

/**
 * A shortcut as key caps: `mod+k`, `shift+enter`, `g i` (a sequence). Hidden from assistive technology; say it in words where it matters.
 */
export function Kbd({
  keys,
  isInverse = false,
  className,
}: {
  keys: string;
  isInverse?: boolean;
  className?: string;
}) {
  const steps = nameKeys(keys, useIsApple());
  return (
    <span aria-hidden className={cn("inline-flex items-center gap-1", className)}>
      {steps.map((caps, step) => (
        <span key={step} className="inline-flex items-center gap-0.5">
          {caps.map((cap) => (
            <kbd
              key={cap}
              className={cn(
                "inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border px-1 font-sans " +
                  "text-[11px] leading-none font-medium",
                isInverse
                  ? "border-current/30 bg-current/0 text-inherit"
                  : "border-border bg-sunken text-muted-foreground",
              )}
            >
              {cap}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
