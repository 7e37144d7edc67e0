import { asAppError } from "./errors";
import { log } from "./log";

/**
 * Writes a line for somebody who was refused for who they are: no or a wrong key, a missing permission, a request that another site's page
 * made. Of any other error nothing.
 * @param where the request's id and what it asked for; never what the caller wrote
 */
export function logRefusal(error: unknown, where: Readonly<Record<string, string | undefined>>): void {
  const refusal = asAppError(error);
  if (refusal?.code !== "UNAUTHENTICATED" && refusal?.code !== "FORBIDDEN") return;
  const { reason, permission, scope } = refusal.details;
  log().info({ ...where, code: refusal.code, reason, permission, scope }, "a request was refused");
}
