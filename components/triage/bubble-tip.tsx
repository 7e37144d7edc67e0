"use client";
import { belowLineOf } from "@/contracts/below-line";
import { effortSizeOf } from "@/contracts/triage";
import { describeBelowLine } from "@/components/format/below-line-mark";
import { formatNoun } from "@/components/format/numbers";
import { SEVERITY_WORDS } from "@/components/format/words";
import type { Bubble } from "./placement";
import type { Size } from "./use-size";

const TIP_PX = 264;

/** What a bubble stands for, beside it while the pointer is on it. */
export function BubbleTip({
  bubble,
  x,
  y,
  radius,
  size,
}: {
  bubble: Bubble;
  x: number;
  y: number;
  radius: number;
  size: Size;
}) {
  const isLeft = x + radius + TIP_PX + 16 > size.width;
  const belowLine = belowLineOf(bubble);
  const isAbove = y > size.height * 0.7;
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-10 rounded-md border border-border bg-raised px-3 py-2 text-meta shadow-float"
      style={{
        width: TIP_PX,
        left: Math.max(4, isLeft ? x - radius - 8 - TIP_PX : x + radius + 8),
        ...(isAbove ? { bottom: size.height - y - radius } : { top: Math.max(4, y - radius) }),
      }}
    >
      <p className="line-clamp-3 text-body font-medium reported">
        <span className="mr-1 font-normal text-muted-foreground figures">#{bubble.number}</span>
        {bubble.title}
      </p>
      <p className="mt-1 text-muted-foreground figures">
        {SEVERITY_WORDS[bubble.severity]} · {formatNoun(bubble.reporterCount, "person", "people")} ·{" "}
        {formatNoun(bubble.itemCount, "report")}
      </p>
      <p className="text-muted-foreground figures">
        Impact {bubble.impact}
        {bubble.isImpactOverridden && ` (computed ${bubble.computedImpact})`} · effort{" "}
        {effortSizeOf(bubble.effort)} ({bubble.effort})
        {bubble.isEffortOverridden && `, estimated ${bubble.computedEffort}`}
      </p>
      {belowLine && (
        <p className="reported text-critical-foreground">{describeBelowLine(belowLine, bubble)}</p>
      )}
    </div>
  );
}
