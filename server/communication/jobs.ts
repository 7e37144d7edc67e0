import { defineJob } from "@/server/jobs/define-job";

/** Sends one written message by mail, of those that somebody waits for in front of a sign-in page or that let somebody in. */
export const sendSecurityMessage = defineJob({
  topic: "communication.send-security",
  queue: "security",
  batch: 5,
  attempts: 8,
  backoffMs: 5_000,
});

/** Sends one written message by mail. */
export const sendMessage = defineJob({
  topic: "communication.send",
  queue: "mail",
  batch: 25,
  attempts: 8,
  backoffMs: 5_000,
});

/** Acknowledges one report whose acknowledgement could not be written when the report was recorded. */
export const acknowledgeItem = defineJob({
  topic: "communication.acknowledge",
  queue: "mail",
  batch: 1,
  attempts: 5,
  backoffMs: 5_000,
});
