import { isMoreSevere, type Severity } from "@/contracts/triage";

/** What the choice of a quotation looks at. `chars` is the length of the report's own words. */
export type QuotableReport = {
  readonly id: string;
  readonly severity: Severity;
  readonly chars: number;
  readonly occurredAt: Date;
  /** Withdrawn where it came from, or erased. */
  readonly isGone: boolean;
  /** It holds instructions meant for a machine. */
  readonly isSuspicious: boolean;
};

/** Words that can be read at a glance and still say something, characters. */
const CLEAR_FROM = 40;
const CLEAR_UNTIL = 400;

/** 0 where the length is clear; longer ones can be cut and come next, and what says hardly anything comes last. */
const unclarity = (chars: number): number => (chars < CLEAR_FROM ? 2 : chars > CLEAR_UNTIL ? 1 : 0);

/**
 * The report that is quoted for all of an issue's: of the most severe ones, as their words were read, the clearest by length, and of
 * these the newest. One with instructions for machines is quoted only where there is no other, one without words never.
 * @returns null when no report has words
 */
export function chooseRepresentative<Report extends QuotableReport>(
  reports: readonly Report[],
): Report | null {
  return reports
    .filter(({ chars, isGone }) => chars > 0 && !isGone)
    .reduce<Report | null>((best, report) => (best === null || isBetter(report, best) ? report : best), null);
}

function isBetter(a: QuotableReport, b: QuotableReport): boolean {
  if (a.isSuspicious !== b.isSuspicious) return b.isSuspicious;
  if (a.severity !== b.severity) return isMoreSevere(a.severity, b.severity);
  const difference = unclarity(a.chars) - unclarity(b.chars);
  if (difference !== 0) return difference < 0;
  const newer = a.occurredAt.getTime() - b.occurredAt.getTime();
  return newer > 0 || (newer === 0 && a.id > b.id);
}
