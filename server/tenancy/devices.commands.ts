import { randomBytes } from "node:crypto";
import { rememberDevice } from "@/server/db/account-doors";

/**
 * Makes the browser that a person signs in from known to their account, by a new secret each time.
 * @param proof the id of the session that was started, or the secret of the link that set the password
 * @param before the secret that the browser came with, which is worthless afterwards
 * @returns the new secret, for the browser's cookie
 */
export async function makeDeviceKnown(proof: string, before: string | null): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  await rememberDevice(proof, before, secret);
  return secret;
}
