/** What the organization's outgoing mail looks like to its people. */
import { Cursor } from "./paging";
import { z } from "zod";

export const MESSAGE_STATES = ["pending", "sending", "sent", "kept", "failed", "cancelled"] as const;
export const MessageState = z.enum(MESSAGE_STATES);
export type MessageState = z.infer<typeof MessageState>;

export const ListMessages = z.object({
  state: MessageState.nullish(),
  cursor: Cursor,
  limit: z.int().min(1).max(100).default(50),
});
export type ListMessages = z.infer<typeof ListMessages>;

export const MessagesOfItem = z.strictObject({ itemId: z.string().max(64) });
export type MessagesOfItem = z.infer<typeof MessagesOfItem>;
