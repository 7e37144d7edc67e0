/** What a person can do with issues and items, as data: one vocabulary for buttons, keys, drags, bulk actions and the API. */
import { Cursor } from "./paging";
import { z } from "zod";
import { ItemContext, IssueState } from "./feedback";
import { SNOOZE_MAX } from "./snooze";
import { ItemType, Sentiment, Severity, Urgency } from "./triage";

const Id = z.string().min(1).max(64);
const Reason = z.string().trim().max(500);
/** A label that people give issues, as it is kept: one word in lower case. */
export const LabelName = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(40)
  .regex(/^[^\s,":]+$/, "Labels are single words without commas, quotes or colons.");

/** An issue has so many labels at most. */
export const LABELS_MAX = 20;

/** Reasons for declining that every launch knows; any other sentence will do as well. */
export const DECLINE_REASONS = [
  "not a defect",
  "cannot be reproduced",
  "works as intended",
  "out of scope",
  "duplicate",
  "spam",
] as const;

/** States that an issue may be moved to without a word. */
export const MoveState = IssueState.exclude(["fixed", "verified", "declined"]);
export type MoveState = z.infer<typeof MoveState>;

/** Acts that any member who works on issues may do. */
export const IssueAct = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("accept") }),
  z.object({ kind: z.literal("decline"), reason: Reason.min(1, "Say why, in a word or two.") }),
  z.object({ kind: z.literal("start") }),
  /** With the version that has the fix; null says that no version was needed (configuration, data) and that it is deployed by now. */
  z.object({
    kind: z.literal("fix"),
    version: z.string().trim().min(1, "Name the version that has the fix.").max(100).nullable(),
  }),
  /** With what was seen that proves the fix. */
  z.object({ kind: z.literal("verify"), evidence: Reason.min(1, "Say what was seen.") }),
  z.object({ kind: z.literal("close"), reason: Reason.default("") }),
  z.object({ kind: z.literal("reopen"), reason: Reason.default("") }),
  /** Parks the issue apart from defects; as a wish unless said otherwise. */
  z.object({ kind: z.literal("park"), asWish: z.boolean().default(true), reason: Reason.default("") }),
  /** Out of the inbox until a moment, until so many more reports or people, or until it gets worse (snooze.ts), whichever is first. */
  z
    .object({
      kind: z.literal("snooze"),
      until: z.date().nullish(),
      moreReports: z.int().min(1).max(SNOOZE_MAX).nullish(),
      morePeople: z.int().min(1).max(SNOOZE_MAX).nullish(),
      whenWorse: z.boolean().default(false),
      reason: Reason.default(""),
      /** A critical is snoozed only by somebody who says that it is meant, and why. */
      isCriticalConfirmed: z.boolean().default(false),
    })
    .refine((act) => act.until || act.moreReports || act.morePeople || act.whenWorse, {
      message: "Say what ends the snooze: a time, a number of reports or people, or that it gets worse.",
    }),
  z.object({ kind: z.literal("wake") }),
  z.object({
    kind: z.literal("assign"),
    ownerId: Id.nullable().optional(),
    teamId: Id.nullable().optional(),
  }),
  z.object({ kind: z.literal("rename"), title: z.string().trim().min(1, "Give it a title.").max(400) }),
  z.object({
    kind: z.literal("tag"),
    add: z.array(LabelName).max(LABELS_MAX).default([]),
    remove: z.array(z.string().max(40)).max(LABELS_MAX).default([]),
  }),
  z.object({ kind: z.literal("workaround"), text: z.string().trim().max(4000).nullable() }),
  /** A null takes a decision back and lets the computed urgency speak again. */
  z.object({ kind: z.literal("urgency"), urgency: Urgency.nullable() }),
  /** A person's word on what it is; machines never change it afterwards. */
  z.object({
    kind: z.literal("relabel"),
    type: ItemType.optional(),
    severity: Severity.optional(),
    componentId: Id.nullable().optional(),
    reason: Reason.default(""),
  }),
  /** To a column of the kanban that asks for nothing; *fixed*, *verified* and *declined* have acts of their own, with what they ask. */
  z.object({ kind: z.literal("move"), state: MoveState, reason: Reason.default("") }),
]);
export type IssueAct = z.infer<typeof IssueAct>;

const Percent = z.int().min(0).max(100);

/**
 * Acts that decide what comes first: impact, effort or both, each with a reason of its own. A null takes a decision back and lets the
 * computed value speak again. An impact below the line of an open critical is refused without a reason (below-line.ts). Keys it does not
 * know are refused, so that no reason is dropped unseen.
 */
export const PriorityAct = z.strictObject({
  kind: z.literal("place"),
  impact: Percent.nullable().optional(),
  impactReason: Reason.optional(),
  effort: Percent.nullable().optional(),
  effortReason: Reason.optional(),
});
export type PriorityAct = z.infer<typeof PriorityAct>;

export type AnyAct = IssueAct | PriorityAct;

/**
 * Whether an act takes a critical out of sight without a word. A critical is parked only with a reason; declining always has one, and
 * snoozing one has to be confirmed besides.
 */
export function lacksReason(severity: Severity, act: AnyAct): boolean {
  if (severity !== "critical") return false;
  return (act.kind === "park" || (act.kind === "move" && act.state === "parked")) && act.reason === "";
}

