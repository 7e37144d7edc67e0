import { linkToken } from "@/server/platform/crypto";
import { getEnv } from "@/server/platform/env";
import { passwordResetUrl } from "@/server/tenancy/passwords.queries";

/**
 * Stands in a stored mail where the link will be. Whoever may read the organization's outgoing mail must not be able to open somebody
 * else's account with it, so the link is put in only when the mail leaves.
 */
export const LINK_PLACEHOLDER = "(the link, which only the recipient gets)";

/** A message's text as it leaves: with its link, made again from the row it is about. For a worker, which alone is told a link's secret. */
export async function withLink(message: {
  kind: string;
  dedupeKey: string;
  bodyText: string;
}): Promise<string> {
  const id = message.dedupeKey.slice(message.dedupeKey.indexOf(":") + 1);
  const link = await linkOf(message.kind, id);
  // Given as a function, so that no character of the link has a meaning of its own.
  return link === null ? message.bodyText : message.bodyText.replace(LINK_PLACEHOLDER, () => link);
}

/** Where an invitation's link leads: whoever has it can join. */
export const invitationUrl = (invitationId: string): string =>
  `${getEnv().PUBLIC_URL}/invitation/${linkToken("invitation", invitationId)}`;

async function linkOf(kind: string, id: string): Promise<string | null> {
  if (kind === "invitation") return invitationUrl(id);
  return kind === "password_reset" ? passwordResetUrl(id) : null;
}
