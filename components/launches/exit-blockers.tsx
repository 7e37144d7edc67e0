"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { formatNoun } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { StateGlyph } from "@/components/format/state-badge";
import { ISSUE_STATE_WORDS } from "@/components/format/words";
import { Card, CardHeader } from "@/components/ui/card";
import type { BlockingIssue, CriterionView } from "@/contracts/exit";
import { useLinks } from "./links";

/** The issues behind the criteria that are not met, those that block most first; or why there is none. */
export function ExitBlockers({
  blockers,
  criteria,
  isReady,
  renderOwner,
}: {
  blockers: readonly BlockingIssue[];
  criteria: readonly CriterionView[];
  isReady: boolean;
  /** Whose it is, and the way to give it to somebody: acts on issues are no business of launches. */
  renderOwner: (issue: BlockingIssue) => ReactNode;
}) {
  const links = useLinks();
  const titleOf = (id: string) => criteria.find((criterion) => criterion.id === id)?.title ?? "a criterion";
  const unmet = criteria.filter((criterion) => criterion.state === "not_met").length;
  return (
    <Card hasPadding={false} aria-label="What blocks the exit now" className="min-w-0 self-start">
      <CardHeader
        title="What blocks the exit now"
        {...(blockers.length > 0
          ? { description: "Issues behind the unmet criteria, most important first" }
          : {})}
        hasBorder
      />
      {blockers.length === 0 ? (
        <p className="px-4 py-4 text-muted-foreground">
          {criteria.length === 0
            ? "Nothing can block it yet: no criterion has been agreed."
            : isReady
              ? "Nothing. Every criterion is met or waived."
              : unmet > 0
                ? "No single issue: the missed targets can’t be traced to one."
                : "No issue. The rest needs time to hold, or figures that are not known yet."}
        </p>
      ) : (
        <ol>
          {blockers.map((issue, index) => (
            <li
              key={issue.id}
              className="relative flex gap-3 border-b border-border px-4 py-3 last:border-b-0 hover:bg-hover"
            >
              <span className="w-4 shrink-0 text-right text-muted-foreground figures">{index + 1}</span>
              <div className="min-w-0 flex-1">
                <Link
                  href={links.issue(issue.number)}
                  className="line-clamp-2 font-medium reported after:absolute after:inset-0"
                >
                  {issue.title}
                </Link>
                <ul className="text-meta text-muted-foreground">
                  {issue.blocks.map((block) => (
                    <li key={block.criterionId} title={titleOf(block.criterionId)}>
                      {block.reason}
                    </li>
                  ))}
                </ul>
                <p className="mt-1 flex items-center gap-2 text-meta text-muted-foreground">
                  <SeverityGlyph severity={issue.severity} />
                  <span className="figures">#{issue.number}</span>
                  <span className="inline-flex items-center gap-1">
                    <StateGlyph state={issue.state} />
                    {ISSUE_STATE_WORDS[issue.state]}
                  </span>
                  {/* Over the row's own link. */}
                  <span className="relative z-10 ml-auto flex min-w-0">{renderOwner(issue)}</span>
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
      {blockers.length > 0 && (
        <p className="border-t border-border px-4 py-2 text-meta text-muted-foreground">
          {blockers.length === 10
            ? "The ten issues that block it most"
            : formatNoun(blockers.length, "issue")}
        </p>
      )}
    </Card>
  );
}
