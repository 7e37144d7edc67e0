import { Agent } from "undici";
import { closeMail } from "@/server/communication/channels/smtp";
import { closeDatabase } from "@/server/db/client";
import { closeLive } from "@/server/live/subscribe";

/** Threads know nothing of a database or of settings, and take long to start. */
const THREADS = /^threads:/;
/** What holds a connection, was made of settings or was put there by whoever made the app. */
const OF_PROCESS =
  /^(?:env$|egress$|keys:|log|smtp$|db\.|live\.|rate-limit:|redis\.|http\.|intake\.public-door$)/;

/** What server/platform/singleton.ts keeps for this process, by name. */
function singletons(): Map<string, unknown> {
  const all: Map<string, unknown> | undefined = Reflect.get(globalThis, Symbol.for("steady.singletons"));
  return all ?? new Map<string, unknown>();
}

const hasTimer = (thing: unknown): thing is { timer: NodeJS.Timeout } =>
  typeof thing === "object" && thing !== null && "timer" in thing && thing.timer instanceof Object;

/** A connection to Redis, which only server/platform/redis.ts knows. */
const canDisconnect = (thing: unknown): thing is { disconnect: () => void } =>
  typeof thing === "object" &&
  thing !== null &&
  "disconnect" in thing &&
  typeof thing.disconnect === "function";

function forget(isKept: (name: string) => boolean): void {
  const all = singletons();
  for (const [name, thing] of all) {
    if (isKept(name)) continue;
    if (hasTimer(thing)) clearTimeout(thing.timer);
    all.delete(name);
  }
}

/** Forgets what this process remembers of organizations: whatever it is asked next, it looks up. Connections stay open. */
export function forgetOrganizations(): void {
  forget((name) => THREADS.test(name) || OF_PROCESS.test(name));
}

/**
 * Closes what this process holds open and forgets everything but its threads: whatever comes next finds it as if it had only just started.
 */
export async function forgetSingletons(): Promise<void> {
  await closeLive();
  closeMail();
  await closeDatabase();
  for (const thing of singletons().values()) {
    if (canDisconnect(thing)) thing.disconnect();
    if (thing instanceof Agent) await thing.destroy();
  }
  forget((name) => THREADS.test(name));
}
