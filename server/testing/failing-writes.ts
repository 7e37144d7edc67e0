import pg from "pg";
import { vi } from "vitest";

/** Lets the n-th statement that writes fail, once, until mocks are restored; `seen` says how many came by. */
export function failWrite(n: number): { seen: () => number } {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its client below
  const query = pg.Client.prototype.query as (this: pg.Client, ...args: unknown[]) => unknown;
  let seen = 0;
  /** Connections on which the log of the gateway's calls is being written: behind the work's back, and it may fail without it. */
  const aside = new WeakSet<pg.Client>();
  vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const first = args[0] as string | { text?: string };
    const text = typeof first === "string" ? first : (first.text ?? "");
    if (text.includes("ai_call")) aside.add(this);
    const isAside = aside.has(this);
    if (/^\s*(?:commit|rollback)\b/i.test(text)) aside.delete(this);
    if (
      !isAside &&
      /\b(insert into|update |delete from|receive_raw_events|pg_notify|commit)\b/i.test(text) &&
      ++seen === n
    ) {
      const error = new Error("the write failed");
      const done = args.find((a) => typeof a === "function") as ((e: Error) => void) | undefined;
      if (done) return done(error);
      return Promise.reject(error);
    }
    return query.apply(this, args);
  });
  return { seen: () => seen };
}
