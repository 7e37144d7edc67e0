import { defineJob } from "@/server/jobs/define-job";

/** Classifies again what a fallback classified while the model was away. */
export const rescoreItems = defineJob({
  topic: "pipeline.rescore",
  queue: "triage",
  batch: 100,
  attempts: 3,
  backoffMs: 30_000,
});
