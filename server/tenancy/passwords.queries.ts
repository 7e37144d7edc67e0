import { findAccountLink } from "@/server/db/account-doors";
import { linkToken, readLinkToken } from "@/server/platform/crypto";
import { getEnv } from "@/server/platform/env";
import { passwordResetMail, type SystemMail } from "./mails";

/** Whether a reset link can still be used; says nothing about whose it is. */
export async function isResetLinkOpen(token: string): Promise<boolean> {
  const id = readLinkToken("password_reset", token);
  const link = id ? await findAccountLink(id) : null;
  return (
    link !== null &&
    link.kind === "password_reset" &&
    link.usedAt === null &&
    link.expiresAt.getTime() > Date.now()
  );
}

/** The mail of a reset link (the ref of `sendPasswordReset`); null when the link was used or has expired meanwhile. */
export async function passwordResetMailFor(linkId: string): Promise<SystemMail | null> {
  const link = await findAccountLink(linkId);
  if (!link || link.usedAt || link.expiresAt.getTime() <= Date.now()) return null;
  return passwordResetMail(
    link,
    new URL(`/reset-password/${linkToken("password_reset", link.id)}`, getEnv().PUBLIC_URL).href,
  );
}
