import { LiveEvent } from "@/contracts/live";

/** How an event stream stands: asked for the first time, heard, asked for again after it had been heard, or not there. */
export type StreamState = "connecting" | "live" | "reconnecting" | "offline";
export type StreamHandlers = {
  onEvent: (event: LiveEvent) => void;
  onState: (state: StreamState) => void;
  /** The session is over, or the person is no member any more. */
  onEnded: (why: "signed_out" | "removed") => void;
};

const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 20_000;
/** A tab out of sight for this long lets its connection go: browsers allow six to one host, and what was missed is sent again. */
const HIDDEN_MS = 60_000;

/**
 * One event stream for one organization, kept open: reconnects with the id seen last, waits longer after each failure, rests while the
 * tab is hidden, and finds out why when the server refuses. Returns how to end it.
 * @param since the event after which the page's first reads began; null where nothing had happened yet
 */
export function openEventStream(
  organization: string,
  { since, onEvent, onState, onEnded }: StreamHandlers & { since: string | null },
): () => void {
  let source: EventSource | null = null;
  let lastId = since ?? "";
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let hasBeenLive = false;
  const probe = new AbortController();
  const address = () =>
    `/api/v1/events?org=${encodeURIComponent(organization)}${lastId === "" ? "" : `&last=${encodeURIComponent(lastId)}`}`;

  const reportConnecting = () => onState(hasBeenLive ? "reconnecting" : "connecting");

  const connect = () => {
    clearTimeout(timer);
    source?.close();
    if (isOver) return;
    reportConnecting();
    const opened = new EventSource(address());
    source = opened;
    opened.onopen = () => {
      failures = 0;
      hasBeenLive = true;
      onState("live");
    };
    opened.onmessage = (message: MessageEvent<string>) => {
      if (message.lastEventId !== "") lastId = message.lastEventId;
      const event = readEvent(message.data);
      if (event) onEvent(event);
    };
    let wasLive = false;
    opened.addEventListener("open", () => (wasLive = true));
    opened.onerror = () => {
      const isGivenUp = opened.readyState === EventSource.CLOSED;
      if (isGivenUp) onState("offline");
      else reportConnecting();
      // A lost connection the browser takes up again by itself, with the last id in a header. But a stream that ended may have ended
      // because the session did, and that should not wait for the browser's next try.
      if (isGivenUp || wasLive) void findReason(isGivenUp);
      wasLive = false;
    };
  };

  /** A refused stream says nothing about why; the same address asked plainly does. */
  const findReason = async (isGivenUp: boolean) => {
    const status = await fetch(address(), {
      signal: probe.signal,
      headers: { accept: "text/event-stream" },
    }).then(
      (answer) => {
        void answer.body?.cancel();
        return answer.status;
      },
      () => 0,
    );
    if (isOver) return;
    if (status === 401 || status === 404) {
      stop();
      return onEnded(status === 401 ? "signed_out" : "removed");
    }
    if (!isGivenUp) return;
    const waitMs = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** failures);
    failures += 1;
    timer = setTimeout(connect, waitMs / 2 + Math.random() * (waitMs / 2));
  };

  const onVisibility = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") {
      if (source === null || source.readyState === EventSource.CLOSED) connect();
      return;
    }
    timer = setTimeout(() => {
      source?.close();
      source = null;
      onState("offline");
    }, HIDDEN_MS);
  };
  const onOnline = () => connect();

  const stop = () => {
    isOver = true;
    clearTimeout(timer);
    source?.close();
    probe.abort();
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("online", onOnline);
  };
  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("online", onOnline);
  connect();
  return stop;
}

function readEvent(data: string): LiveEvent | null {
  try {
    const read = LiveEvent.safeParse(JSON.parse(data));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
