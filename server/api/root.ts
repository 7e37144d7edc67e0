import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { accountRouter } from "./routers/account";
import { analysisRouter } from "./routers/analysis";
import { auditRouter } from "./routers/audit";
import { exitRouter } from "./routers/exit";
import { feedbackRouter } from "./routers/feedback";
import { intakeRouter } from "./routers/intake";
import { launchesRouter } from "./routers/launches";
import { monitoringRouter } from "./routers/monitoring";
import { tenancyRouter } from "./routers/tenancy";
import { triageRouter } from "./routers/triage";
import { router } from "./trpc";

/** Every procedure of the product, by domain. */
export const appRouter = router({
  account: accountRouter,
  analysis: analysisRouter,
  audit: auditRouter,
  exit: exitRouter,
  feedback: feedbackRouter,
  intake: intakeRouter,
  launches: launchesRouter,
  monitoring: monitoringRouter,
  tenancy: tenancyRouter,
  triage: triageRouter,
});

export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
