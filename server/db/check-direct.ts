import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { getEnv } from "@/server/platform/env";
import { EXIT_WRONG_SETTING } from "@/server/platform/listen-failure";
import { log } from "@/server/platform/log";
import { logFailure } from "@/server/platform/outage-log";
import { checkDirect } from "./direct.mjs";

type UserUrl = "DATABASE_APP_URL" | "DATABASE_WORKER_URL" | "DATABASE_RELAY_URL" | "DATABASE_QUEUE_URL";

/** A database that does not answer is asked again after this, and after twice as long each time. */
const AGAIN_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** @returns whether it is known now; ends the process where it cannot run like this */
async function look(part: string, names: readonly UserUrl[]): Promise<boolean> {
  const { DATABASE_DIRECT_URL, ...env } = getEnv();
  const urls = Object.fromEntries(names.map((name) => [name, env[name]]));
  const found = await checkDirect({ ...urls, DATABASE_DIRECT_URL }).catch((error: unknown) => {
    // Whoever needs a database that does not answer says so; that somebody answers and refuses is for people to mend.
    const isRefusal = error instanceof Error && error.cause instanceof pg.DatabaseError;
    if (isRefusal) logFailure("the database refuses a connection", error, { kind: "database" });
    return null;
  });
  if (!found) return false;
  if (found.warning) log().warn(found.warning);
  if (!found.problem) return true;
  log().fatal(`${part} cannot run: ${found.problem}`);
  process.exit(EXIT_WRONG_SETTING);
}

/**
 * Ends the process, with the reason, where a connection pooler answers and DATABASE_DIRECT_URL does not say how to get past it. A database
 * that does not answer does not keep the process from starting: it is asked again until it does.
 * @param part what the log calls this process
 * @param names the users that this process connects as
 */
export async function refuseHiddenPooler(part: string, names: readonly UserUrl[]): Promise<void> {
  if (await look(part, names)) return;
  void (async () => {
    for (let pauseMs = AGAIN_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      await sleep(pauseMs, undefined, { ref: false });
      if (await look(part, names)) return;
    }
  })();
}
