import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openEventStream, type StreamState } from "./event-stream";

/** A browser's event source, opened and broken by hand. */
class HandSource extends EventTarget {
  static readonly CLOSED = 2;
  static last: HandSource;
  readyState = 0;
  onopen?: () => void;
  onerror?: () => void;
  constructor(readonly url: string) {
    super();
    HandSource.last = this;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
    this.dispatchEvent(new Event("open"));
  }
  /** The connection breaks; the browser tries again by itself unless it was refused. */
  fail(isRefused = false) {
    this.readyState = isRefused ? HandSource.CLOSED : 0;
    this.onerror?.();
  }
  close() {
    this.readyState = HandSource.CLOSED;
  }
}

const states: StreamState[] = [];
let close: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", HandSource);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 503 })));
  states.length = 0;
  close = openEventStream("acme", {
    since: null,
    onEvent: () => undefined,
    onState: (state) => void states.push(state),
    onEnded: () => undefined,
  });
});
afterEach(() => {
  close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a first connection is being made, not made again, however often it fails before it is there", async () => {
  HandSource.last.fail();
  HandSource.last.fail(true);
  await vi.advanceTimersByTimeAsync(1_000);
  HandSource.last.open();
  expect(states).toEqual(["connecting", "connecting", "offline", "connecting", "live"]);
});

test("a connection that had been there is made again", async () => {
  HandSource.last.open();
  HandSource.last.fail();
  HandSource.last.open();
  HandSource.last.fail(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(states).toEqual(["connecting", "live", "reconnecting", "live", "offline", "reconnecting"]);
});
