/** The audit trail, as it is asked for. */
import { z } from "zod";
import { Page } from "./tenancy";

export const ACTOR_KINDS = ["person", "api_key", "source", "worker", "model", "system"] as const;
export const ActorKind = z.enum(ACTOR_KINDS);
export type ActorKind = z.infer<typeof ActorKind>;

export const ListAudit = Page.extend({
  actorId: z.string().max(64).optional(),
  actorKind: ActorKind.optional(),
  /** A whole verb (`issue.merged`) or a domain's part of one (`issue.`). */
  verb: z
    .string()
    .max(80)
    .regex(/^[a-z_.]*$/, "A verb has lower-case letters, dots and underscores.")
    .optional(),
  subjectId: z.string().max(64).optional(),
  launchId: z.string().max(64).optional(),
  since: z.date().optional(),
});
export type ListAudit = z.infer<typeof ListAudit>;