/** The version a screen has seen; when it has moved on, the answer is CONFLICT with both versions in `details`. */
const expectedVersion = z.int().min(1).optional();

export const ActOnIssue = z.object({ issueId: Id, expectedVersion, act: IssueAct });
export const PlaceIssue = z.object({ issueId: Id, expectedVersion, act: PriorityAct });

export const BULK_CAP = 500;
/** Either the issues named, or all that a filter finds; refused when it finds more than the cap. */
const BulkTarget = z.union([
  z.object({ ids: z.array(Id).min(1).max(BULK_CAP) }),
  z.object({ filter: z.string().max(2000) }),
]);
export const BulkPreview = z.object({ launchId: Id, target: BulkTarget });
export const BulkAct = z.object({
  launchId: Id,
  target: BulkTarget,
  act: IssueAct,
  /** What the preview said; refused when it is more by now. */ expectedCount: z.int().min(1).optional(),
});

export const MergeIssues = z.object({
  intoId: Id,
  issueIds: z.array(Id).min(1).max(50),
  expectedVersion,
  reason: Reason.default(""),
});
export const UnmergeIssue = z.object({ issueId: Id, reason: Reason.default("") });
export const SplitIssue = z.object({
  issueId: Id,
  itemIds: z.array(Id).min(1).max(200),
  title: z.string().trim().min(1).max(400).optional(),
  reason: Reason.default(""),
});
export const MoveItems = z.object({
  itemIds: z.array(Id).min(1).max(200),
  toIssueId: Id,
  reason: Reason.default(""),
});
export const RelateIssues = z.object({
  issueId: Id,
  otherId: Id,
  kind: z.enum(["related", "not_same"]),
  reason: Reason.default(""),
});
export const UndoChange = z.object({ undoId: Id });

/** How long a change can be taken back, ms: ten seconds beside the change, the rest from the trail. */
export const UNDO_WINDOW_MS = 600_000;

export const RelabelItem = z.object({
  itemId: Id,
  expectedVersion,
  type: ItemType.optional(),
  severity: Severity.optional(),
  sentiment: Sentiment.optional(),
  componentId: Id.nullable().optional(),
  reason: Reason.default(""),
});
export const ReleaseItem = z.object({ itemId: Id });
export const QuarantineItem = z.object({ itemId: Id, reason: Reason.min(1) });

/** What an agent writes down of a call or an interview. */
export const LogItem = z.object({
  launchId: Id,
  idempotencyKey: z.string().min(8).max(100),
  text: z.string().trim().min(1, "Describe what happened.").max(20_000),
  title: z.string().trim().max(400).optional(),
  channel: z.enum(["call", "interview", "chat", "mail", "other"]).default("call"),
  occurredAt: z.date().optional(),
  reporter: z
    .object({
      name: z.string().trim().max(120).optional(),
      email: z.string().trim().max(500).optional(),
      account: z.string().trim().max(200).optional(),
      /** To call back by hand; nothing is ever sent to it. */
      phone: z.string().trim().max(100).optional(),
    })
    .default({}),
  /** The agent's own word on it; machines fill in the rest. */
  type: ItemType.optional(),
  severity: Severity.optional(),
  sentiment: Sentiment.optional(),
  componentId: Id.optional(),
  /** The issue it is about, when the agent recognised it. */
  issueId: Id.optional(),
  context: ItemContext.pick({ url: true, route: true, version: true, requestId: true }).default({}),
});
export type LogItem = z.infer<typeof LogItem>;

export const ReadIssue = z.object({ issueId: Id });
/** By the number people say to each other. */
export const FindIssue = z.object({ launchId: Id, number: z.int().min(1) });
export const ListIssueParts = z.object({
  issueId: Id,
  cursor: Cursor,
  limit: z.int().min(1).max(100).default(30),
});
/** What the reports of an issue are counted by. */
export const REPORT_FACETS = ["version", "client", "route", "account", "language"] as const;
export type ReportFacet = (typeof REPORT_FACETS)[number];
/** The reports of an issue that have one value of a facet. */
export const ReportFilter = z.object({ facet: z.enum(REPORT_FACETS), value: z.string().min(1).max(500) });
export type ReportFilter = z.infer<typeof ReportFilter>;
export const ListIssueItems = ListIssueParts.extend({ only: ReportFilter.nullable().default(null) });

/** A value of a facet, and how many reports have it. */
export type FacetCount = { value: string; reports: number };
/** One report quoted for all of an issue's, and what they have in common. */
export type IssueSummary = {
  /** The reports that are counted: all of them, or the newest 10,000. */
  reports: number;
  isCapped: boolean;
  quote: {
    reference: string;
    title: string | null;
    text: string;
    isCut: boolean;
    language: string;
    reporterName: string | null;
    accountKey: string | null;
    occurredAt: Date;
  } | null;
  /** By facet the values with most reports, and how many values there are. */
  facets: Record<ReportFacet, { top: FacetCount[]; values: number }>;
};

/** So many reports of an issue can be leafed through in the inbox. */
export const BROWSABLE_REPORTS = 50;
/** An issue's first reports as its page and the server that reads ahead for it both request them. */
export const issueItemsInput = (issueId: string, only: ReportFilter | null = null) => ({
  issueId,
  limit: 30,
  ...(only === null ? {} : { only }),
});
export const ReadItem = z.object({ itemId: Id });
export const FindSimilar = z.object({ launchId: Id, text: z.string().max(4000) });
