import { findAccountLink, findLinkToSend, type AccountLinkDoor } from "@/server/db/account-doors";
import { readLinkToken } from "@/server/platform/crypto";
import { linkUrl } from "@/server/platform/links";
import { passwordResetMail, type SystemMail } from "./mails";

/** Whether a link can still set a password. */
export const isLinkOpen = (link: AccountLinkDoor): boolean =>
  link.kind === "password_reset" && link.usedAt === null && link.expiresAt.getTime() > Date.now();

/** Whether a reset link can still be used; says nothing about whose it is. */
export async function isResetLinkOpen(token: string): Promise<boolean> {
  const secret = readLinkToken("password_reset", token);
  const link = secret ? await findAccountLink(secret) : null;
  return link !== null && isLinkOpen(link);
}

/** Where a reset link leads; null when there is no such row. For a worker that sends the mail: this address opens the account. */
export async function passwordResetUrl(linkId: string): Promise<string | null> {
  const link = await findLinkToSend(linkId);
  return link && linkUrl("password_reset", link.secret);
}

/**
 * The mail of a reset link (the ref of `sendPasswordReset`); null when the link was used or has expired meanwhile. For a worker.
 * @param address what stands where the link will be
 */
export async function passwordResetMailFor(linkId: string, address: string): Promise<SystemMail | null> {
  const link = await findLinkToSend(linkId);
  return link && isLinkOpen(link) ? passwordResetMail(link, address) : null;
}
