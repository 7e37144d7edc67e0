import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { accountRouter } from "./routers/account";
import { analysisRouter } from "./routers/analysis";
import { auditRouter } from "./routers/audit";
import { feedbackRouter } from "./routers/feedback";
import { intakeRouter } from "./routers/intake";
import { tenancyRouter } from "./routers/tenancy";
import { triageRouter } from "./routers/triage";
import { router } from "./trpc";

/** Every procedure of the product, by domain. */
export const appRouter = router({
  account: accountRouter,
  analysis: analysisRouter,
  audit: auditRouter,
  feedback: feedbackRouter,
  intake: intakeRouter,
  tenancy: tenancyRouter,
  triage: triageRouter,
});

export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
