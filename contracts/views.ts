/** Saved views: a filter, a layout and an order under a name, for oneself or for everybody in the launch. */
import { z } from "zod";
import { BoardSort } from "./board";

export const BOARD_LAYOUTS = ["matrix", "kanban", "table"] as const;
export const BoardLayout = z.enum(BOARD_LAYOUTS);
export type BoardLayout = z.infer<typeof BoardLayout>;

const Name = z.string().trim().min(1, "Give the view a name.").max(60, "Use at most 60 characters.");
const Filter = z.string().max(2000);

export const CreateView = z.object({
  launchId: z.string().max(64),
  name: Name,
  filter: Filter,
  layout: BoardLayout.default("table"),
  /** Of its table; null for the order that lists come in when nobody chose one. */
  sort: BoardSort.nullable().default(null),
  isShared: z.boolean().default(false),
});
export const UpdateView = z.object({
  viewId: z.string().max(64),
  expectedVersion: z.int().optional(),
  name: Name.optional(),
  filter: Filter.optional(),
  layout: BoardLayout.optional(),
  sort: BoardSort.nullable().optional(),
  isShared: z.boolean().optional(),
  position: z.int().min(0).max(1000).optional(),
});
export const RemoveView = z.object({ viewId: z.string().max(64) });
