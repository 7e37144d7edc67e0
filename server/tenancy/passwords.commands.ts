import { setTimeout as sleep } from "node:timers/promises";
import type { Language } from "@/contracts/languages";
import {
  requestPasswordLink,
  changePassword as changePasswordRow,
  findAccountLink,
  findPasswordParameters,
  isKnownDevice,
  listMemberships,
  resetPassword as resetPasswordRow,
} from "@/server/db/account-doors";
import { takeFromNetwork } from "@/server/db/network-limit";
import { refundToLimit, takeFromLimit, type RateLimit } from "@/server/db/rate-limit";
import { readLinkToken } from "@/server/platform/crypto";
import { AppError, asAppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { auditAccountAndEndStreams } from "./account-trail.commands";
import { makeDeviceKnown } from "./devices.commands";
import {
  PASSWORD_PER_LINK,
  PASSWORD_PER_SESSION,
  RESET_AT_LEAST,
  RESET_PER_ACCOUNT,
  RESET_PER_ACCOUNT_AND_DAY,
  RESET_PER_NETWORK,
} from "./limits";
import { digestPassword, sealPassword } from "./password-hash.runtime";
import { isLinkOpen } from "./passwords.queries";
import type { Origin } from "./origin";
import type { Session } from "./sessions.queries";
import { passwordWeakness } from "./password-weakness.runtime";

/** How long a reset link works. */
const RESET_MS = 3_600_000;
/** Every answer to "I forgot my password" takes at least this long, so that time does not tell whether the account exists. */
const ANSWER_MS = 400;

/** @throws AppError UNPROCESSABLE when the password is too easy to guess; UNAVAILABLE when that could not be found out. */
export async function checkPassword(
  password: string,
  own: readonly string[],
  field = "password",
): Promise<void> {
  const reason = await passwordWeakness(password, own);
  if (reason) throw new AppError("UNPROCESSABLE", reason, { fields: { [field]: reason } });
}

/**
 * Replaces the password of a signed-in person and ends their other sessions; no browser but this one is known any more.
 * @returns how many sessions ended, and the secret by which this browser is known from now on
 * @throws AppError UNPROCESSABLE when the current password is wrong or the new one too easy; RATE_LIMITED for this session alone.
 */
export async function changePassword(
  session: Session,
  given: { currentPassword: string; newPassword: string },
  requestId: string,
): Promise<{ ended: number; device: string }> {
  await takeFromLimit(PASSWORD_PER_SESSION, session.id);
  await checkPassword(given.newPassword, [session.email, session.name], "newPassword");
  const present = await digestPassword(
    given.currentPassword,
    await findPasswordParameters(session.email),
    "known",
  );
  const ended = await changePasswordRow(session.id, present, await sealPassword(given.newPassword, "known"));
  if (ended === null) {
    const reason = "This is not your current password.";
    throw new AppError("UNPROCESSABLE", reason, { fields: { currentPassword: reason } });
  }
  await refundToLimit(PASSWORD_PER_SESSION, session.id);
  const device = await makeDeviceKnown(session.id, null);
  await auditAccountAndEndStreams(
    await listMemberships(session.id),
    requestId,
    "account.password_changed",
    ended,
  );
  return { ended: ended.length, device };
}

/**
 * Sends a reset link to an account, if there is one; whoever asks cannot tell.
 * @param language in which the mail is written
 * @throws AppError RATE_LIMITED for the network of the caller only, unless it is a browser that they signed in from.
 */
export async function requestPasswordReset(
  { email, language }: { email: string; language: Language },
  origin: Origin,
): Promise<void> {
  const isKnown = origin.device !== null && (await isKnownDevice(email, origin.device));
  if (!isKnown) await takeFromNetwork(RESET_PER_NETWORK, origin);
  await Promise.all([sendLink(email, language), sleep(ANSWER_MS)]);
}

async function sendLink(email: string, language: Language): Promise<void> {
  if (!(await mayBeSent(email))) return;
  await requestPasswordLink(email, {
    id: newId("accountLink"),
    outboxId: newId("outbox"),
    lifetimeMs: RESET_MS,
    language,
  });
}

/** Whether another link may go to this address. */
async function mayBeSent(email: string): Promise<boolean> {
  const isWithin = async (limit: RateLimit): Promise<boolean> => {
    try {
      await takeFromLimit(limit, email);
      return true;
    } catch (error) {
      if (asAppError(error)?.code === "RATE_LIMITED") return false;
      throw error;
    }
  };
  if (!(await isWithin(RESET_PER_ACCOUNT))) return false;
  return (await isWithin(RESET_PER_ACCOUNT_AND_DAY)) || isWithin(RESET_AT_LEAST);
}

const usedUp = () => new AppError("GONE", "This link was used or has expired. Ask for a new one.");

/**
 * Sets a new password for whoever holds the link, once, and ends every session of the account. The browser that it was set from is known
 * from now on: whatever strangers try at the account, its owner gets in by their mailbox.
 * @throws AppError GONE when the link was used, has expired or is not ours; UNPROCESSABLE when the password is too easy.
 */
export async function resetPassword(
  given: { token: string; password: string },
  origin: Origin,
): Promise<{ email: string; device: string }> {
  const secret = readLinkToken("password_reset", given.token);
  const link = secret ? await findAccountLink(secret) : null;
  if (!secret || !link || !isLinkOpen(link)) {
    await takeFromNetwork(RESET_PER_NETWORK, origin);
    throw usedUp();
  }
  await takeFromLimit(PASSWORD_PER_LINK, secret);
  await checkPassword(given.password, [link.email, link.name]);
  const ended = await resetPasswordRow(secret, await sealPassword(given.password));
  if (ended === null) throw usedUp();
  const device = await makeDeviceKnown(secret, null);
  await auditAccountAndEndStreams(
    await listMemberships(secret),
    origin.requestId,
    "account.password_reset",
    ended,
  );
  return { email: link.email, device };
}
