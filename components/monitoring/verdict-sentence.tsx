"use client";
import type { Verdict } from "@/components/format/verdict";
import { cn } from "@/components/ui/cn";
import { ClauseList } from "./clause-list";
import { StabilityDot } from "./stability-dot";

/** The verdict on the launch in one sentence; each clause opens the rows behind it. */
export function VerdictSentence({ verdict, className }: { verdict: Verdict; className?: string }) {
  return (
    <p
      data-verdict={verdict.state}
      className={cn("max-w-[64ch] text-title leading-7 font-medium text-pretty", className)}
    >
      <StabilityDot state={verdict.state} className="mr-2" />
      <span className="font-semibold">{verdict.words}</span>: <ClauseList clauses={verdict.clauses} />.
    </p>
  );
}
