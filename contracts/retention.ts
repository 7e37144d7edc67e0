/** How long what is kept: the kinds of rows that have a term, and the bounds within which an organization may set it. */
import { z } from "zod";
import { Page } from "./tenancy";

/**
 * Every kind of row that a job deletes when its term ends, in the order in which it does. A further kind is a name here, its bounds below,
 * its words in components/privacy/retention-words.ts and an expirer in server/pipeline/expirers.ts; neither compiles without.
 */
export const RETENTION_KINDS = [
  "log_lines",
  "refusals",
  "model_calls",
  "sessions",
  "mails",
  "failed_jobs",
  "unreadable",
  "items",
  "raw_bodies",
] as const;
export const RetentionKind = z.enum(RETENTION_KINDS);
export type RetentionKind = z.infer<typeof RetentionKind>;

/** Days; `usual` holds until somebody sets another, null is "kept until somebody deletes it". */
export type TermBounds = {
  readonly usual: number | null;
  readonly min: number;
  readonly max: number;
  readonly mayBeKept: boolean;
};

export const TERM_BOUNDS: Readonly<Record<RetentionKind, TermBounds>> = {
  // Each day of log lines is a partition that every question of a request id looks into.
  log_lines: { usual: 35, min: 1, max: 90, mayBeKept: false },
  refusals: { usual: 30, min: 7, max: 365, mayBeKept: false },
  model_calls: { usual: 365, min: 30, max: 3_650, mayBeKept: true },
  sessions: { usual: 30, min: 1, max: 365, mayBeKept: false },
  mails: { usual: 90, min: 7, max: 730, mayBeKept: true },
  failed_jobs: { usual: 180, min: 30, max: 730, mayBeKept: true },
  unreadable: { usual: 180, min: 30, max: 730, mayBeKept: true },
  // What a team learnt from a launch is its own to delete: nothing goes unless somebody says so.
  items: { usual: null, min: 30, max: 3_650, mayBeKept: true },
  raw_bodies: { usual: 90, min: 7, max: 730, mayBeKept: true },
};

/** What goes after a time that nobody sets. */
export const LIVE_EVENT_HOURS = 1;
export const DONE_WORK_HOURS = 24;
export const OWNERLESS_SESSION_DAYS = 90;

/** A term within its kind's bounds. */
export const SetTerm = z
  .object({ kind: RetentionKind, days: z.number().int().nullable() })
  .superRefine(({ kind, days }, ctx) => {
    const { min, max, mayBeKept } = TERM_BOUNDS[kind];
    const fits = days === null ? mayBeKept : days >= min && days <= max;
    if (!fits)
      ctx.addIssue({
        code: "custom",
        path: ["days"],
        message: `Between ${min} and ${max} days${mayBeKept ? ", or kept" : ""}.`,
      });
  });
export type SetTerm = z.infer<typeof SetTerm>;

export const ListRetentionRuns = Page;
