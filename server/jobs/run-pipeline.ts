import { RECEIVED_TOPIC } from "@/server/db/receive";
import { defineJob } from "./define-job";

/**
 * One item's whole way to the board; a job takes those of one organization as a set. A reference is a raw event that was received, or an
 * item that a person logged or released. Where a model is asked, it goes on as `runPipelineWithModel`.
 */
export const runPipeline = defineJob({
  topic: RECEIVED_TOPIC,
  queue: "triage",
  batch: 200,
  attempts: 5,
  backoffMs: 2_000,
});
