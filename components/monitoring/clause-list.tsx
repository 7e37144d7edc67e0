"use client";
import Link from "next/link";
import type { Clause, ClauseTarget } from "@/components/format/day-sentence";
import { useLinks } from "@/components/launches/links";
import { cn } from "@/components/ui/cn";

/** Clauses of a sentence, each a link to the rows that it was counted from. */
export function ClauseList({ clauses }: { clauses: readonly Clause[] }) {
  const links = useLinks();
  const hrefOf = (target: ClauseTarget) =>
    target.screen === "board"
      ? links.board(target.filter)
      : target.screen === "source"
        ? `${links.sources}/${target.id}`
        : links[target.screen];
  return clauses.map((clause, index) => (
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
  ));
}
