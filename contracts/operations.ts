/** How the organization's work in the background stands, and what was given up. */
import { Cursor } from "./paging";
import { z } from "zod";

export const ListDeadLetters = z.object({
  cursor: Cursor,
  limit: z.int().min(1).max(100).default(50),
});
export const ReplayDeadLetters = z.strictObject({ ids: z.array(z.string().max(64)).min(1).max(200) });
