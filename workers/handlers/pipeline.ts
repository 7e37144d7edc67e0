import { rescore } from "@/server/pipeline/rescore.commands";
import { runInPortions } from "@/server/pipeline/stages";
import { markForEvaluation } from "@/workers/criteria-watch";
import type { Handler } from "@/workers/runtime";

/** Takes reports from raw event to board. */
export const handleRunPipeline: Handler = async ({ scope, rows }) => {
  for await (const launchIds of runInPortions(scope, rows))
    for (const launchId of launchIds) markForEvaluation(scope.orgId, launchId);
};

/** Reads degraded items again. */
export const handleRescoreItems: Handler = ({ scope, rows }) => rescore(scope, rows);
