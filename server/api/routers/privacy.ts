import { Erase, FindPerson, ListErasures } from "@/contracts/privacy";
import { ListRetentionRuns, SetTerm } from "@/contracts/retention";
import { setTerm } from "@/server/audit/retention-terms.commands";
import { listErasures } from "@/server/audit/erasures.queries";
import { erase, rehearseErasing } from "@/server/pipeline/erase.commands";
import { findErasable } from "@/server/pipeline/find-erasable.queries";
import { beginRetaining } from "@/server/pipeline/retention.commands";
import { listRetentionRuns, previewTerm, readRetention } from "@/server/pipeline/retention.queries";
import { can, router } from "../trpc";

/** Erasing what people reported, the receipts of it, and how long what is kept. */
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
  retention: can("organization:read").query(({ ctx }) => readRetention(ctx.scope)),
  retentionRuns: can("organization:read")
    .input(ListRetentionRuns)
    .query(({ ctx, input }) => listRetentionRuns(ctx.scope, input)),
  previewTerm: can("retention:manage")
    .input(SetTerm)
    .query(({ ctx, input }) => previewTerm(ctx.scope, input)),
  setTerm: can("retention:manage")
    .input(SetTerm)
    .mutation(({ ctx, input }) => setTerm(ctx.scope, input)),
  runRetention: can("retention:manage").mutation(({ ctx }) => beginRetaining(ctx.scope)),
});
