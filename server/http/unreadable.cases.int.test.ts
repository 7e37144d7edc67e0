import { beforeAll, describe, expect, test } from "vitest";
import { loadPending } from "@/server/jobs/attempts";
import { createSource } from "@/server/intake/sources.commands";
import { readSource } from "@/server/intake/sources.queries";
import { flushFailures } from "@/server/intake/source-failures.commands";
import { readArrived } from "@/server/intake/unreadable-arrivals.queries";
import { signZendesk } from "@/server/intake/sources/zendesk";
import { readAgain } from "@/server/pipeline/read-again.commands";
import { runStages } from "@/server/pipeline/stages";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { createHttpApp } from "./app";
import type { HttpApp } from "./route";

let app: HttpApp;
let world: World;
let source: { id: string; key: string; secret: string };
let key: string;

beforeAll(async () => {
  app = createHttpApp();
  world = await makeWorld();
  const made = await createSource(world.scope, {
    launchId: world.launchId,
    kind: "zendesk",
    name: "Zendesk",
  });
  source = { id: made.id, key: made.key, secret: made.secret! };
  key = (await createApiKey(world.scope, { name: "app", scopes: ["items:write"], lifetimeDays: null }))
    .secret;
});

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

type Taken = { reference: string; itemId: string; unreadable?: string };
async function postTicket(body: Uint8Array, contentType = "application/json", secret = source.secret) {
  const timestamp = new Date().toISOString();
  return app.request(`/api/v1/webhooks/zendesk/${source.key}`, {
    method: "POST",
    headers: {
      "content-type": contentType,
      "x-zendesk-webhook-signature": signZendesk(secret, timestamp, body),
      "x-zendesk-webhook-signature-timestamp": timestamp,
    },
    body: body as BodyInit,
  });
}
const postItem = (body: Uint8Array, contentType = "application/json", secret = key) =>
  app.request("/api/v1/items", {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": contentType },
    body: body as BodyInit,
  });
async function run(): Promise<void> {
  const ids = await asAdmin<{ id: string }>(
    "select id from outbox where org_id = $1 and topic = 'pipeline.run' and state = 'pending' order by id",
    [world.orgId],
  );
  const rows = await loadPending(
    world.scope,
    ids.map(({ id }) => id),
  );
  await runStages(world.scope, rows);
}
const item = async (id: string) =>
  (
    await asAdmin<{ state: string; text: string; title: string | null; quarantine_reason: string | null }>(
      "select state, text, title, quarantine_reason from item where id = $1",
      [id],
    )
  )[0]!;
const bytesOf = async (itemId: string) =>
  new Uint8Array(
    (await asAdmin<{ body: Buffer }>("select body from raw_event where item_id = $1", [itemId]))[0]!.body,
  );
const events = async () =>
  (
    await asAdmin<{ n: number }>("select count(*)::int as n from raw_event where org_id = $1", [world.orgId])
  )[0]!.n;

