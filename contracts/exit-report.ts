/** The words of shared exit reports: a launch's exit as it was at one moment, for whoever has the link. */
import { z } from "zod";
import { CriterionKind, CriterionState } from "./exit";
import { IssueState } from "./feedback";
import { ownMoment } from "./moment";
import { LaunchPhase } from "./phases";
import { Severity } from "./triage";

const Id = z.string().min(1).max(64);

/** For how many days a link may open a report. */
export const REPORT_DAYS = { usual: 14, min: 1, max: 90 } as const;
/** How many reports of one launch may be open at once. */
export const OPEN_REPORTS_MAX = 50;

export const ShareExitReport = z.object({
  launchId: Id,
  days: z
    .int()
    .min(REPORT_DAYS.min, "Give at least one day.")
    .max(REPORT_DAYS.max, `Give at most ${REPORT_DAYS.max} days.`)
    .default(REPORT_DAYS.usual),
  /** Titles of issues may hold reporters' words: they are shown only where the person who shares says so. */
  hasTitles: z.boolean().default(false),
});
export type ShareExitReport = z.infer<typeof ShareExitReport>;
export const ExitReportRef = z.object({ reportId: Id });

/** A report that its link still opens. */
export type OpenReport = {
  id: string;
  sharedBy: string | null;
  sharedAt: Date;
  expiresAt: Date;
  lastOpenedAt: Date | null;
  hasTitles: boolean;
};

/** How many open criticals a report lists. */
export const REPORT_CRITICALS_MAX = 50;

/** A moment, which JSON keeps as text. */
const At = z.string().transform(ownMoment);
const Condition = z.object({
  target: z.number(),
  targetMinutes: z.number().nullable(),
  holdHours: z.number(),
  componentName: z.string().nullable(),
});

const ReportCriterion = z.object({
  id: z.string(),
  kind: CriterionKind,
  title: z.string(),
  componentName: z.string().nullable(),
  unit: z.enum(["count", "percent", "ms", "none"]),
  compare: z.enum(["at_most", "below", "at_least", "manual"]),
  state: CriterionState,
  value: z.number().nullable(),
  target: z.number(),
  hold: z.object({
    heldMs: z.number(),
    neededMs: z.number(),
    since: At.nullable(),
    until: At.nullable(),
  }),
  blockedBy: z.string().nullable(),
  note: z.string().nullable(),
  ownerName: z.string().nullable(),
  confirmation: z.object({ at: At, by: z.string().nullable() }).nullable(),
  waiver: z
    .object({ reason: z.string(), by: z.string().nullable(), until: At, isExpired: z.boolean() })
    .nullable(),
  moves: z.array(
    z.object({ at: At, by: z.string().nullable(), reason: z.string(), before: Condition, after: Condition }),
  ),
});
export type ReportCriterion = z.infer<typeof ReportCriterion>;

/**
 * What a report keeps of the exit, as JSON. Nothing of it was written by reporters: issues are there by number, their titles are read
 * when the report is opened.
 */
export const ExitSnapshot = z.object({
  at: At,
  launch: z.object({
    name: z.string(),
    slug: z.string(),
    phase: LaunchPhase,
    liveAt: At,
    endsAt: At,
    day: z.number(),
    days: z.number(),
  }),
  met: z.number(),
  waived: z.number(),
  total: z.number(),
  isReady: z.boolean(),
  criteria: z.array(ReportCriterion),
  burnDown: z.object({
    timeZone: z.string(),
    severities: z.array(Severity),
    start: z.object({ at: At, open: z.number() }).nullable(),
    days: z.array(z.object({ at: At, open: z.number(), opened: z.number(), resolved: z.number() })),
    goal: z.number(),
    targetAt: At,
    projection: z.discriminatedUnion("isKnown", [
      z.object({
        isKnown: z.literal(true),
        earliestAt: At,
        expectedAt: At,
        latestAt: At.nullable(),
        basis: z.string(),
      }),
      z.object({ isKnown: z.literal(false), reason: z.string() }),
    ]),
  }),
  /** Open criticals, those with most impact first; at most 50 of `criticalCount`. */
  criticals: z.array(
    z.object({
      issueId: z.string(),
      number: z.number(),
      state: IssueState,
      ownerName: z.string().nullable(),
    }),
  ),
  criticalCount: z.number(),
});
export type ExitSnapshot = z.infer<typeof ExitSnapshot>;

/** A report as its page shows it. */
export type ExitReportPage = {
  organization: string;
  sharedBy: string | null;
  expiresAt: Date;
  snapshot: Omit<ExitSnapshot, "criticals"> & {
    /** `title` as it is now; null where titles were not shared, or nothing is left of the issue. */
    criticals: (ExitSnapshot["criticals"][number] & { title: string | null })[];
  };
};
