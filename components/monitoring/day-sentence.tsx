"use client";
import type { Clause } from "@/components/format/day-sentence";
import { cn } from "@/components/ui/cn";
import { ClauseList } from "./clause-list";

/** The day in words, below the verdict. */
export function DaySentence({ clauses, className }: { clauses: readonly Clause[]; className?: string }) {
  if (clauses.length === 0) return null;
  return (
    <p className={cn("max-w-[84ch] text-pretty text-muted-foreground", className)}>
      <ClauseList clauses={clauses} />.
    </p>
  );
}