describe("A2: a signed delivery that its customer's words broke is read where it means one thing", () => {
  test.each<[string, Uint8Array, string, string]>([
    [
      "a raw quote",
      utf8('{"ticket_id":"1","title":"Pay","description":"The button "Pay now" stays grey, "always" even."}'),
      "application/json",
      'The button "Pay now" stays grey, "always" even.',
    ],
    [
      "raw line ends",
      utf8('{"ticket_id":"2","title":"Two lines","description":"First line.\nSecond line.\r\nThird."}'),
      "application/json",
      "First line.\nSecond line.\nThird.",
    ],
    [
      "a Windows path and a comma too many",
      utf8('{"ticket_id":"3","title":"Path","description":"It writes to C:\\Data\\Export and stops.",}'),
      "application/json",
      "It writes to C:\\Data\\Export and stops.",
    ],
    [
      "Windows-1252",
      latin1(
        '{"ticket_id":"4","title":"Z\u00fcrich","description":"Die Rechnung f\u00fcr M\u00e4rz fehlt."}',
      ),
      "application/json",
      "Die Rechnung für März fehlt.",
    ],
    [
      "a byte order mark",
      utf8('\ufeff{"ticket_id":"5","title":"Mark","description":"The list stays empty."}'),
      "application/json",
      "The list stays empty.",
    ],
    [
      "another content type",
      utf8('{"ticket_id":"6","title":"Type","description":"The map does not load."}'),
      "text/plain",
      "The map does not load.",
    ],
    [
      "half an emoji",
      utf8('{"ticket_id":"7","title":"Cut","description":"It crashed again \\ud83d"}'),
      "application/json",
      "It crashed again \ufffd",
    ],
    [
      "a NUL",
      utf8('{"ticket_id":"8","title":"Zero","description":"The end\\u0000 is missing."}'),
      "application/json",
      "The end is missing.",
    ],
  ])("%s", async (_, body, type, text) => {
    const answer = await postTicket(body, type);
    expect(answer.status).toBe(202);
    const { itemId } = (await answer.json()) as Taken;
    await run();
    expect(await item(itemId)).toMatchObject({ state: "open", text, quarantine_reason: null });
    expect(await bytesOf(itemId)).toEqual(body);
  });
});

describe("A2: a signed delivery that cannot be read is kept, shown and can be read again", () => {
  test.each<[string, Uint8Array, string, RegExp]>([
    [
      "cut off in the middle",
      utf8('{"ticket_id":"9","description":"I was charged tw'),
      "application/json",
      /missing/,
    ],
    [
      "with words that name a field again",
      utf8('{"ticket_id":"10","description":"x", "is_public":"true", "y":"z "q" ","is_public":"false"}'),
      "application/json",
      /several things/,
    ],
    ["of XML", utf8("<ticket><id>11</id></ticket>"), "application/xml", /neither JSON nor form fields/],
    ["of a list", utf8('["one","two"]'), "application/json", /no object/],
    ["nested without end", utf8(`{"a":${"[".repeat(500)}${"]".repeat(500)}}`), "application/json", /nested/],
    [
      "in no encoding",
      Uint8Array.from({ length: 90 }, (_, n) => 0x81 + (n % 90)),
      "application/json",
      /encoding/,
    ],
  ])("%s", async (_, body, type, reason) => {
    const answer = await postTicket(body, type);
    expect(answer.status).toBe(202);
    const { itemId, reference } = (await answer.json()) as Taken;
    await run();
    const recorded = await item(itemId);
    expect(recorded).toMatchObject({ state: "quarantined" });
    expect(recorded.quarantine_reason).toMatch(/^Arrived, unreadable: /);
    expect(recorded.quarantine_reason).toMatch(reason);
    expect(await bytesOf(itemId)).toEqual(body);
    const { unreadable } = await readSource(world.scope, source.id);
    expect(unreadable[0]).toMatchObject({ itemId, reference, size: body.byteLength });
    expect(unreadable[0]!.reason).toMatch(reason);
    const shown = await readArrived(world.scope, itemId);
    expect(
      shown.hex.startsWith(
        `0000  ${Buffer.from(body.subarray(0, 2))
          .toString("hex")
          .replace(/(..)(..)/, "$1 $2")}`,
      ),
    ).toBe(true);
    // Once more from its bytes: nothing changed, so it is where it was, under the same reference.
    expect(await readAgain(world.scope, itemId)).toEqual({ reference });
    await run();
    expect(await item(itemId)).toMatchObject({ state: "quarantined" });
  });

  test("once it can be read it leaves quarantine for the board, under the reference it was given", async () => {
    const answer = await postTicket(
      utf8('{"ticket_id":"12","title":"Refund","description":"Charged twice for'),
    );
    const { itemId, reference } = (await answer.json()) as Taken;
    await run();
    // What a later version that reads it would make of it is played by the bytes.
    await asAdmin("update raw_event set body = $2 where item_id = $1", [
      itemId,
      Buffer.from('{"ticket_id":"12","title":"Refund","description":"Charged twice for one order."}'),
    ]);
    await readAgain(world.scope, itemId);
    await run();
    expect(await item(itemId)).toMatchObject({ state: "open", text: "Charged twice for one order." });
    expect(await asAdmin("select reference from item where id = $1", [itemId])).toEqual([{ reference }]);
    await expect(readAgain(world.scope, itemId)).rejects.toThrow("has been read already");
    expect(
      await asAdmin(
        "select 1 from audit_event where org_id = $1 and subject_id = $2 and verb = 'item.read_again'",
        [world.orgId, itemId],
      ),
    ).toHaveLength(1);
  });

  test("the source's page tells what was repaired and what could not be read, apart from what was refused", async () => {
    await flushFailures();
    const { failures, notes, failures24h } = await readSource(world.scope, source.id);
    const reasons = new Set(notes.map(({ reason }) => reason));
    expect([...reasons].sort()).toEqual(["repaired", "unreadable"]);
    expect(failures).toEqual([]);
    expect(failures24h).toBe(0);
  });

  test.each([
    [
      "somebody else's signature",
      () => postTicket(utf8('{"ticket_id":"1'), "application/json", "wrong"),
      401,
    ],
    [
      "an unknown key",
      () => postItem(utf8('{"launch":"two"'), "application/json", `stk_${"0".repeat(52)}`),
      401,
    ],
    ["nothing at all", () => postTicket(new Uint8Array()), 400],
    ["a form without its key", () => app.request("/api/v1/forms/nobody", { method: "POST", body: "{" }), 404],
  ])("is refused as before with %s", async (_, send, status) => {
    const before = await events();
    expect((await send()).status).toBe(status);
    expect(await events()).toBe(before);
  });
});

