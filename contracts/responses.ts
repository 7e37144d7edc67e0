/** Who is waiting for an answer, and how soon people were answered. */
import { z } from "zod";
import type { IssueState } from "./feedback";
import { Cursor, type Count } from "./paging";
import type { Severity } from "./triage";

/**
 * waiting: reports that can be answered and were not. unanswerable: reports of the last 24 hours from sources without replies, of which
 * nobody here can know whether they were answered.
 */
export const WAITING_LISTS = ["waiting", "unanswerable"] as const;
export const WaitingList = z.enum(WAITING_LISTS);
export type WaitingList = z.infer<typeof WaitingList>;

export const ListWaiting = z.object({
  launchId: z.string().max(64),
  /** Of one component's reports only. */
  componentId: z.string().max(64).nullish(),
  list: WaitingList.default("waiting"),
  limit: z.int().min(1).max(100).default(50),
  cursor: Cursor,
});

/** A report without an answer. */
export type WaitingReport = {
  id: string;
  reference: string;
  excerpt: string;
  severity: Severity;
  occurredAt: Date;
  reporterName: string | null;
  sourceKind: string;
  sourceName: string;
  /** The helpdesk's own number of it. */
  ticketId: string | null;
  /** null until it is sorted into an issue. */
  issueNumber: number | null;
  issueState: IssueState | null;
  /** Whether it has waited for longer than it was to; false where nobody can answer. */
  isOverdue: boolean;
};

/** How many are in the lists, and the time within which reports are to be answered, minutes. */
export type WaitingCounts = { waiting: Count; overdue: Count; unanswerable: Count; targetMinutes: number };
