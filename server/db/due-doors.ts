/**
 * What there is to look after, found across organizations by what is due, so that one with nothing to do costs nothing. Only the worker
 * asks.
 */
import { callWorkerDoor } from "./doors";

/** Found in one look; what is left is found in the next. */
const AT_ONCE = 1_000;
/** Launches where nothing happens that are judged all the same in one look. */
const QUIET_AT_ONCE = 100;

const idsOf = async (text: string, values: unknown[]): Promise<string[]> =>
  (await callWorkerDoor<{ id: string }>(text, values)).map((row) => row.id);

/** Organizations with audit events that no block holds. */
export const organizationsToSeal = (): Promise<string[]> =>
  idsOf("select door.organizations_to_seal($1) as id", [AT_ONCE]);

/** Organizations with an issue whose snooze has run out by then. */
export const organizationsToWake = (now: Date): Promise<string[]> =>
  idsOf("select door.organizations_to_wake($1, $2) as id", [now, AT_ONCE]);

/** Organizations with reports that were classified while their model was away, and a model that may be back. */
export const organizationsToRescore = (): Promise<string[]> =>
  idsOf("select door.organizations_to_rescore($1) as id", [AT_ONCE]);

/** Organizations with reports or people whose search keys are to be made. */
export const organizationsToKey = (): Promise<string[]> =>
  idsOf("select door.organizations_to_key($1) as id", [AT_ONCE]);

/** Organizations with an issue that was seen since. */
export const organizationsToRefresh = (since: Date): Promise<string[]> =>
  idsOf("select door.organizations_to_refresh($1, $2) as id", [since, AT_ONCE]);

/** Organizations whose oldest live event is older than that, by the database's clock. */
export const organizationsToTrim = (before: Date): Promise<string[]> =>
  idsOf("select door.organizations_to_trim($1, $2) as id", [before, AT_ONCE]);

/** Organizations whose next run of retention is due, those that wait longest first. */
export const organizationsToRetain = (now: Date): Promise<string[]> =>
  idsOf("select door.organizations_to_retain($1, $2) as id", [now, AT_ONCE]);

/** Launches whose criteria may have changed, those that were judged longest ago first, and some of those where nothing happens. */
export const launchesToJudge = (now: Date): Promise<{ orgId: string; launchId: string }[]> =>
  callWorkerDoor(
    `select org_id as "orgId", launch_id as "launchId" from door.launches_to_judge($1, $2, $3)`,
    [now, AT_ONCE, QUIET_AT_ONCE],
  );

/** Removes what became of log lines before then, of every organization; how many rows that were. */
export async function emptyLogNotes(before: Date): Promise<number> {
  const [row] = await callWorkerDoor<{ n: number }>("select door.empty_log_notes($1) as n", [before]);
  return row?.n ?? 0;
}
