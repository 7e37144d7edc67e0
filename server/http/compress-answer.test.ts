import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { compressAnswer } from "./compress-answer";

const ROWS = JSON.stringify(Array.from({ length: 100 }, (_, n) => ({ n, state: "open" })));
const request = (
  headers: Record<string, string> = { "accept-encoding": "gzip, deflate, br" },
  method = "GET",
) => new Request("http://steady.test/api/trpc/triage.issues", { method, headers });
const json = (text: string, headers: Record<string, string> = {}, status = 200) =>
  new Response(text, { status, headers: { "content-type": "application/json", ...headers } });

test("a long answer goes out as gzip, with its length and every cookie, and caches are told", async () => {
  const answer = json(ROWS);
  answer.headers.append("set-cookie", "a=1");
  answer.headers.append("set-cookie", "b=2");
  const packed = await compressAnswer(request(), answer);
  const bytes = Buffer.from(await packed.arrayBuffer());
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect(packed.headers.get("content-length")).toBe(String(bytes.byteLength));
  expect(packed.headers.get("vary")).toContain("accept-encoding");
  expect(packed.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(bytes.byteLength).toBeLessThan(ROWS.length / 4);
  expect(gunzipSync(bytes).toString()).toBe(ROWS);
});

test.each([
  ["is short", request(), json("[1]")],
  ["answers a change", request(undefined, "POST"), json(ROWS)],
  ["refuses", request(), json(ROWS, {}, 429)],
  ["carries keys", request(), json(ROWS, { "cache-control": "no-store, no-transform" })],
  ["is sent piece by piece", request(), json(ROWS, { "transfer-encoding": "chunked" })],
  ["is no JSON", request(), json(ROWS, { "content-type": "image/webp" })],
  ["is for somebody who takes no gzip", request({ "accept-encoding": "br, gzip;q=0" }), json(ROWS)],
  ["is for somebody who names no encoding", request({}), json(ROWS)],
])("an answer that %s goes out as it is", async (_, sender, answer) => {
  const [status, whole] = [answer.status, await answer.clone().text()];
  const sent = await compressAnswer(sender, answer);
  expect(sent.headers.get("content-encoding")).toBeNull();
  expect(sent.status).toBe(status);
  expect(await sent.text()).toBe(whole);
});
