/** The words of feedback: the states an issue moves through and how an item came to belong to it. */
import { z } from "zod";
import { LANGUAGES } from "./languages";

export const ISSUE_STATES = [
  "new",
  "accepted",
  "in_progress",
  "fixed",
  "verified",
  "closed",
  "declined",
  "parked",
] as const;
export const IssueState = z.enum(ISSUE_STATES);
export type IssueState = z.infer<typeof IssueState>;

/** States that still ask for work. */
export const OPEN_STATES = [
  "new",
  "accepted",
  "in_progress",
  "fixed",
] as const satisfies readonly IssueState[];

export const ITEM_STATES = ["open", "quarantined", "done", "withdrawn"] as const;
export const ItemState = z.enum(ITEM_STATES);
export type ItemState = z.infer<typeof ItemState>;

export const RELATION_KINDS = ["duplicate_of", "related", "not_same"] as const;
export const RelationKind = z.enum(RELATION_KINDS);
export type RelationKind = z.infer<typeof RelationKind>;

/** Where a report was made or seen; everything optional, all of it data and never instruction. */
export const ItemContext = z.object({
  url: z.string().max(2000).optional(),
  route: z.string().max(300).optional(),
  version: z.string().max(100).optional(),
  requestId: z.string().max(200).optional(),
  userAgent: z.string().max(500).optional(),
  locale: z.string().max(35).optional(),
  /** What the form was drawn in for its reporter. */
  pageLanguage: z.enum(LANGUAGES).optional(),
  account: z.string().max(200).optional(),
  /** What the reporter left as their address and nobody can write to. */
  contact: z.string().max(200).optional(),
  /** What the sender says of when it occurred, where that is no time that could be taken. */
  occurred: z.string().max(60).optional(),
  channel: z.string().max(60).optional(),
  externalUrl: z.string().max(2000).optional(),
  externalId: z.string().max(200).optional(),
  priority: z.string().max(60).optional(),
  tags: z.array(z.string().max(100)).max(50).optional(),
  statusCode: z.number().int().min(100).max(599).optional(),
});
export type ItemContext = z.infer<typeof ItemContext>;
