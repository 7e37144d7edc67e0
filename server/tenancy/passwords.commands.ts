import { setTimeout as sleep } from "node:timers/promises";
import { withScope } from "@/server/db/client";
import {
  createAccountLinkIn,
  findAccountByEmail,
  findAccountLink,
  listMemberships,
  setPassword,
  useAccountLink,
} from "@/server/db/account-doors";
import { clearLimit, takeFromLimit } from "@/server/db/rate-limit";
import { enqueueIn } from "@/server/jobs/outbox";
import { readLinkToken } from "@/server/platform/crypto";
import { AppError, asAppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { recordForAccount } from "./account-trail.commands";
import { sendPasswordReset } from "./jobs";
import { RESET_PER_ACCOUNT, RESET_PER_ADDRESS, SIGN_IN_PER_ACCOUNT } from "./limits";
import { hashPassword, isPasswordRight } from "./password-hash.commands";
import { refusePassword } from "./password-rules";
import { workerScope } from "./scope.commands";
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
  const account = await findAccountByEmail(session.email);
  if (!(await isPasswordRight(account?.passwordHash ?? null, given.currentPassword))) {
    const reason = "This is not your current password.";
    throw new AppError("UNPROCESSABLE", reason, { fields: { currentPassword: reason } });
  }
  const ended = await setPassword(session.accountId, await hashPassword(given.newPassword), session.id);
  await clearLimit(SIGN_IN_PER_ACCOUNT, session.email);
  await recordForAccount(session.accountId, requestId, "account.password_changed", ended);
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
  const account = await findAccountByEmail(email);
  const [first] = account ? await listMemberships(account.id) : [];
  // The mail is carried by an organization's outbox. A person without one can be invited again, which sends a link of its own.
  if (!account || !first) return;
  const scope = workerScope(first.orgId);
  const linkId = newId("accountLink");
  await withScope(scope, async (tx) => {
    await createAccountLinkIn(tx, {
      id: linkId,
      accountId: account.id,
      kind: "password_reset",
      expiresAt: new Date(Date.now() + RESET_MS),
    });
    await enqueueIn(tx, scope, sendPasswordReset, [linkId]);
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
  const linkId = readLinkToken("password_reset", given.token);
  const link = linkId ? await findAccountLink(linkId) : null;
  if (!link || link.kind !== "password_reset" || link.usedAt || link.expiresAt.getTime() <= Date.now())
    throw usedUp();
  checkPassword(given.password, [link.email, link.name]);
  const passwordHash = await hashPassword(given.password);
  if ((await useAccountLink(link.id)) === null) throw usedUp();
  const ended = await setPassword(link.accountId, passwordHash, null);
  await clearLimit(SIGN_IN_PER_ACCOUNT, link.email);
  await recordForAccount(link.accountId, origin.requestId, "account.password_reset", ended);
  return { email: link.email };
}
