import { singleton } from "@/server/platform/singleton";
import { logFailure } from "@/server/platform/outage-log";
import { entrancePool } from "./client";
import { lastNoRoomMs, readOutage } from "./db-errors";
import { isSecretUnproved } from "./secret-check";

/** What the database can do now: everything, only read, not store, or not answer in time. */
export type DatabaseState = "ok" | "read_only" | "no_room" | "lost";

const CHECK_EVERY_MS = 1_000;
const ANSWER_WITHIN_MS = 2_000;
/** A write that failed for lack of room weighs more than a probe that found some: not ready until nothing failed for this long. */
const NO_ROOM_COUNTS_MS = 5_000;

/**
 * A write in three parts, none of which stays. Half a megabyte that does not fit into memory goes to a temporary file on the volume of
 * the tables, which needs new space there; a message of a few bytes goes into the log and is flushed with the commit, like an accepted
 * report; and the server says whether it would refuse writes. One string, so that it is one transaction and one round trip.
 */
const WRITE = `
  set local work_mem = '64kB';
  set local temp_tablespaces = '';
  with filler as materialized (select repeat('x', 8192) from generate_series(1, 64))
  select
    count(*)::int as "blocks",
    current_setting('transaction_read_only') as "readOnly",
    pg_logical_emit_message(true, 'steady.readyz', 'ready?')::text as "at"
  from filler`;

async function write(): Promise<DatabaseState> {
  // A string of several statements answers with one result for each, which the types do not know.
  const results = (await entrancePool().query(WRITE)) as unknown as { rows: { readOnly: string }[] }[];
  if (isSecretUnproved()) return "lost";
  if (results.at(-1)?.rows[0]?.readOnly !== "off") return "read_only";
  return Date.now() - lastNoRoomMs() < NO_ROOM_COUNTS_MS ? "no_room" : "ok";
}

async function check(): Promise<DatabaseState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<DatabaseState>((done) => {
    timer = setTimeout(() => done("lost"), ANSWER_WITHIN_MS);
  });
  const answer = write().catch((error: unknown): DatabaseState => {
    logFailure("the database cannot be written to; this process is not ready", error, { kind: "database" });
    return readOutage(error) ?? "lost";
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the database can be written to now, for readiness probes: tried at most once a second, however many ask. Never throws. */
export function readDatabaseState(): Promise<DatabaseState> {
  const held = singleton("db.state", () => ({
    checkedMs: 0,
    state: Promise.resolve<DatabaseState>("lost"),
  }));
  if (Date.now() - held.checkedMs >= CHECK_EVERY_MS) {
    held.checkedMs = Date.now();
    held.state = check();
  }
  return held.state;
}
