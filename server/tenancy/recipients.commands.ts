import { refundToLimit, takeFromLimit, type RateLimit } from "@/server/db/rate-limit";
import { mailboxOf } from "./recipients";

/** Takes back what was taken, when no mail came of it. */
export type TakeBack = () => Promise<void>;

/**
 * Counts one mail to a mailbox, whoever causes it, in every one of the limits or in none.
 * @throws AppError RATE_LIMITED
 */
export async function takeFromMailbox(
  limits: readonly { limit: RateLimit; of?: string }[],
  address: string,
): Promise<TakeBack> {
  const mailbox = mailboxOf(address);
  const taken: TakeBack[] = [];
  const takeBack = async () => {
    for (const giveBack of taken.splice(0)) await giveBack();
  };
  try {
    for (const { limit, of } of limits) {
      const key = of === undefined ? mailbox : `${of} ${mailbox}`;
      await takeFromLimit(limit, key);
      taken.push(() => refundToLimit(limit, key));
    }
  } catch (error) {
    await takeBack();
    throw error;
  }
  return takeBack;
}
