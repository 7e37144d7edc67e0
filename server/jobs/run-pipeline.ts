import { RECEIVED_TOPIC } from "@/server/db/receive";
import { defineJob } from "./define-job";

/**
 * One item's whole way to the board; a job carries up to 400 of one organization and takes them as a set. A reference is a raw event
 * that was received, or an item that a person logged or released.
 */
export const runPipeline = defineJob({
  topic: RECEIVED_TOPIC,
  queue: "triage",
  batch: 400,
  attempts: 5,
  backoffMs: 2_000,
});
