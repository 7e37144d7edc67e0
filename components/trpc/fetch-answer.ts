/**
 * A read is given up after this long, ms. The server itself ends one after at most 23 s: 8 s of waiting for a connection to the database
 * and 15 s of work.
 */
export const READ_TIMEOUT_MS = 25_000;

/** Why a call has no answer of Steady's, as far as the browser knows. */
export type Unanswered =
  | { kind: "offline" }
  /** No connection, or it broke off. */
  | { kind: "unreached" }
  | { kind: "timeout"; afterMs: number }
  /** Something between answered in its place: a proxy without a server behind it, a network's sign-in page. */
  | { kind: "foreign"; status: number };

/** A call that got no answer of Steady's. */
export class NoAnswer extends Error {
  /** @param isWrite whether it would have changed something: then nobody here knows whether it has */
  constructor(
    readonly why: Unanswered,
    readonly isWrite: boolean,
  ) {
    super(`no answer: ${why.kind}`);
  }
}

/**
 * Fetches an answer to its last byte. Reads (GET) end after a time; what changes something is waited for, since giving up would not
 * undo it.
 * @throws NoAnswer; what the caller's own signal gives when it ends the call
 */
export async function fetchAnswer(
  url: RequestInfo | URL,
  init: RequestInit = {},
  { timeoutMs = READ_TIMEOUT_MS, isOnline = () => navigator.onLine } = {},
): Promise<Response> {
  const isWrite = init.method !== undefined && init.method !== "GET";
  const ending = new AbortController();
  const endWithCaller = () => ending.abort(init.signal?.reason);
  if (init.signal?.aborted) endWithCaller();
  init.signal?.addEventListener("abort", endWithCaller, { once: true });
  const tooLate = new NoAnswer({ kind: "timeout", afterMs: timeoutMs }, isWrite);
  const timer = isWrite ? undefined : setTimeout(() => ending.abort(tooLate), timeoutMs);
  try {
    const response = await fetch(url, { ...init, signal: ending.signal });
    // Read to the end here, where the time runs: a body can stay away as a head can.
    const body = await response.text();
    if (!response.headers.get("content-type")?.includes("json"))
      throw new NoAnswer({ kind: "foreign", status: response.status }, isWrite);
    return new Response(body, { status: response.status, headers: response.headers });
  } catch (error) {
    if (error instanceof NoAnswer || init.signal?.aborted) throw error;
    throw new NoAnswer({ kind: isOnline() ? "unreached" : "offline" }, isWrite);
  } finally {
    clearTimeout(timer);
    init.signal?.removeEventListener("abort", endWithCaller);
  }
}

/** What is known of a call without an answer, and what to do. */
export function describeNoAnswer({ why, isWrite }: NoAnswer): string {
  const [known, advice] = wordsOf(why);
  return isWrite
    ? `${known} Whether this was done is not known: check before you try again.`
    : `${known} ${advice}`;
}

function wordsOf(why: Unanswered): [known: string, advice: string] {
  switch (why.kind) {
    case "offline":
      return ["This browser is offline.", "Check the connection and try again."];
    case "unreached":
      return ["The server could not be reached.", "Check the connection and try again."];
    case "timeout":
      return [`The server has not answered within ${why.afterMs / 1000} s.`, "Try again."];
    case "foreign":
      return why.status === 502 || why.status === 503 || why.status === 504
        ? [`The server is not available at the moment (${why.status}).`, "Try again in a minute."]
        : [`What answered was not Steady (${why.status}).`, "Check the connection and try again."];
  }
}
