import { z } from "zod";
import {
  ConfirmCriterion,
  CreateCriterion,
  CriterionRef,
  EditCriterion,
  WaiveCriterion,
} from "@/contracts/exit";
import { ExitReportRef, ShareExitReport } from "@/contracts/exit-report";
import { LaunchRef } from "@/contracts/launches";
import { revokeExitReport, shareExitReport } from "@/server/analysis/exit-report.commands";
import { listOpenReports } from "@/server/analysis/exit-report.queries";
import { readExit } from "@/server/analysis/exit.queries";
import { openExitReport } from "@/server/analysis/open-exit-report.commands";
import {
  archiveCriterion,
  confirmCriterion,
  createCriterion,
  editCriterion,
  unwaiveCriterion,
  waiveCriterion,
  withdrawConfirmation,
} from "@/server/launches/criteria.commands";
import { evaluateSoon } from "@/server/pipeline/evaluate-criteria";
import { now } from "@/server/platform/clock";
import type { Scope } from "@/server/platform/scope";
import { workerScope } from "@/server/tenancy/scope.commands";
import { can, publicProcedure, router } from "../trpc";

/** A change of what is judged, and its judgement: the machine's own act, signed by the machine. */
const judged =
  <I, R extends { launchId: string }>(change: (scope: Scope, input: I) => Promise<R>) =>
  async ({ ctx, input }: { ctx: { scope: Scope }; input: I }): Promise<R> => {
    const done = await change(ctx.scope, input);
    await evaluateSoon(workerScope(ctx.scope.orgId), done.launchId);
    return done;
  };

/** The exit cockpit: where every criterion stands, what blocks the exit, what people decide about it, and reports of it for others. */
export const exitRouter = router({
  page: can("launch:read")
    .input(LaunchRef)
    .query(({ ctx, input }) => readExit(ctx.scope, input.launchId, now())),
  createCriterion: can("criterion:write").input(CreateCriterion).mutation(judged(createCriterion)),
  editCriterion: can("criterion:write").input(EditCriterion).mutation(judged(editCriterion)),
  archiveCriterion: can("criterion:write").input(CriterionRef).mutation(judged(archiveCriterion)),
  confirmCriterion: can("criterion:confirm").input(ConfirmCriterion).mutation(judged(confirmCriterion)),
  withdrawConfirmation: can("criterion:confirm").input(CriterionRef).mutation(judged(withdrawConfirmation)),
  waiveCriterion: can("criterion:waive").input(WaiveCriterion).mutation(judged(waiveCriterion)),
  unwaiveCriterion: can("criterion:waive").input(CriterionRef).mutation(judged(unwaiveCriterion)),

  report: publicProcedure
    .input(z.object({ token: z.string().max(200) }))
    .query(({ ctx, input }) => openExitReport(input.token, ctx, now())),
  openReports: can("criterion:write")
    .input(LaunchRef)
    .query(({ ctx, input }) => listOpenReports(ctx.scope, input.launchId, now())),
  shareReport: can("criterion:write")
    .input(ShareExitReport)
    .mutation(({ ctx, input }) => shareExitReport(ctx.scope, input, now())),
  revokeReport: can("criterion:write")
    .input(ExitReportRef)
    .mutation(({ ctx, input }) => revokeExitReport(ctx.scope, input.reportId)),
});
