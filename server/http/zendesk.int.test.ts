import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "@/server/platform/crypto";
import { dropSingleton } from "@/server/platform/singleton";
import { flushFailures } from "@/server/intake/source-failures.commands";
import { forgetSource } from "@/server/intake/source-lookup.queries";
import { createSource, rotateSecret } from "@/server/intake/sources.commands";
import { signZendesk } from "@/server/intake/sources/zendesk";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { sendRaw, startWebServer, type TestServer } from "@/server/testing/web-server";

let web: TestServer;
let world: World;
let source: { id: string; key: string; secret: string };
let stranger: { key: string; secret: string };

beforeAll(async () => {
  web = await startWebServer();
  world = await makeWorld();
  const make = async (w: World) => {
    const { id, key, secret } = await createSource(w.scope, {
      launchId: w.launchId,
      kind: "zendesk",
      name: "Zendesk",
    });
    return { id, key, secret: secret! };
  };
  source = await make(world);
  stranger = await make(await makeWorld());
});
afterAll(async () => {
  await flushFailures();
  await web.close();
});

const bytes = (text: string) => new TextEncoder().encode(text);
const url = (key = source.key) => `${web.url}/api/v1/webhooks/zendesk/${key}`;
const stamp = (offsetMs = 0) => new Date(Date.now() + offsetMs).toISOString();

function signed(
  body: Uint8Array,
  { secret = source.secret, timestamp = stamp() } = {},
): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-zendesk-webhook-signature": signZendesk(secret, timestamp, body),
    "x-zendesk-webhook-signature-timestamp": timestamp,
  };
}
const post = (body: Uint8Array, headers: Record<string, string>, key?: string) =>
  fetch(url(key), { method: "POST", headers, body: body as BodyInit });
/** Everything that could have been written by a delivery. */
const written = async () =>
  sha256(
    JSON.stringify(
      await asAdmin(
        `
          select
            (
              select count(*)
              from raw_event
            ) e,
            (
              select count(*)
              from outbox
            ) o,
            (
              select count(*)
              from item
            ) i,
            (
              select count(*)
              from audit_event
            ) a,
            (
              select count(*)
              from live_event
            ) l
        `,
      ),
    ),
  );

async function expectRefused(body: Uint8Array, headers: Record<string, string>, key?: string): Promise<void> {
  const before = await written();
  const answer = await post(body, headers, key);
  expect(answer.status, "a delivery that is not signed right").toBe(401);
  expect(((await answer.json()) as { error: { code: string } }).error.code).toBe("UNAUTHENTICATED");
  expect(await written()).toBe(before);
}

