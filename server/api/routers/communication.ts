import { ListMessages, MessagesOfItem } from "@/contracts/communication";
import { listMessages, listMessagesOfItem } from "@/server/communication/messages.queries";
import { can, router } from "../trpc";

/** What reporters and members were told. */
export const communicationRouter = router({
  messages: can("message:read")
    .input(ListMessages)
    .query(({ ctx, input }) =>
      listMessages(ctx.scope, {
        state: input.state ?? null,
        cursor: input.cursor,
        limit: input.limit,
      }),
    ),
  messagesOfItem: can("item:read")
    .input(MessagesOfItem)
    .query(({ ctx, input }) => listMessagesOfItem(ctx.scope, input.itemId)),
});
