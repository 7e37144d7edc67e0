import { linkToken } from "@/server/platform/crypto";
import { getEnv } from "@/server/platform/env";

/**
 * Stands in a stored mail where the link will be. Whoever may read the organization's outgoing mail must not be able to open somebody
 * else's account with it, so the link is put in only when the mail leaves.
 */
export const LINK_PLACEHOLDER = "(the link, which only the recipient gets)";

/** A message's text as it leaves: with its link, made again from the row it is about. */
export function withLink(message: { kind: string; dedupeKey: string; bodyText: string }): string {
  const id = message.dedupeKey.slice(message.dedupeKey.indexOf(":") + 1);
  const base = getEnv().PUBLIC_URL;
  if (message.kind === "invitation")
    return message.bodyText.replace(LINK_PLACEHOLDER, `${base}/invitation/${linkToken("invitation", id)}`);
  if (message.kind === "password_reset")
    return message.bodyText.replace(
      LINK_PLACEHOLDER,
      `${base}/reset-password/${linkToken("password_reset", id)}`,
    );
  return message.bodyText;
}
