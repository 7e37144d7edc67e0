"use client";
import { AlarmClock, RotateCcw, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Time } from "@/components/format/time";
import { useCan } from "@/components/tenancy/member-context";
import { Button } from "@/components/ui/button";
import { useIssueActs } from "./acts-context";
import type { ActTarget, IssueDetail } from "./issue-row";
import { describeProgress, describeSnooze } from "./snooze-words";

/** What an issue is snoozed until, how its fix was proven, and how it came back. */
export function IssueSettling({ issue }: { issue: IssueDetail & ActTarget }) {
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  const { snooze, snoozing, verification, regression } = issue;
  return (
    <>
      {snooze && (
        <Note
          icon={<AlarmClock aria-hidden />}
          action={
            mayWrite && (
              <Button size="sm" onClick={() => acts.act([issue], { kind: "wake" })}>
                Wake now
              </Button>
            )
          }
        >
          <span className="font-medium">Snoozed until {describeSnooze(snooze)}</span>
          <span className="block text-meta text-muted-foreground">
            {snoozing && (
              <>
                {snoozing.byName}, <Time value={snooze.since} />
                {describeProgress(snooze, snoozing).map((progress) => (
                  <span key={progress}> · {progress}</span>
                ))}
              </>
            )}
            {snooze.reason !== "" && <span className="reported"> · “{snooze.reason}”</span>}
          </span>
        </Note>
      )}
      {regression && (
        <Note icon={<RotateCcw aria-hidden />}>
          <span className="font-medium">Reopened:</span> {lowerFirst(regression.reason)}{" "}
          <Time value={regression.at} className="text-meta text-muted-foreground" />
        </Note>
      )}
      {verification && (
        <Note icon={<ShieldCheck aria-hidden />}>
          <span className="font-medium">Verified:</span>{" "}
          <span dir="auto" className="reported [overflow-wrap:anywhere]">
            {verification.evidence}
          </span>
          <span className="block text-meta text-muted-foreground">
            {verification.byName}, <Time value={verification.at} />
          </span>
        </Note>
      )}
    </>
  );
}

const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

function Note({ icon, action, children }: { icon: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-start gap-2 rounded-md border border-border bg-sunken/60 px-3 py-2">
      <span className="mt-0.5 shrink-0 text-muted-foreground [&_svg]:size-3.5">{icon}</span>
      <p className="min-w-0 flex-1">{children}</p>
      {action}
    </div>
  );
}
