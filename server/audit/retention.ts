import { RETENTION_KINDS, TERM_BOUNDS, type RetentionKind } from "@/contracts/retention";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Terms in days by kind; null is "kept". */
export type Terms = Readonly<Record<RetentionKind, number | null>>;

/**
 * The terms that hold: what an organization has set, brought within today's bounds, and the usual ones for the rest. Kinds that this
 * version does not know are passed over.
 */
export function termsOf(set: readonly { kind: string; days: number | null }[]): Terms {
  const own = new Map(set.map(({ kind, days }) => [kind, days]));
  return Object.fromEntries(
    RETENTION_KINDS.map((kind) => {
      const { usual, min, max, mayBeKept } = TERM_BOUNDS[kind];
      const days = own.get(kind);
      if (days === undefined) return [kind, usual];
      if (days === null) return [kind, mayBeKept ? null : max];
      return [kind, Math.min(max, Math.max(min, days))];
    }),
  ) as Record<RetentionKind, number | null>;
}

/** What is older than this has reached its term. A day has 24 hours: terms are lengths of time, not dates of a calendar. */
export const cutOffOf = (days: number, now: Date): Date => new Date(now.getTime() - days * DAY_MS);

/** When the next run begins: a day later, or within the hour when something of this one failed. */
export const nextRunAt = (now: Date, hasFailed: boolean): Date =>
  new Date(now.getTime() + (hasFailed ? HOUR_MS : DAY_MS));

/** Whether a term lets go of something sooner than another. */
export const isShorter = (after: number | null, before: number | null): boolean =>
  after !== null && (before === null || after < before);
