import { newId } from "@/server/platform/ids";
import { sealPassword } from "@/server/tenancy/password-hash.runtime";
import { asAdmin } from "./queries";

/** Passwords of tests as they are kept: each is sealed once, and of many accounts the same. */
const sealed = new Map<string, ReturnType<typeof sealPassword>>();

function sealedOnce(password: string): ReturnType<typeof sealPassword> {
  const known = sealed.get(password) ?? sealPassword(password);
  sealed.set(password, known);
  return known;
}

/** Gives an account a password, past the doors, which all want a proof; like every new password it ends the account's sessions. */
export async function setPassword(accountId: string, password: string): Promise<void> {
  const { salt, memoryKib, passes, lanes, digest } = await sealedOnce(password);
  await asAdmin(
    `update account set
       password_salt = $2,
       password_memory_kib = $3,
       password_passes = $4,
       password_lanes = $5,
       password_check = sha256($6)
     where id = $1`,
    [accountId, salt, memoryKib, passes, lanes, digest],
  );
  await asAdmin("update session set revoked_at = now() where account_id = $1 and revoked_at is null", [
    accountId,
  ]);
}

/** A live session of an account that has no password to sign in with. */
export async function openSessionOf(accountId: string): Promise<{ id: string }> {
  const id = newId("session");
  await asAdmin(
    "insert into session (id, account_id, expires_at) values ($1, $2, now() + interval '1 hour')",
    [id, accountId],
  );
  return { id };
}
