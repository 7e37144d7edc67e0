import { sql, type Sql, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import type { Fingerprint } from "./seal";

/** The fingerprint of a row, made in the database so that a million of them never travel. Times are microseconds since 1970. */
const ROW_HASH: Sql = sql`encode(sha256(convert_to(jsonb_build_array(
  id, (extract(epoch from at) * 1000000)::bigint, actor_kind, actor_id, actor_name, verb, subject_kind, subject_id, launch_id, data, request_id)::text, 'UTF8')), 'hex')`;

/** The events with these ids that exist, in the order of their ids. */
export async function fingerprintsIn(tx: Tx, scope: Scope, ids: readonly string[]): Promise<Fingerprint[]> {
  return tx.$queryRaw<
    Fingerprint[]
  >`select id, ${ROW_HASH} as hash from audit_event where org_id = ${scope.orgId} and id = any(${[...ids]}) order by id`;
}

/** An event may become visible this long after its id was made: transactions last at most a minute, and clocks differ. */
export const LATE_MS = 10 * 60_000;

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Where an event's id would begin that was made at this moment: ids begin with 48 bits of milliseconds, five bits to a character. */
export function idAt(ms: number): string {
  const bits = Math.max(0, ms).toString(2).padStart(48, "0").padEnd(50, "0");
  return `aud_${(bits.match(/.{5}/g) ?? []).map((five) => ALPHABET.charAt(Number.parseInt(five, 2))).join("")}`;
}

/** When an event's id was made, ms since 1970. */
export function readIdTime(id: string): number {
  const bits = Array.from(id.slice(4, 14), (c) =>
    Math.max(0, ALPHABET.indexOf(c)).toString(2).padStart(5, "0"),
  ).join("");
  return Number.parseInt(bits.slice(0, 48), 2);
}
