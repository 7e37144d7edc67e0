import { Erase, FindPerson, ListErasures } from "@/contracts/privacy";
import { listErasures } from "@/server/audit/erasures.queries";
import { erase, rehearseErasing } from "@/server/pipeline/erase.commands";
import { findErasable } from "@/server/pipeline/find-erasable.queries";
import { can, router } from "../trpc";

/** Erasing what people reported, and the receipts of it. */
export const privacyRouter = router({
  find: can("report:erase")
    .input(FindPerson)
    .query(({ ctx, input }) => findErasable(ctx.scope, input.query)),
  rehearse: can("report:erase")
    .input(Erase)
    .query(({ ctx, input }) => rehearseErasing(ctx.scope, input)),
  erase: can("report:erase")
    .input(Erase)
    .mutation(({ ctx, input }) => erase(ctx.scope, input)),
  receipts: can("report:erase")
    .input(ListErasures)
    .query(({ ctx, input }) => listErasures(ctx.scope, input)),
});
