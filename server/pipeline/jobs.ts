import { ITEMS_AT_ONCE } from "@/server/ai/completions.commands";
import { defineJob } from "@/server/jobs/define-job";

/**
 * As `runPipeline`, for organizations that ask a model: a job holds what is asked about at the same time, and waits in a lane of its own.
 */
export const runPipelineWithModel = defineJob({
  topic: "pipeline.run-with-model",
  queue: "model",
  batch: ITEMS_AT_ONCE,
  attempts: 5,
  backoffMs: 2_000,
});

/** Classifies again what a fallback classified while the model was away. */
export const rescoreItems = defineJob({
  topic: "pipeline.rescore",
  queue: "model",
  batch: ITEMS_AT_ONCE,
  attempts: 3,
  backoffMs: 30_000,
});

/** Goes on with a run of retention; a reference is the run. Asks for itself again until the run is through. */
export const goOnRetaining = defineJob({
  topic: "pipeline.retain",
  queue: "retention",
  batch: 1,
  attempts: 5,
  backoffMs: 30_000,
});
