import { cn } from "@/components/ui/cn";

/** The product's mark: a swing that settles. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden className={cn("size-5 shrink-0", className)}>
      <rect width="20" height="20" rx="5" className="fill-accent" />
      <path
        d="M3.5 10c1-6.5 2.6-6.5 3.6 0s2.2 4.6 3 0 1.6-2.2 2.2 0h4.2"
        fill="none"
        className="stroke-accent-foreground"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The mark with the name. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span
      className={cn("inline-flex items-center gap-2 text-section font-semibold tracking-tight", className)}
    >
      <Mark />
      Steady
    </span>
  );
}