describe("a delivery that is not signed right is refused with 401 before anything is written", () => {
  const body = bytes('{"ticket_id":"42","title":"Refund","description":"Charged twice."}');
  type Bad = { name: string; sent?: Uint8Array; headers: () => Record<string, string>; key?: () => string };
  const change = (name: string, to: (value: string) => string) => () => {
    const headers = signed(body);
    return { ...headers, [name]: to(headers[name]!) };
  };
  const without =
    (...names: string[]) =>
    () =>
      Object.fromEntries(Object.entries(signed(body)).filter(([n]) => !names.includes(n)));
  const signature = "x-zendesk-webhook-signature";
  const timestamp = "x-zendesk-webhook-signature-timestamp";
  const reSerialised = bytes(JSON.stringify(JSON.parse(new TextDecoder().decode(body)), null, 1));
  const cases: Bad[] = [
    { name: "no headers", headers: without(signature, timestamp) },
    { name: "no signature", headers: without(signature) },
    { name: "no timestamp", headers: without(timestamp) },
    { name: "empty signature", headers: change(signature, () => "") },
    { name: "empty timestamp", headers: change(timestamp, () => "") },
    {
      name: "one byte of the body altered",
      sent: bytes('{"ticket_id":"43","title":"Refund","description":"Charged twice."}'),
      headers: () => signed(body),
    },
    { name: "one byte more", sent: bytes(new TextDecoder().decode(body) + " "), headers: () => signed(body) },
    { name: "one byte less", sent: body.slice(0, -1), headers: () => signed(body) },
    {
      name: "a byte order mark before the body",
      sent: new Uint8Array([0xef, 0xbb, 0xbf, ...body]),
      headers: () => signed(body),
    },
    { name: "the JSON serialised anew", sent: reSerialised, headers: () => signed(body) },
    {
      name: "keys in another order",
      sent: bytes('{"title":"Refund","ticket_id":"42","description":"Charged twice."}'),
      headers: () => signed(body),
    },
    { name: "an empty body with another's signature", sent: bytes(""), headers: () => signed(body) },
    { name: "a wrong secret", headers: () => signed(body, { secret: "wrong" }) },
    { name: "an empty secret", headers: () => signed(body, { secret: "" }) },
    { name: "another tenant's secret", headers: () => signed(body, { secret: stranger.secret }) },
    { name: "this secret at another tenant's address", headers: () => signed(body), key: () => stranger.key },
    {
      name: "the secret in upper case",
      headers: () => signed(body, { secret: source.secret.toUpperCase() }),
    },
    { name: "the secret with a line end", headers: () => signed(body, { secret: `${source.secret}\n` }) },
    { name: "a timestamp that was not signed", headers: change(timestamp, () => stamp(-1_000)) },
    { name: "301 s old", headers: () => signed(body, { timestamp: stamp(-301_000) }) },
    { name: "an hour old", headers: () => signed(body, { timestamp: stamp(-3_600_000) }) },
    { name: "305 s in the future", headers: () => signed(body, { timestamp: stamp(305_000) }) },
    { name: "a year in the future", headers: () => signed(body, { timestamp: stamp(365 * 86_400_000) }) },
    {
      name: "a timestamp in seconds",
      headers: () => signed(body, { timestamp: String(Math.floor(Date.now() / 1000)) }),
    },
    { name: "a timestamp in milliseconds", headers: () => signed(body, { timestamp: String(Date.now()) }) },
    { name: "a timestamp without a zone", headers: () => signed(body, { timestamp: stamp().slice(0, -1) }) },
    { name: "a timestamp in words", headers: () => signed(body, { timestamp: new Date().toUTCString() }) },
    { name: "a timestamp of 13 months", headers: () => signed(body, { timestamp: "2026-13-01T00:00:00Z" }) },
    {
      name: "hex instead of base64",
      headers: change(signature, (v) => Buffer.from(v, "base64").toString("hex")),
    },
    {
      name: "base64url instead of base64",
      headers: change(signature, (v) => `${v.replaceAll("+", "-").replaceAll("/", "_").replace("=", "")}-_`),
    },
    { name: "base64 without padding", headers: change(signature, (v) => v.replace(/(?<!=)=+$/, "")) },
    { name: "a prefix of an unknown version", headers: change(signature, (v) => `v1=${v}`) },
    { name: "sha256= before it", headers: change(signature, (v) => `sha256=${v}`) },
    { name: "two signatures in one header", headers: change(signature, (v) => `${v},${v}`) },
    { name: "half of the signature", headers: change(signature, (v) => v.slice(0, 22)) },
    { name: "10,000 characters of signature", headers: change(signature, () => "A".repeat(10_000)) },
    {
      name: "random bytes of the right length",
      headers: change(signature, () => randomBytes(32).toString("base64")),
    },
    {
      name: "a separator between timestamp and body",
      headers: () => {
        const t = stamp();
        return { ...signed(body, { timestamp: t }), [signature]: signZendesk(source.secret, `${t}.`, body) };
      },
    },
    {
      name: "a signature over the body alone",
      headers: () => ({ ...signed(body), [signature]: signZendesk(source.secret, "", body) }),
    },
    {
      name: "bytes that are no UTF-8, unsigned",
      sent: new Uint8Array([0xff, 0xfe, 0x00, 0x80]),
      headers: () => signed(body),
    },
    { name: "broken JSON, unsigned", sent: bytes("{"), headers: () => signed(body) },
    {
      name: "another content type, unsigned",
      sent: bytes("<ticket/>"),
      headers: () => ({ ...signed(body), "content-type": "application/xml" }),
    },
  ];
  test.each(cases)("$name", ({ sent = body, headers, key }) => expectRefused(sent, headers(), key?.()));
  test("the headers sent twice", async () => {
    const before = await written();
    const good = signed(body);
    const twice = `${signature}: ${good[signature]!}\r\n`.repeat(2);
    const raw = await sendRaw(web.port, [
      `POST /api/v1/webhooks/zendesk/${source.key} HTTP/1.1\r\nhost: x\r\nconnection: ` +
        `close\r\ncontent-type: application/json\r\n${timestamp}: ` +
        `${good[timestamp]!}\r\n${twice}content-length: ${body.length}\r\n\r\n`,
      body,
    ]);
    expect(raw).toMatch(/^HTTP\/1\.1 401/);
    expect(await written()).toBe(before);
  });
  test("there are forty of them and more", () => expect(cases.length).toBeGreaterThanOrEqual(40));
  test("refusals are counted in the background for the settings page", async () => {
    await flushFailures();
    const [row] = await asAdmin<{ n: number }>(
      "select sum(n)::int as n from source_failure where source_id = $1 and reason = 'unauthenticated'",
      [source.id],
    );
    expect(row!.n).toBeGreaterThanOrEqual(40);
  });
});

