import { setTimeout as sleep } from "node:timers/promises";
import {
  askForPasswordLink,
  changePassword as changePasswordRow,
  findAccountLink,
  findPasswordParameters,
  listMemberships,
  resetPassword as resetPasswordRow,
} from "@/server/db/account-doors";
import { clearLimit, takeFromLimit } from "@/server/db/rate-limit";
import { readLinkToken } from "@/server/platform/crypto";
import { AppError, asAppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { recordForAccount } from "./account-trail.commands";
import { RESET_PER_ACCOUNT, RESET_PER_ADDRESS, SIGN_IN_PER_ACCOUNT } from "./limits";
import { digestPassword, sealPassword } from "./password-hash.commands";
import { refusePassword } from "./password-rules";
import { isLinkOpen } from "./passwords.queries";
import type { Origin } from "./sessions.commands";
import type { Session } from "./sessions.queries";

/** How long a reset link works. */
const RESET_MS = 3_600_000;
/** Every answer to "I forgot my password" takes at least this long, so that time does not tell whether the account exists. */
const ANSWER_MS = 400;

/** @throws AppError UNPROCESSABLE when the password is too easy to guess. */
export function checkPassword(password: string, own: readonly string[], field = "password"): void {
  const reason = refusePassword(password, own);
  if (reason) throw new AppError("UNPROCESSABLE", reason, { fields: { [field]: reason } });
}

/**
 * Replaces the password of a signed-in person and ends their other sessions.
 * @throws AppError UNPROCESSABLE when the current password is wrong or the new one too easy; RATE_LIMITED.
 */
export async function changePassword(
  session: Session,
  given: { currentPassword: string; newPassword: string },
  requestId: string,
): Promise<{ ended: number }> {
  checkPassword(given.newPassword, [session.email, session.name], "newPassword");
  await takeFromLimit(SIGN_IN_PER_ACCOUNT, session.email);
  const present = await digestPassword(given.currentPassword, await findPasswordParameters(session.email));
  const ended = await changePasswordRow(session.id, present, await sealPassword(given.newPassword));
  if (ended === null) {
    const reason = "This is not your current password.";
    throw new AppError("UNPROCESSABLE", reason, { fields: { currentPassword: reason } });
  }
  await clearLimit(SIGN_IN_PER_ACCOUNT, session.email);
  await recordForAccount(await listMemberships(session.id), requestId, "account.password_changed", ended);
  return { ended: ended.length };
}

/**
 * Sends a reset link to an account, if there is one; whoever asks cannot tell.
 * @throws AppError RATE_LIMITED for the address of the caller only.
 */
export async function requestPasswordReset(email: string, origin: Origin): Promise<void> {
  await takeFromLimit(RESET_PER_ADDRESS, origin.address);
  await Promise.all([sendLink(email), sleep(ANSWER_MS)]);
}

async function sendLink(email: string): Promise<void> {
  try {
    await takeFromLimit(RESET_PER_ACCOUNT, email);
  } catch (error) {
    if (asAppError(error)?.code === "RATE_LIMITED") return;
    throw error;
  }
  await askForPasswordLink(email, {
    id: newId("accountLink"),
    outboxId: newId("outbox"),
    lifetimeMs: RESET_MS,
  });
}

const usedUp = () => new AppError("GONE", "This link was used or has expired. Ask for a new one.");

/**
 * Sets a new password for whoever holds the link, once, and ends every session of the account.
 * @throws AppError GONE when the link was used, has expired or is not ours; UNPROCESSABLE when the password is too easy.
 */
export async function resetPassword(
  given: { token: string; password: string },
  origin: Origin,
): Promise<{ email: string }> {
  await takeFromLimit(RESET_PER_ADDRESS, origin.address);
  const secret = readLinkToken("password_reset", given.token);
  const link = secret ? await findAccountLink(secret) : null;
  if (!secret || !link || !isLinkOpen(link)) throw usedUp();
  checkPassword(given.password, [link.email, link.name]);
  const ended = await resetPasswordRow(secret, await sealPassword(given.password));
  if (ended === null) throw usedUp();
  await clearLimit(SIGN_IN_PER_ACCOUNT, link.email);
  await recordForAccount(await listMemberships(secret), origin.requestId, "account.password_reset", ended);
  return { email: link.email };
}
