"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { IconButton } from "./icon-button";

const SHOWN_MS = 1_600;

/** Copies a value and says so. With `children` it is a labelled button, without it an icon. */
export function CopyButton({
  value,
  label = "Copy",
  children,
  size = "sm",
  className,
}: {
  value: string;
  label?: string;
  children?: string;
  size?: "sm" | "md";
  className?: string;
}) {
  const [outcome, setOutcome] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      // Absent outside secure contexts, and refusable by the browser; both end in "failed".
      await navigator.clipboard.writeText(value);
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  };
  const icon =
    outcome === "copied" ? <Check aria-hidden className="text-positive-foreground" /> : <Copy aria-hidden />;
  const announcement =
    outcome === "copied"
      ? "Copied"
      : outcome === "failed"
        ? "Couldn’t copy; select the text instead"
        : undefined;
  return (
    <>
      {children === undefined ? (
        <IconButton
          label={announcement ?? label}
          size={size}
          onClick={() => void copy()}
          className={className}
        >
          {icon}
        </IconButton>
      ) : (
        <Button size={size} onClick={() => void copy()} icon={icon} className={className}>
          {outcome === "copied" ? "Copied" : children}
        </Button>
      )}
      <span role="status" className="sr-only">
        {announcement}
      </span>
    </>
  );
}