describe("a signed delivery", () => {
  test("is stored byte for byte, once per invocation id, and answers the same again", async () => {
    const body = bytes('{ "ticket_id" : "77",  "title":"Späte Zahlung", "description":"Zweimal." }');
    const headers = { ...signed(body), "x-zendesk-webhook-invocation-id": "01HX77" };
    const answers = [
      await post(body, headers),
      await post(body, { ...signed(body), "x-zendesk-webhook-invocation-id": "01HX77" }),
    ];
    expect(answers.map((a) => a.status)).toEqual([202, 202]);
    const [first, second] = (await Promise.all(answers.map((a) => a.json()))) as { reference: string }[];
    expect(second).toEqual(first);
    const rows = await asAdmin<{ body: Buffer; headers: object }>(
      "select body, headers from raw_event where delivery_id = 'zendesk:01HX77'",
    );
    expect(rows).toHaveLength(1);
    expect(sha256(rows[0]!.body)).toBe(sha256(body));
    expect(JSON.stringify(rows[0]!.headers)).not.toContain("signature");
  });
  test("without an invocation id is once per body and signature", async () => {
    const body = bytes('{"ticket_id":"78","description":"Once."}');
    const headers = signed(body);
    await post(body, headers);
    await post(body, headers);
    expect(await asAdmin("select 1 from raw_event where body_hash = $1", [sha256(body)])).toHaveLength(1);
  });
  test("is taken with the secret before the current one for 24 hours and no longer", async () => {
    const old = source.secret;
    const { secret, previousUntil } = await rotateSecret(world.scope, { id: source.id });
    source.secret = secret!;
    expect(previousUntil!.getTime() - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    const body = (n: number) => bytes(`{"ticket_id":"over-${n}","description":"Rotated."}`);
    expect((await post(body(1), signed(body(1), { secret: old }))).status).toBe(202);
    expect((await post(body(2), signed(body(2)))).status).toBe(202);
    await asAdmin("update source set previous_secret_until = now() - interval '1 second' where id = $1", [
      source.id,
    ]);
    forgetSource(source.key);
    expect((await post(body(3), signed(body(3), { secret: old }))).status).toBe(401);
    expect((await post(body(4), signed(body(4)))).status).toBe(202);
  });
  test.each([
    ["an empty body", "", "application/json", 400],
    ["more than Zendesk sends", "x".repeat(262_145), "application/json", 413],
  ])("with %s is refused with its reason", async (_, text, type, status) => {
    const before = await written();
    const body = bytes(text);
    expect((await post(body, { ...signed(body), "content-type": type })).status).toBe(status);
    expect(await written()).toBe(before);
  });
  test("that carries no report is passed over in the open", async () => {
    const body = bytes(
      JSON.stringify({ type: "zen:event-type:ticket.status_changed", detail: { id: "1" }, event: {} }),
    );
    const answer = await post(body, signed(body));
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { ignored: expect.stringContaining("ticket.status_changed") },
    ]);
    await flushFailures();
    expect(
      await asAdmin("select 1 from source_failure where source_id = $1 and reason = 'ignored_event'", [
        source.id,
      ]),
    ).toHaveLength(1);
  });
  test("an address that exists answers a knock, one that does not is nothing", async () => {
    expect((await fetch(url())).status).toBe(200);
    expect((await fetch(url("0".repeat(25)))).status).toBe(404);
    expect((await fetch(url(world.formKey))).status).toBe(404);
  });
});

describe("the guard", () => {
  afterEach(() => {
    delete process.env["GUARD_OFF"];
    dropSingleton("env");
  });
  test("when left out lets a forged delivery in, and the tests of refusal turn red", async () => {
    const body = bytes('{"ticket_id":"forged","description":"Not signed."}');
    const refused = () => expectRefused(body, { "content-type": "application/json" });
    await refused();
    process.env["GUARD_OFF"] = "signature";
    dropSingleton("env");
    await expect(refused()).rejects.toThrow("a delivery that is not signed right");
  });
});
