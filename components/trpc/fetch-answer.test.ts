import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { describeNoAnswer, fetchAnswer, NoAnswer, type Unanswered } from "./fetch-answer";

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function serve(answer: RequestListener): Promise<string> {
  const made = (server = createServer(answer));
  await new Promise<void>((done) => made.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}/`;
}

const quickly = { timeoutMs: 150, isOnline: () => true };
/** For what ends by itself, on however busy a machine. */
const inTime = { ...quickly, timeoutMs: 60_000 };
const failure = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => error,
  );
const whyOf = async (call: Promise<unknown>): Promise<Unanswered | null> => {
  const error = await failure(call);
  return error instanceof NoAnswer ? error.why : null;
};

describe("a read ends, and says what is known", () => {
  test("an answer is handed on whole, refusals as well", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(409, { "content-type": "application/json; charset=utf-8" });
      response.end('{"error":1}');
    });
    const answer = await fetchAnswer(url, {}, inTime);
    expect([answer.status, await answer.json()]).toEqual([409, { error: 1 }]);
  });

  test("a server that accepts and never answers", async () => {
    const url = await serve(() => undefined);
    expect(await whyOf(fetchAnswer(url, {}, quickly))).toEqual({ kind: "timeout", afterMs: 150 });
  });

  test("a server that begins an answer and stops", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"result"');
    });
    expect(await whyOf(fetchAnswer(url, {}, quickly))).toEqual({ kind: "timeout", afterMs: 150 });
  });

  test("a connection that breaks off, and a port where nobody listens", async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await whyOf(fetchAnswer(url, {}, inTime))).toEqual({ kind: "unreached" });
    expect(await whyOf(fetchAnswer("http://127.0.0.1:1/", {}, inTime))).toEqual({ kind: "unreached" });
  });

  test("a browser without a network", async () => {
    const offline = { ...inTime, isOnline: () => false };
    expect(await whyOf(fetchAnswer("http://127.0.0.1:1/", {}, offline))).toEqual({ kind: "offline" });
  });

  test.each([
    [503, "text/html"],
    [502, "text/plain"],
    [200, "text/html"],
  ])("a proxy or a network that answers %i in the server's place (%s)", async (status, type) => {
    const url = await serve((_request, response) => {
      response.writeHead(status, { "content-type": type });
      response.end("<h1>hello</h1>");
    });
    expect(await whyOf(fetchAnswer(url, {}, inTime))).toEqual({ kind: "foreign", status });
  });

  test("a read that its screen gives up ends as the screen wants, not as a failure of the server", async () => {
    const url = await serve(() => undefined);
    const leaving = new AbortController();
    const call = failure(fetchAnswer(url, { signal: leaving.signal }, { ...quickly, timeoutMs: 5_000 }));
    leaving.abort(new Error("left the page"));
    expect(await call).toMatchObject({ message: "left the page" });
    expect(await failure(fetchAnswer(url, { signal: leaving.signal }, quickly))).toMatchObject({
      message: "left the page",
    });
  });
});

test("what changes something is waited for, and claims nothing when its answer is lost", async () => {
  let answerWrite = (): void => undefined;
  const url = await serve((request, response) => {
    if (request.method !== "POST") return;
    answerWrite = () => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end("{}");
    };
  });
  const write = fetchAnswer(url, { method: "POST" }, quickly);
  // A read that was sent after it has been given up: so long the write has waited by then, and it still does.
  expect(await whyOf(fetchAnswer(url, {}, quickly))).toEqual({ kind: "timeout", afterMs: 150 });
  answerWrite();
  expect((await write).status).toBe(200);
  expect(describeNoAnswer(new NoAnswer({ kind: "unreached" }, true))).toBe(
    "The server could not be reached. Whether this was done is not known: check before you try again.",
  );
});

test.each<[Unanswered, string]>([
  [{ kind: "offline" }, "This browser is offline. Check the connection and try again."],
  [{ kind: "unreached" }, "The server could not be reached. Check the connection and try again."],
  [{ kind: "timeout", afterMs: 25_000 }, "The server has not answered within 25 s. Try again."],
  [
    { kind: "foreign", status: 503 },
    "The server is not available at the moment (503). Try again in a minute.",
  ],
  [
    { kind: "foreign", status: 200 },
    "What answered was not Steady (200). Check the connection and try again.",
  ],
])("%o is described by what is known of it", (why, words) => {
  expect(describeNoAnswer(new NoAnswer(why, false))).toBe(words);
});
