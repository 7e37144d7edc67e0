import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { feedbackRouter } from "./routers/feedback";
import { triageRouter } from "./routers/triage";
import { router } from "./trpc";

/** Every procedure of the product, by domain. */
export const appRouter = router({
  feedback: feedbackRouter,
  triage: triageRouter,
});

export type AppRouter = typeof appRouter;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
