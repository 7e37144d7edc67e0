import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLinkToken } from "@/server/platform/crypto";
import { createApiKey, revokeApiKey } from "@/server/tenancy/api-keys.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { startWebServer, type TestServer } from "@/server/testing/web-server";
import { until } from "@/server/testing/waiting";

let web: TestServer;
let world: World;
let key: string;

beforeAll(async () => {
  web = await startWebServer();
  world = await makeWorld();
  key = (await createApiKey(world.scope, { name: "app", scopes: ["items:write"], lifetimeDays: null }))
    .secret;
});
afterAll(() => web.close());

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${web.url}/api/v1/items`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  });
const count = async () =>
  (
    await asAdmin<{ events: number; rows: number }>(
      `
        select
          (
            select count(*)
            from raw_event
          )::int as events,
          (
            select count(*)
            from outbox
            where topic = 'pipeline.run'
          )::int as rows
      `,
    )
  )[0]!;

type Posted = { reference: string; itemId: string; reportUrl: string };

describe("an item posted with an API key", () => {
  test("is committed with its outbox row before the 202, and the answer leads to its own page", async () => {
    const before = await count();
    const answer = await post({
      launch: "two",
      text: "The export hangs at 90 %.",
      reporter: { email: "kim@example.test" },
      occurredAt: new Date(Date.now() - 86_400_000).toISOString(),
    });
    expect(answer.status).toBe(202);
    const { reference, itemId, reportUrl } = (await answer.json()) as Posted;
    expect(reference).toMatch(/^R-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const after = await count();
    expect([after.events - before.events, after.rows - before.rows]).toEqual([1, 1]);
    const [row] = await asAdmin<{ id: string; body: Buffer; source_id: string; launch_id: string }>(
      "select id, body, source_id, launch_id from raw_event where item_id = $1",
      [itemId],
    );
    expect(row).toMatchObject({ source_id: world.apiSourceId, launch_id: world.launchId });
    expect(JSON.parse(row!.body.toString())).toMatchObject({ text: "The export hangs at 90 %." });
    expect(readLinkToken("report", reportUrl.split("/report/")[1]!)).toBe(row!.id);
  });

  test("is one item however often and however many at once its Idempotency-Key is sent", async () => {
    const before = await count();
    const body = { launch: "two", text: "Two hundred times the same." };
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => post(body, { "idempotency-key": "same-200" })),
    );
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([202]));
    const bodies = (await Promise.all(answers.map((a) => a.json()))) as Posted[];
    expect(new Set(bodies.map((b) => b.itemId)).size).toBe(1);
    expect(new Set(bodies.map((b) => b.reportUrl)).size).toBe(1);
    const after = await count();
    expect([after.events - before.events, after.rows - before.rows]).toEqual([1, 1]);
  });

  test("whose Idempotency-Key was used for another body is refused, and another organization may use the same key", async () => {
    expect((await post({ launch: "two", text: "One" }, { "idempotency-key": "k-1" })).status).toBe(202);
    const other = await post({ launch: "two", text: "Another" }, { "idempotency-key": "k-1" });
    expect(other.status).toBe(422);
    expect(((await other.json()) as { error: { details: object } }).error.details).toMatchObject({
      header: "Idempotency-Key",
    });
    const stranger = await makeWorld();
    const theirs = (
      await createApiKey(stranger.scope, { name: "app", scopes: ["items:write"], lifetimeDays: null })
    ).secret;
    const before = await count();
    expect(
      (
        await post(
          { launch: "two", text: "Another" },
          { "idempotency-key": "k-1", authorization: `Bearer ${theirs}` },
        )
      ).status,
    ).toBe(202);
    expect((await count()).events - before.events).toBe(1);
  });

  test("may come packed with gzip", async () => {
    expect(
      (
        await post(new Uint8Array(gzipSync(JSON.stringify({ launch: "two", text: "Packed." }))), {
          "content-encoding": "gzip",
        })
      ).status,
    ).toBe(202);
  });
});

describe("a bad item is refused with a reason that names the place, and leaves nothing", () => {
  const fine = { launch: "two", text: "Fine." };
  const refusals: [string, unknown, Record<string, string>, number, RegExp][] = [
    ["no key", fine, { authorization: "" }, 401, /API key/],
    [
      "an unknown key",
      fine,
      { authorization: `Bearer stk_${"0".repeat(52)}` },
      401,
      /revoked or has expired/,
    ],
    ["a launch of nobody", { ...fine, launch: "elsewhere" }, {}, 422, /launch/],
    ["no text", { launch: "two" }, {}, 422, /text/],
    ["blank text", { launch: "two", text: "   " }, {}, 422, /text/],
    ["text of 20,001 characters", { launch: "two", text: "x".repeat(20_001) }, {}, 422, /text/],
    ["an unknown field", { ...fine, severity: "critical" }, {}, 422, /severity/],
    ["__proto__", '{"launch":"two","text":"x","__proto__":{"polluted":1}}', {}, 422, /proto/],
    [
      "nesting of 40 levels",
      `{"launch":"two","text":"x","context":${"[".repeat(40)}1${"]".repeat(40)}}`,
      {},
      422,
      /nested/,
    ],
    ["nesting of 100,000 levels", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, {}, 422, /nested/],
    ["nothing", "", {}, 400, /empty/],
    ["an array", [fine], {}, 422, /object/i],
    ["an unknown encoding", JSON.stringify(fine), { "content-encoding": "br" }, 415, /br is not accepted/],
    ["no gzip", JSON.stringify(fine), { "content-encoding": "gzip" }, 400, /gzip/],
    [
      "a gzip bomb",
      new Uint8Array(gzipSync(Buffer.alloc(50_000_000))),
      { "content-encoding": "gzip" },
      413,
      /inflates/,
    ],
    ["262,145 bytes", JSON.stringify({ ...fine, text: "x".repeat(262_145) }), {}, 413, /larger than/],
    ["a bad Idempotency-Key", fine, { "idempotency-key": "a b" }, 422, /ASCII/],
  ];
  test.each(refusals)("%s", async (_, body, headers, status, words) => {
    const before = await count();
    const given = Object.fromEntries(
      Object.entries({
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        ...headers,
      }).filter(([, v]) => v !== ""),
    );
    const answer = await fetch(`${web.url}/api/v1/items`, {
      method: "POST",
      headers: given,
      body:
        typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
    });
    const { error } = (await answer.json()) as {
      error: { code: string; message: string; details: object; requestId: string };
    };
    expect([answer.status, error.message]).toEqual([status, expect.stringMatching(words)]);
    expect(error.requestId).toMatch(/^req_/);
    expect(error.details).toBeTypeOf("object");
    expect(await count()).toEqual(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("other methods are told which there are, and unknown paths that there is nothing", async () => {
    const wrong = await fetch(`${web.url}/api/v1/items`, { method: "PUT" });
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST"]);
    const nowhere = await fetch(`${web.url}/api/v1/nothing-here`);
    expect([nowhere.status, nowhere.headers.get("content-type")]).toEqual([
      404,
      "application/json; charset=utf-8",
    ]);
    expect(nowhere.headers.get("x-content-type-options")).toBe("nosniff");
    expect(nowhere.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("a revoked key is refused within five seconds", async () => {
    const made = await createApiKey(world.scope, {
      name: "short",
      scopes: ["items:write"],
      lifetimeDays: null,
    });
    const send = () =>
      post({ launch: "two", text: "Still here?" }, { authorization: `Bearer ${made.secret}` });
    expect((await send()).status).toBe(202);
    await revokeApiKey(world.scope, made.id);
    await until(async () => (await send()).status === 401);
  });

  test("a key without the scope is told so", async () => {
    const made = await createApiKey(world.scope, {
      name: "releases",
      scopes: ["releases:write"],
      lifetimeDays: null,
    });
    expect(
      (await post({ launch: "two", text: "Hm" }, { authorization: `Bearer ${made.secret}` })).status,
    ).toBe(403);
  });
});
