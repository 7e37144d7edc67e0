import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { dropSingleton } from "@/server/platform/singleton";
import { createSource } from "@/server/intake/sources.commands";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { sendRaw, startWebServer, type TestServer } from "@/server/testing/web-server";

let web: TestServer;
let world: World;
let key: string;
let logsKey: string;

beforeAll(async () => {
  web = await startWebServer();
  world = await makeWorld();
  key = (
    await createApiKey(world.scope, {
      name: "app",
      scopes: ["items:write", "releases:write"],
      lifetimeDays: null,
    })
  ).secret;
  logsKey = (
    await createSource(world.scope, { launchId: world.launchId, kind: "gateway_logs", name: "Kong" })
  ).key;
});
afterAll(() => web.close());

const events = async () => (await asAdmin<{ n: number }>("select count(*)::int as n from raw_event"))[0]!.n;
/** Bodies that came whole. */
const reports = async () =>
  (
    await asAdmin<{ n: number }>("select count(*)::int as n from raw_event where octet_length(body) >= $1", [
      item.length,
    ])
  )[0]!.n;
const head = (path: string, extra: readonly string[]) =>
  [
    `POST ${path} HTTP/1.1`,
    "host: steady.test",
    `authorization: Bearer ${key}`,
    "content-type: application/json",
    ...extra,
    "",
    "",
  ].join("\r\n");
const item = JSON.stringify({ launch: "two", text: "Counted." });

async function expectCap(path: string, cap: number): Promise<void> {
  const at = async (size: number) => {
    const body = `{"launch":"two","text":"${"x".repeat(size - 27)}"}`.padEnd(size, " ");
    return (
      await fetch(`${web.url}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: body.slice(0, size),
      })
    ).status;
  };
  expect(await at(cap)).not.toBe(413);
  expect(await at(cap + 1), "one byte more than the cap").toBe(413);
}

describe("a body is read whole or not at all", () => {
  test("a Content-Length larger than what comes ends without anything stored", async () => {
    const before = await events();
    await sendRaw(web.port, [head("/api/v1/items", [`content-length: ${item.length + 50}`]), item], {
      endAfterMs: 300,
      waitMs: 3_000,
    });
    expect(await events()).toBe(before);
  });
  test("a Content-Length smaller than what comes is no report: what a key proves is kept as unreadable at most", async () => {
    const before = await reports();
    const answer = await sendRaw(
      web.port,
      [head("/api/v1/items", [`content-length: ${item.length - 5}`]), item],
      { waitMs: 3_000 },
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (?:400|202)/);
    expect(await reports()).toBe(before);
  });
  test.each(["-1", "1e3", "0x10", "99999999999999999999", "5, 6"])(
    "a Content-Length of %s is refused",
    async (length) => {
      expect(
        await sendRaw(web.port, [head("/api/v1/items", [`content-length: ${length}`]), item], {
          waitMs: 3_000,
        }),
      ).toMatch(/^HTTP\/1\.1 4\d\d/);
    },
  );
  test("a Content-Length beside chunks is refused, because two readers would disagree about where the body ends", async () => {
    expect(
      await sendRaw(
        web.port,
        [head("/api/v1/items", ["content-length: 5", "transfer-encoding: chunked"]), "0\r\n\r\n"],
        { waitMs: 3_000 },
      ),
    ).toMatch(/^HTTP\/1\.1 400/);
  });
  test("chunks without a length are counted and refused at the cap, without reading on", async () => {
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const answer = await sendRaw(
      web.port,
      [head("/api/v1/items", ["transfer-encoding: chunked"]), ...Array.from({ length: 8 }, () => chunk)],
      { waitMs: 4_000 },
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413/);
    expect(answer.toLowerCase()).toContain("connection: close");
  });
  test("chunks that end properly are stored byte for byte", async () => {
    const before = await events();
    const text = `{"launch":"two","text":"In two chunks ${Date.now()}."}`;
    const half = text.length >> 1;
    const answer = await sendRaw(
      web.port,
      [
        head("/api/v1/items", ["transfer-encoding: chunked", "connection: close"]),
        `${half.toString(16)}\r\n${text.slice(0, half)}\r\n`,
        `${(text.length - half).toString(16)}\r\n${text.slice(half)}\r\n0\r\n\r\n`,
      ],
      { waitMs: 4_000 },
    );
    expect(answer).toMatch(/^HTTP\/1\.1 202/);
    expect(await events()).toBe(before + 1);
  });
  test("a huge announced body is refused before it comes", async () => {
    const started = performance.now();
    expect(
      await sendRaw(web.port, [head("/api/v1/items", ["content-length: 150000000"])], { waitMs: 3_000 }),
    ).toMatch(/^HTTP\/1\.1 413/);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
  test.each([
    ["/api/v1/items", 262_144],
    ["/api/trpc/intake.createSource", 1_048_576],
  ])("%s takes its cap and not a byte more", expectCap);
  test("headers over 16 kB and addresses of a megabyte are refused", async () => {
    expect(
      await sendRaw(web.port, [`GET /livez HTTP/1.1\r\nhost: x\r\nx-much: ${"y".repeat(20_000)}\r\n\r\n`]),
    ).toMatch(/^HTTP\/1\.1 431/);
    expect(await sendRaw(web.port, [`GET /${"z".repeat(1_000_000)} HTTP/1.1\r\nhost: x\r\n\r\n`])).toMatch(
      /^(HTTP\/1\.1 4\d\d|$)/,
    );
  });
});

describe("bombs", () => {
  test("gzip that inflates without end is given up, also when it is packed twice", async () => {
    const bomb = gzipSync(Buffer.alloc(300_000_000));
    for (const body of [bomb, gzipSync(bomb)]) {
      const started = performance.now();
      const answer = await fetch(`${web.url}/api/v1/logs/${logsKey}`, {
        method: "POST",
        headers: { "content-type": "application/x-ndjson", "content-encoding": "gzip" },
        body: new Uint8Array(body),
      });
      expect([400, 413, 422]).toContain(answer.status);
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
  test("ten thousand parts are refused quickly", async () => {
    const parts =
      Array.from(
        { length: 10_000 },
        (_, n) => `--b\r\ncontent-disposition: form-data; name="f${n}"\r\n\r\nx\r\n`,
      ).join("") + "--b--\r\n";
    const started = performance.now();
    const answer = await fetch(`${web.url}/api/v1/forms/${world.formKey}`, {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=b", accept: "application/json" },
      body: parts,
    });
    expect(answer.status).toBe(400);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("the cap", () => {
  afterEach(() => {
    delete process.env["GUARD_OFF"];
    dropSingleton("env");
  });
  test("when left out lets a large body through, and the test of the cap turns red", async () => {
    await expectCap("/api/v1/items", 262_144);
    process.env["GUARD_OFF"] = "body_cap";
    dropSingleton("env");
    await expect(expectCap("/api/v1/items", 262_144)).rejects.toThrow("one byte more than the cap");
  });
});
