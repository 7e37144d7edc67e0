import { z } from "zod";
import { ChangeSource, CreateSource, RotateSecret } from "@/contracts/intake";
import { LANGUAGES } from "@/contracts/languages";
import { findForm, readFormLanguage } from "@/server/intake/forms.queries";
import { findReportLink, readReport } from "@/server/intake/reports.queries";
import { changeSource, createSource, removeSource, rotateSecret } from "@/server/intake/sources.commands";
import { listSources, readSource } from "@/server/intake/sources.queries";
import { readArrived } from "@/server/intake/unreadable-arrivals.queries";
import { readAgain } from "@/server/pipeline/read-again.commands";
import { sendTestEvent } from "@/server/intake/test-events.commands";
import { workerScope } from "@/server/tenancy/scope.commands";
import { can, publicProcedure, router } from "../trpc";

const OneSource = z.object({ id: z.string().max(64) });
const OneItem = z.object({ itemId: z.string().max(64) });

/** The ways in: what visitors see of a form and of their own report, and the settings of sources. */
export const intakeRouter = router({
  form: publicProcedure
    .input(z.object({ key: z.string().max(64), language: z.enum(LANGUAGES) }))
    .query(({ input }) => findForm(input.key, input.language)),
  report: publicProcedure.input(z.object({ token: z.string().max(200) })).query(async ({ input }) => {
    const link = await findReportLink(input.token);
    return readReport(workerScope(link.orgId), link);
  }),

  sources: can("source:read", { carriesKeys: true })
    .input(z.object({ launchId: z.string().max(64) }))
    .query(({ ctx, input }) => listSources(ctx.scope, input.launchId)),
  source: can("source:read", { carriesKeys: true })
    .input(OneSource)
    .query(({ ctx, input }) => readSource(ctx.scope, input.id)),
  formLanguage: can("source:read")
    .input(z.object({ language: z.enum(LANGUAGES) }))
    .query(({ input }) => readFormLanguage(input.language)),
  createSource: can("source:manage")
    .input(CreateSource)
    .mutation(({ ctx, input }) => createSource(ctx.scope, input)),
  changeSource: can("source:manage")
    .input(ChangeSource)
    .mutation(({ ctx, input }) => changeSource(ctx.scope, input)),
  removeSource: can("source:manage")
    .input(OneSource)
    .mutation(({ ctx, input }) => removeSource(ctx.scope, input.id)),
  rotateSecret: can("source:manage")
    .input(RotateSecret)
    .mutation(({ ctx, input }) => rotateSecret(ctx.scope, input)),
  arrived: can("item:read")
    .input(OneItem)
    .query(({ ctx, input }) => readArrived(ctx.scope, input.itemId)),
  readAgain: can("source:manage")
    .input(OneItem)
    .mutation(({ ctx, input }) => readAgain(ctx.scope, input.itemId)),
  sendTestEvent: can("source:manage")
    .input(OneSource)
    .mutation(({ ctx, input }) => sendTestEvent(ctx.scope, input.id)),
});
