/** What the war room says of a launch: figures of the last day, what happened, and what is arriving. */
import { z } from "zod";
import type { TroubledFeed } from "./monitoring";
import type { Count } from "./paging";
import type { WaitingReport } from "./responses";
import type { ItemType, Sentiment, Severity } from "./triage";

/** Reports of a launch as far as a comparison needs them. */
export type IncomingFigures = {
  lastHour: number;
  /** The same hour on each of the seven days before, the latest first, whether the launch was live then or not. */
  sameHourBefore: readonly number[];
  last24h: number;
  previous24h: number;
  /** From when on counts can be compared: when the launch went live, or its first report where that is later; null without reports. */
  since: Date | null;
};

export const ReadWarRoom = z.object({ launchId: z.string().max(64) });
export const ReadFeed = z.object({
  launchId: z.string().max(64),
  limit: z.int().min(1).max(100).default(40),
});

/** What counts as a decision in the trail, and how it reads after a name: "Ada accepted #41". */
export const DECISION_WORDS: Readonly<Record<string, string>> = {
  "issue.accepted": "accepted",
  "issue.declined": "declined",
  "issue.parked": "parked",
  "issue.fixed": "marked as fixed",
  "issue.verified": "verified",
  "issue.closed": "closed",
  "issue.reopened": "reopened",
  "issue.snoozed": "snoozed",
  "issue.woken": "ended the snooze of",
  "issue.regressed": "reopened",
  "issue.placed": "re-prioritised",
  "issue.impact_set": "set the impact of",
  "issue.effort_set": "set the effort of",
  "issue.merged": "merged duplicates into",
  "issue.unmerged": "unmerged",
  "issue.split": "split",
  "criterion.waived": "waived the criterion",
  "criterion.unwaived": "withdrew the waiver of",
  "criterion.confirmed": "confirmed the criterion",
  "launch.phase_changed": "moved the launch to",
};

/** What the machine does of these by itself, and people want to know at once. */
export const MACHINE_DECISIONS: readonly string[] = ["issue.woken", "issue.regressed"];

/** A run of server errors on one route: when it began, when it ended (null: it goes on), and the release that began or ended it. */
export type ErrorEpisode = {
  method: string;
  route: string;
  from: Date;
  until: Date | null;
  requests: number;
  errors: number;
  /** The release shortly before it began. */
  suspect: EpisodeRelease | null;
  /** The release shortly before it ended. */
  cure: EpisodeRelease | null;
};
export type EpisodeRelease = { id: string; version: string };

/** Something that happened within the last day, for the axis that shows it all. */
export type DayEvent = {
  id: string;
  at: Date;
  kind: "release" | "critical" | "decision" | "errors";
  /** Releases: the version. Errors: the route. Criticals and decisions: the issue or what else it is about. */
  title: string;
  /** Releases: how it ended. Decisions: who decided. Errors: how many. */
  detail: string | null;
  /** Decisions: a key of DECISION_WORDS. */
  verb: string | null;
  /** Errors and releases that took a while. */
  until: Date | null;
  /** The issue it opens. */
  issueNumber: number | null;
};

/** Series hold 24 hourly values, oldest first; the last one is the hour that ends now. A null is an hour without data. */
export type WarRoom = {
  at: Date;
  /** Work of the whole organization that failed at every attempt and waits for a person: reports and mails. */
  failedJobs: { n: number; isCapped: boolean };
  /** Log feeds of the launch that something is wrong with: what they bring is not to be trusted whole. */
  troubledFeeds: TroubledFeed[];
  /** `series` is null when no criterion watches open criticals. */
  criticals: { open: number; openedToday: number; series: (number | null)[] | null };
  incoming: IncomingFigures & { perHour: number[] };
  traffic: {
    requests: number;
    errorPercent: number | null;
    p95Ms: number | null;
    p95Series: (number | null)[];
    errorSeries: (number | null)[];
    episodes: ErrorEpisode[];
  };
  /** How soon people are answered (`server/feedback/first-response.ts`). */
  response: {
    /** Within how long reports are to be answered, minutes. */
    targetMinutes: number;
    /** Reports that are due, and the share of them that was answered in time, percent; null while none is due. */
    due: number;
    sharePercent: number | null;
    /** Answers of the last 24 hours and their median, minutes; null where there were none. */
    answered: number;
    medianMinutes: number | null;
    /** Who is waiting, and how many of them past the target. */
    waiting: Count;
    overdue: number;
    oldest: Omit<WaitingReport, "isOverdue">[];
    /** Reports of the last 24 hours of which nobody here can know whether they were answered. */
    unanswerable: number;
    /** The share by the hour as the criterion read it, percent; null when no criterion watches it. */
    series: (number | null)[] | null;
  };
  events: DayEvent[];
};

export type FeedEntry =
  | {
      kind: "report";
      id: string;
      at: Date;
      itemId: string;
      reference: string;
      excerpt: string;
      sourceKind: string;
      type: ItemType;
      severity: Severity;
      sentiment: Sentiment;
      language: string;
      issueNumber: number | null;
      issueTitle: string | null;
      isQuarantined: boolean;
    }
  | {
      kind: "decision";
      id: string;
      at: Date;
      actorName: string;
      verb: string;
      issueNumber: number | null;
      issueTitle: string | null;
      reason: string | null;
      count: number;
    }
  | {
      kind: "release";
      id: string;
      at: Date;
      title: string;
      version: string;
      outcome: string;
      releaseKind: string;
    };
