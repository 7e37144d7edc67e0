import { rescore } from "@/server/pipeline/rescore.commands";
import { passToModelLane } from "@/server/pipeline/model-lane.commands";
import { goOnWithRun } from "@/server/pipeline/retention.commands";
import { runStages } from "@/server/pipeline/stages";
import { eachRow } from "@/workers/each-row";
import type { Handler } from "@/workers/runtime";

/** Takes reports from raw event to board, unless a model is to be asked about them. */
export const handleRunPipeline: Handler = async ({ scope, rows }) => {
  if (!(await passToModelLane(scope, rows))) await runStages(scope, rows);
};

/** Takes reports from raw event to board, asking a model about them. */
export const handleRunPipelineWithModel: Handler = async ({ scope, rows }) => {
  await runStages(scope, rows);
};

/** Reads degraded items again. */
export const handleRescoreItems: Handler = ({ scope, rows }) => rescore(scope, rows);

/** Deletes what has reached its term. */
export const handleGoOnRetaining: Handler = eachRow((scope, row) => goOnWithRun(scope, row));
