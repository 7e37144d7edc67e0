import { setTimeout as sleep } from "node:timers/promises";
import { Agent, fetch } from "undici";
import { createRefreshThrottle } from "@/components/live/refresh-throttle";
import { listInput } from "@/contracts/board";
import { createCaller, type Caller } from "@/scripts/http-client";
import { statusOf } from "@/e2e/fixtures/http";
import type { Party } from "./parties";

/** As `components/live/live-provider.tsx` does. */
const SCREEN_GAP_MS = 250;
const RECONNECT_MS = 1_000;
const READ_AGAIN_MS = 500;
const ANSWER_WITHIN_MS = 15_000;

/** Called with what happens on the board. */
type Watcher = {
  /** A report's issue is among the rows; how long after the report was accepted, ms. */
  seen(afterMs: number): void;
  /** Couldn’t load the board, or its stream not be opened; status 0 is no answer. */
  refused(what: string, status: number): void;
};

/** A board that somebody has open, newest first: it hears of changes through the event stream, and reads its rows again then. */
export class OpenBoard {
  /** When each report that is not on it yet was accepted, ms since the epoch, by its subject. */
  readonly waiting = new Map<string, number>();
  private shown = new Set<string>();
  private readonly caller: Caller;
  private readonly pace = createRefreshThrottle(() => this.readRows(), SCREEN_GAP_MS);

  constructor(
    private readonly party: Party,
    private readonly watcher: Watcher,
  ) {
    this.caller = createCaller(party.url, { cookie: party.cookie, organization: party.slug });
    void this.listen();
  }

  /** From now on a report with this subject is looked for. */
  expect(subject: string): void {
    // The board may have been told before the sender was.
    if (this.shown.has(subject)) this.watcher.seen(0);
    else this.waiting.set(subject, Date.now());
  }

  private async readRows(): Promise<void> {
    const input = listInput({ launchId: this.party.launchId, filter: "", sort: "created" });
    // Where more wait than a screen asks for, a person would scroll.
    const limit = this.waiting.size > input.limit / 2 ? 200 : input.limit;
    try {
      const options = { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) };
      const { rows } = await this.caller.triage.issues.query({ ...input, limit }, options);
      this.shown = new Set(rows.map(({ title }) => /Subject ([a-z]+)/.exec(title)?.[1] ?? ""));
    } catch (error) {
      this.watcher.refused("open board", statusOf(error));
      // As the client's own tries do.
      setTimeout(() => this.pace.request(), READ_AGAIN_MS);
    }
    const nowMs = Date.now();
    for (const [subject, acceptedMs] of this.waiting) {
      if (!this.shown.has(subject)) continue;
      this.waiting.delete(subject);
      this.watcher.seen(nowMs - acceptedMs);
    }
  }

  private async listen(): Promise<never> {
    const { url, slug, cookie } = this.party;
    const dispatcher = new Agent({ connections: 1, bodyTimeout: 0 });
    for (;;) {
      try {
        const stream = await fetch(`${url}/api/v1/events?org=${slug}`, {
          headers: { cookie, accept: "text/event-stream" },
          dispatcher,
        });
        if (stream.status !== 200) this.watcher.refused("event stream", stream.status);
        // What was missed while it was closed is read now.
        this.pace.request();
        const decoder = new TextDecoder();
        for await (const chunk of stream.body ?? [])
          if (/^data:/m.test(decoder.decode(chunk as Uint8Array, { stream: true }))) this.pace.request();
      } catch {
        this.watcher.refused("event stream", 0);
      }
      await sleep(RECONNECT_MS);
    }
  }
}
