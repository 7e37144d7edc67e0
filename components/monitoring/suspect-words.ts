import { formatDuration, formatMs, formatNoun, formatPercent } from "@/components/format/numbers";
import type { SuspectRelease } from "@/contracts/evidence";

/** What speaks for a release being the cause, and what does not, as clauses: when it began, who names it, what rose with it. */
export function describeSuspect(suspect: SuspectRelease, componentName: string | null): string[] {
  return [
    sayLead(suspect.leadMs),
    ...sayNamed(suspect.named),
    ...(componentName === null ? [] : [sayTraffic(suspect, componentName)]),
    ...(suspect.isElsewhere ? ["rolled out to another component"] : []),
  ];
}

function sayLead(leadMs: number): string {
  const away = formatDuration(Math.abs(leadMs));
  return leadMs < 0 ? `started ${away} after the first report` : `started ${away} before the first report`;
}

function sayNamed({ reports, of }: SuspectRelease["named"]): string[] {
  if (of === 0) return [];
  const those = formatNoun(of, "report that names a version", "reports that name a version");
  if (reports === 0) return [of === 1 ? `the ${those} names another` : `none of the ${those} names it`];
  return [
    of === 1 ? `the ${those} names it` : `${reports} of ${those} ${reports === 1 ? "names" : "name"} it`,
  ];
}

function sayTraffic(
  { before, after, haveErrorsRisen, hasSlowed }: SuspectRelease,
  componentName: string,
): string {
  if (!before?.requests || !after?.requests)
    return `no traffic of ${componentName} on both sides of it to compare`;
  const errors = `${formatPercent(before.errorPercent!)} to ${formatPercent(after.errorPercent!)}`;
  if (haveErrorsRisen && !hasSlowed) return `errors of ${componentName} rose from ${errors}`;
  if (!hasSlowed) return `no clear rise in errors or p95 of ${componentName}`;
  const latency = `${formatMs(before.p95Ms!)} to ${formatMs(after.p95Ms!)}`;
  return haveErrorsRisen
    ? `errors of ${componentName} rose from ${errors}, its p95 from ${latency}`
    : `p95 of ${componentName} rose from ${latency}`;
}
