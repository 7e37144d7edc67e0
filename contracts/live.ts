/** What an open screen is told. Events are hints: they name what changed, the screen reads it again under its own permission. */
import { z } from "zod";

export const LiveEvent = z.object({
  kind: z.enum([
    "items.recorded",
    "issues.changed",
    "criteria.changed",
    "launch.changed",
    "releases.changed",
    "traffic.changed",
    "sources.changed",
    "members.changed",
    "session.ended",
    "resync",
  ]),
  launchId: z.string().nullable(),
  /** At most 200; more than that and the screen reads everything it shows. */
  ids: z.array(z.string()).max(200),
  /** When the oldest item behind this event was received, ms since epoch; for measuring how live the screen is. */
  since: z.number().optional(),
});
export type LiveEvent = z.infer<typeof LiveEvent>;
