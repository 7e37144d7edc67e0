import { RECEIVED_TOPIC } from "@/server/db/receive";
import { defineJob } from "@/server/jobs/define-job";

/** Reading what a person logged or released: the pipeline's own topic, its reference being the item instead of a raw event. */
export const readItems = defineJob({
  topic: RECEIVED_TOPIC,
  queue: "triage",
  batch: 200,
  attempts: 5,
  backoffMs: 2_000,
});
