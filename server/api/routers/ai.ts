import { AddProvider, ListCalls, OneProvider, SetProviderKey, SwitchProvider } from "@/contracts/ai";
import {
  addProvider,
  removeProvider,
  setProviderEnabled,
  setProviderKey,
} from "@/server/ai/providers.commands";
import { listCalls, listProviders } from "@/server/ai/providers.queries";
import { can, router } from "../trpc";

/** Which models are asked, and what was asked of them. */
export const aiRouter = router({
  providers: can("ai:read").query(({ ctx }) => listProviders(ctx.scope)),
  calls: can("ai:read")
    .input(ListCalls)
    .query(({ ctx, input }) => listCalls(ctx.scope, { cursor: input.cursor, limit: input.limit })),
  addProvider: can("ai:manage")
    .input(AddProvider)
    .mutation(({ ctx, input }) => addProvider(ctx.scope, input)),
  switchProvider: can("ai:manage")
    .input(SwitchProvider)
    .mutation(({ ctx, input }) => setProviderEnabled(ctx.scope, input.id, input.isEnabled)),
  setProviderKey: can("ai:manage")
    .input(SetProviderKey)
    .mutation(({ ctx, input }) => setProviderKey(ctx.scope, input.id, input.apiKey)),
  removeProvider: can("ai:manage")
    .input(OneProvider)
    .mutation(({ ctx, input }) => removeProvider(ctx.scope, input.id)),
});
