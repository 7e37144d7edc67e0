import { defineJob } from "@/server/jobs/define-job";

/** Sends one written message by mail. */
export const sendMessage = defineJob({
  topic: "communication.send",
  queue: "mail",
  batch: 25,
  attempts: 8,
  backoffMs: 5_000,
});
