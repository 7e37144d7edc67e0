/** Erasing: what is asked for, and what the receipt says. */
import { z } from "zod";
import { Page } from "./tenancy";

/** Replaces words that were erased. The database accepts no other in a label's reason. */
export const ERASED = "(erased)";

/** So many people's or reports' words go in one act at most. */
const AT_ONCE = 50;

/** One or more reports, or one or more people with everything they reported. */
export const Erase = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("report"), itemIds: z.array(z.string().max(64)).min(1).max(AT_ONCE) }),
  z.object({ kind: z.literal("reporter"), reporterIds: z.array(z.string().max(64)).min(1).max(AT_ONCE) }),
]);
export type Erase = z.infer<typeof Erase>;

/** An e-mail address, a name as it was given, or a report's reference. */
export const FindPerson = z.object({ query: z.string().trim().min(1).max(254) });

export const ListErasures = Page;

/** How many rows of a table were emptied or removed, and what of them. */
export const ErasureTally = z.object({ table: z.string(), what: z.string(), rows: z.number().int() });
export type ErasureTally = z.infer<typeof ErasureTally>;
