import { formatDuration, formatMs, formatNoun, formatPercent } from "@/components/format/numbers";
import type { SuspectRelease } from "@/contracts/evidence";

/** What speaks for a release or the go-live being the cause, and what does not, as clauses: when, who names it, what rose with it. */
export function describeSuspect(suspect: SuspectRelease, subjectName: string | null): string[] {
  return [
    describeLead(suspect),
    // A go-live has no version that a report could name.
    ...(suspect.release.version === null ? [] : describeNamed(suspect.named)),
    ...(subjectName === null ? [] : [describeTraffic(suspect, subjectName)]),
    ...(suspect.isElsewhere ? ["rolled out to another component"] : []),
  ];
}

function describeLead({ leadMs, release }: SuspectRelease): string {
  const began = release.kind === "go_live" ? "went live" : "started";
  return `${began} ${formatDuration(Math.abs(leadMs))} ${leadMs < 0 ? "after" : "before"} the first report`;
}

function describeNamed({ reports, of }: SuspectRelease["named"]): string[] {
  if (of === 0) return [];
  const those = formatNoun(of, "report that names a version", "reports that name a version");
  if (reports === 0) return [of === 1 ? `the ${those} names another` : `none of the ${those} names it`];
  return [
    of === 1 ? `the ${those} names it` : `${reports} of ${those} ${reports === 1 ? "names" : "name"} it`,
  ];
}

function describeTraffic(
  { before, after, haveErrorsRisen, hasSlowed }: SuspectRelease,
  subjectName: string,
): string {
  if (!before?.requests || !after?.requests)
    return `no traffic of ${subjectName} on both sides of it to compare`;
  const errors = `${formatPercent(before.errorPercent!)} to ${formatPercent(after.errorPercent!)}`;
  if (haveErrorsRisen && !hasSlowed) return `errors of ${subjectName} rose from ${errors}`;
  if (!hasSlowed) return `no clear rise in errors or p95 of ${subjectName}`;
  const latency = `${formatMs(before.p95Ms!)} to ${formatMs(after.p95Ms!)}`;
  return haveErrorsRisen
    ? `errors of ${subjectName} rose from ${errors}, its p95 from ${latency}`
    : `p95 of ${subjectName} rose from ${latency}`;
}
