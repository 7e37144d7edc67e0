import { linkToken } from "@/server/platform/crypto";
import { asAdmin } from "@/server/testing/queries";

/** The links that an organization's mails would hold: made from the rows as the worker makes them when it sends one. */
export async function mailedLinks(
  org: string,
  email: string,
): Promise<{ invitation: string; resetLink: string }> {
  const [invited] = await asAdmin<{ id: string }>(
    "select i.id from invitation i join organization o on o.id = i.org_id where o.slug = $1 order by i.id limit 1",
    [org],
  );
  const [link] = await asAdmin<{ secret: string }>(
    "select l.secret from account_link l join account a on a.id = l.account_id where a.email = $1",
    [email],
  );
  return {
    invitation: linkToken("invitation", invited!.id),
    resetLink: linkToken("password_reset", link!.secret),
  };
}
