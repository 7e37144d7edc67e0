import { formatNoun } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { StateGlyph } from "@/components/format/state-badge";
import { ISSUE_STATE_WORDS } from "@/components/format/words";
import { cn } from "@/components/ui/cn";
import type { IssueState } from "@/contracts/feedback";
import type { Severity } from "@/contracts/triage";

export type LineIssue = {
  number: number;
  title: string;
  state: IssueState;
  severity: string;
  itemCount: number;
};

/** Another issue on one line: mark, number, title, state, how many reports. */
export function IssueLine({ issue, className }: { issue: LineIssue; className?: string }) {
  return (
    <span className={cn("flex min-w-0 items-center gap-2", className)}>
      <SeverityGlyph severity={issue.severity as Severity} />
      <span className="shrink-0 text-meta text-muted-foreground figures">#{issue.number}</span>
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {issue.title}
      </span>
      <span title={ISSUE_STATE_WORDS[issue.state]} className="inline-flex shrink-0">
        <StateGlyph state={issue.state} />
        <span className="sr-only">{ISSUE_STATE_WORDS[issue.state]}</span>
      </span>
      <span className="shrink-0 text-meta text-muted-foreground figures">
        {formatNoun(issue.itemCount, "report")}
      </span>
    </span>
  );
}
