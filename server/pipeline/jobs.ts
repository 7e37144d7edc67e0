import { RECEIVED_TOPIC } from "@/server/db/receive";
import { defineJob } from "@/server/jobs/define-job";

/** One item's whole way from raw event to board; a job carries up to 400 of one organization and takes them as a set. */
export const runPipeline = defineJob({
  topic: RECEIVED_TOPIC,
  queue: "triage",
  batch: 400,
  attempts: 5,
  backoffMs: 2_000,
});

/** Classifies again what a fallback classified while the model was away. */
export const rescoreItems = defineJob({
  topic: "pipeline.rescore",
  queue: "triage",
  batch: 100,
  attempts: 3,
  backoffMs: 30_000,
});
