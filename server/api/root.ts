import type { inferRouterOutputs } from "@trpc/server";
import { accountRouter } from "./routers/account";
import { aiRouter } from "./routers/ai";
import { analysisRouter } from "./routers/analysis";
import { auditRouter } from "./routers/audit";
import { communicationRouter } from "./routers/communication";
import { exitRouter } from "./routers/exit";
import { feedbackRouter } from "./routers/feedback";
import { intakeRouter } from "./routers/intake";
import { launchesRouter } from "./routers/launches";
import { monitoringRouter } from "./routers/monitoring";
import { operationsRouter } from "./routers/operations";
import { privacyRouter } from "./routers/privacy";
import { tenancyRouter } from "./routers/tenancy";
import { triageRouter } from "./routers/triage";
import { router } from "./trpc";

/** Every procedure of the product, by domain. */
export const appRouter = router({
  account: accountRouter,
  ai: aiRouter,
  analysis: analysisRouter,
  audit: auditRouter,
  communication: communicationRouter,
  exit: exitRouter,
  feedback: feedbackRouter,
  intake: intakeRouter,
  launches: launchesRouter,
  monitoring: monitoringRouter,
  operations: operationsRouter,
  privacy: privacyRouter,
  tenancy: tenancyRouter,
  triage: triageRouter,
});

export type AppRouter = typeof appRouter;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
