"use client";
import Link from "next/link";
import type { Clause, ClauseTarget } from "@/components/format/day-sentence";
import { useLinks } from "@/components/launches/links";
import { cn } from "@/components/ui/cn";

/** The day in words; each clause opens the rows that it was counted from. */
export function DaySentence({ clauses, className }: { clauses: readonly Clause[]; className?: string }) {
  const links = useLinks();
  const hrefOf = (target: ClauseTarget) =>
    target.screen === "board" ? links.board(target.filter) : links[target.screen];
  return (
    <p className={cn("max-w-[64ch] text-title leading-7 font-medium text-pretty", className)}>
      {clauses.map((clause, index) => (
        <span key={clause.key}>
          {index > 0 && "; "}
          <Link
            href={hrefOf(clause.target)}
            className={cn(
              "underline decoration-border-strong decoration-1 underline-offset-4 hover:decoration-current",
              clause.isAlarming && "text-critical-foreground decoration-critical/40",
            )}
          >
            {clause.text}
          </Link>
        </span>
      ))}
      .
    </p>
  );
}
