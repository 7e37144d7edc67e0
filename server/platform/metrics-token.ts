import { isEqualSecret } from "./crypto";
import { getEnv } from "./env";

/**
 * Whether a request may read figures: its Authorization header carries METRICS_TOKEN as a bearer token. Without the setting nobody may,
 * because figures tell who works here and how much.
 */
export function mayReadMetrics(authorization: string | null | undefined): boolean {
  const token = getEnv().METRICS_TOKEN;
  const given = /^Bearer +(.{1,300})$/i.exec(authorization ?? "")?.[1];
  return token !== undefined && given !== undefined && isEqualSecret(token, given);
}
