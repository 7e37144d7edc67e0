import type { Stability } from "@/components/format/verdict";
import { cn } from "@/components/ui/cn";

const LOOKS: Readonly<Record<Stability, string>> = {
  stable: "rounded-full bg-positive",
  not_stable: "rounded-[1px] bg-critical",
  unknown: "rounded-full border-2 border-border-strong",
};

/** The mark of a verdict beside its words: a full disc, a square, an empty ring. */
export function StabilityDot({ state, className }: { state: Stability; className?: string }) {
  return <span aria-hidden className={cn("inline-block size-[0.6em] shrink-0", LOOKS[state], className)} />;
}
