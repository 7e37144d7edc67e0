import { linkUrl } from "@/server/platform/links";
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
  if (link === null) return message.bodyText;
  // Only where it is a line of its own: a name may read the same.
  return message.bodyText
    .split("\n")
    .map((line) => (line === LINK_PLACEHOLDER ? link : line))
    .join("\n");
}

async function linkOf(kind: string, id: string): Promise<string | null> {
  if (kind === "invitation") return linkUrl("invitation", id);
  return kind === "password_reset" ? passwordResetUrl(id) : null;
}
