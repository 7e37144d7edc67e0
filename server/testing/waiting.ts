/** Waiting for what happens in its own time: never for a fixed while, and longer where the run has measured a slow machine. */
import { patiently } from "../../scripts/test-run/time-factor.mjs";
import { asAdmin } from "./queries";

export { patiently };

/**
 * Asks again and again until it is true.
 * @param within how long it usually takes at most, ms
 * @throws Error when the time is over
 */
export async function until(isTrue: () => boolean | Promise<boolean>, within = 10_000): Promise<void> {
  for (const endsMs = Date.now() + patiently(within); !(await isTrue());) {
    if (Date.now() > endsMs) throw new Error(`it did not happen within ${patiently(within)} ms`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

/** Waits until this process hears what is published: before that, what changes reaches no open screen. */
export async function untilListening(): Promise<void> {
  await until(async () => {
    const listening = await asAdmin(
      "select 1 from pg_stat_activity where datname = current_database() and query like 'listen%' and state = 'idle'",
    );
    return listening.length > 0;
  });
}
