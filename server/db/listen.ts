import pg from "pg";
import { getEnv } from "@/server/platform/env";
import { logFailure } from "@/server/platform/outage-log";
import { outageKind } from "./db-errors";
import { directUrl } from "./direct.mjs";

/**
 * Listens on a channel over a connection of its own, past any pooler, and reconnects by itself (after 100 ms, at most 2 s).
 * @param onGap called after each reconnection: what was notified in between is lost, so look again.
 * @returns a function that stops listening
 */
export function listen(
  channel: string,
  onNotify: (payload: string) => void,
  onGap: () => void,
): () => Promise<void> {
  let client: pg.Client | null = null;
  let isStopped = false;
  let delayMs = 100;
  let timer: NodeJS.Timeout | null = null;
  let hadConnection = false;

  const open = async () => {
    const next = new pg.Client({
      connectionString: directUrl(getEnv().DATABASE_APP_URL, getEnv().DATABASE_DIRECT_URL),
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      application_name: "steady-listen",
    });
    next.on("error", (error) => lose(error));
    next.on("end", () => lose(null));
    next.on("notification", (n) => onNotify(n.payload ?? ""));
    client = next;
    try {
      await next.connect();
      await next.query(`listen "${channel}"`);
      delayMs = 100;
      if (hadConnection) onGap();
      hadConnection = true;
    } catch (error) {
      lose(error);
    }
    function lose(error: unknown) {
      if (client !== next || isStopped) return;
      client = null;
      if (error)
        logFailure("the listening connection was lost; reconnecting", error, {
          kind: outageKind(error),
          fields: { channel },
        });
      next.end().catch(() => {});
      timer = setTimeout(() => void open(), delayMs);
      delayMs = Math.min(delayMs * 2, 2_000);
    }
  };
  void open();
  return async () => {
    isStopped = true;
    if (timer) clearTimeout(timer);
    await client?.end().catch(() => {});
  };
}
