import { defineJob } from "@/server/jobs/define-job";

/** Sends an invitation's link; refs are invitation ids. */
export const sendInvitation = defineJob({
  topic: "tenancy.send-invitation",
  queue: "security",
  batch: 20,
  attempts: 8,
  backoffMs: 5_000,
});

/** Sends the link with which a password is reset; refs are account link ids. */
export const sendPasswordReset = defineJob({
  topic: "tenancy.send-password-reset",
  queue: "security",
  batch: 20,
  attempts: 8,
  backoffMs: 5_000,
});

/** Writes failed sign-ins into the trail; asked for by `door.note_sign_in_failures`. */
export const noteSignInFailures = defineJob({
  topic: "tenancy.note-sign-in-failures",
  queue: "upkeep",
  batch: 50,
  attempts: 8,
  backoffMs: 5_000,
});
