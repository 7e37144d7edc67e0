import { asAppError } from "@/server/platform/errors";
import { takeFromMailbox } from "@/server/tenancy/recipients.commands";

/** Mails to one mailbox that its owner may never have asked for: whoever fills in a form can name any address. */
const PER_HOUR = {
  name: "mailbox",
  points: 5,
  windowSeconds: 3600,
  message: "Not sent: this address was written to several times within the last hour.",
} as const;
const PER_DAY = {
  name: "mailbox-day",
  points: 20,
  windowSeconds: 86_400,
  message: "Not sent: this address was written to many times within the last day.",
} as const;

/** Why a message is one too many for its mailbox, over all organizations and sources; null when it is not, and it counts then. */
export async function whyTooMany(message: { recipient: string }): Promise<string | null> {
  try {
    await takeFromMailbox([{ limit: PER_HOUR }, { limit: PER_DAY }], message.recipient);
    return null;
  } catch (error) {
    const refusal = asAppError(error);
    if (refusal?.code !== "RATE_LIMITED") throw error;
    return refusal.message;
  }
}