describe("A2: an item posted with an API key", () => {
  test.each<[string, Uint8Array, string, string]>([
    [
      "a raw quote",
      utf8('{"launch":"two","text":"The "Save" button is gone."}'),
      "application/json",
      'The "Save" button is gone.',
    ],
    ["a raw line end", utf8('{"launch":"two","text":"One.\nTwo."}'), "application/json", "One.\nTwo."],
    [
      "Windows-1252",
      latin1('{"launch":"two","text":"F\u00fcr immer geladen."}'),
      "application/json",
      "Für immer geladen.",
    ],
    [
      "curl's own content type",
      utf8('{"launch":"two","text":"No header was set."}'),
      "application/x-www-form-urlencoded",
      "No header was set.",
    ],
    [
      "half an emoji",
      utf8('{"launch":"two","text":"Cut by the app \\ud83d"}'),
      "application/json",
      "Cut by the app \ufffd",
    ],
  ])("is read with %s", async (_, body, type, text) => {
    const answer = await postItem(body, type);
    expect(answer.status).toBe(202);
    const taken = (await answer.json()) as Taken;
    expect(taken.unreadable).toBeUndefined();
    await run();
    expect(await item(taken.itemId)).toMatchObject({ state: "open", text });
  });

  test.each<[string, Uint8Array, string]>([
    ["half of it", utf8('{"launch":"two","text":"I was charged tw'), "application/json"],
    ["XML", utf8("<item>The invoice is empty.</item>"), "application/xml"],
    ["a launch of nobody in half of it", utf8('{"launch":"elsewhere","text":"I was'), "application/json"],
  ])("is kept unread with %s, and the answer says so", async (_, body, type) => {
    const answer = await postItem(body, type);
    expect(answer.status).toBe(202);
    const { itemId, unreadable } = (await answer.json()) as Taken;
    expect(unreadable).toMatch(/quarantine/);
    await run();
    expect((await item(itemId)).quarantine_reason).toMatch(/^Arrived, unreadable/);
    expect(await bytesOf(itemId)).toEqual(body);
  });
});
