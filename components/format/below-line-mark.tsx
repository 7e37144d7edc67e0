import { ArrowDownToLine, CircleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { belowLineOf, type BelowLine } from "@/contracts/below-line";
import { isolate } from "@/contracts/isolate";

/** What is known of a person's impact below the line, as far as a screen has it. */
export type BelowLineFacts = Parameters<typeof belowLineOf>[0] & {
  readonly impactReason?: string | null;
  readonly impactSetByName?: string | null;
};

/** The mark in words: "Set below the line by Ana Ruiz: one customer, one order". */
export function describeBelowLine(mark: BelowLine, facts: Omit<BelowLineFacts, "belowLine">): string {
  const by = facts.impactSetByName ? ` by ${facts.impactSetByName}` : "";
  const why = facts.impactReason ? `: ${isolate(facts.impactReason)}` : "";
  return mark === "confirmed"
    ? `Set below the line${by}${why}`
    : `Set to ${facts.impact}${by} before it became critical${why}`;
}

/** Marks an open critical whose impact a person put below the line; nothing anywhere else. */
export function BelowLineMark({ issue, className }: { issue: BelowLineFacts; className?: string }) {
  const mark = belowLineOf(issue);
  if (!mark) return null;
  const Icon = mark === "confirmed" ? ArrowDownToLine : CircleAlert;
  const words = describeBelowLine(mark, issue);
  return (
    <span role="img" aria-label={words} title={words} className={cn("inline-flex shrink-0", className)}>
      <Icon
        aria-hidden
        className={cn("size-3", mark === "confirmed" ? "text-muted-foreground" : "text-minor-foreground")}
      />
    </span>
  );
}
