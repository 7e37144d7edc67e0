import { beforeAll, describe, expect, test } from "vitest";
import type { FoundBy } from "@/contracts/board";
import { createHttpApp } from "@/server/http/app";
import { createSource } from "@/server/intake/sources.commands";
import { runStages } from "@/server/pipeline/stages";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { pendingOf } from "@/server/testing/arrivals";
import { organizationsToKey } from "@/server/db/due-doors";
import { send, signed } from "@/server/testing/deliveries";
import { makeSearchKeys } from "./search-keys.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { signedIn, type Visitor } from "@/server/testing/visitor";

/** Public cases about a search that finds nothing, through the doors of applications and of the board, each with siblings. */

const app = createHttpApp();
let world: World;
let owner: Visitor;
let key: string;
let zendesk: { key: string; secret: string };

/** Another person's problem each time, so that each report is an issue of its own. */
type Report = { title?: string; text: string; reporter?: object; context?: object };

async function begin(): Promise<void> {
  world = await makeWorld();
  owner = await signedIn(world);
  key = (await createApiKey(world.scope, { name: "app", scopes: ["items:write"], lifetimeDays: null }))
    .secret;
  const made = await createSource(world.scope, { launchId: world.launchId, kind: "zendesk", name: "Desk" });
  zendesk = { key: made.key, secret: made.secret! };
}
const carry = async () => runStages(world.scope, await pendingOf(world));
async function report(sent: Report): Promise<void> {
  const answer = await send(app, {
    path: "/api/v1/items",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ launch: world.launchSlug, ...sent }),
  });
  expect(answer.status, answer.text).toBe(202);
}
async function call<T>(path: string, input: unknown): Promise<T> {
  const answer = await owner.mutate(path, input, world.slug);
  expect(answer, path).toMatchObject({ status: 200 });
  return answer.value as T;
}
async function query<T>(path: string, input: unknown): Promise<T> {
  const answer = await owner.query(path, input, world.slug);
  expect(answer, path).toMatchObject({ status: 200 });
  return answer.value as T;
}
type Page = { rows: { id: string; number: number }[]; foundBy: Record<string, FoundBy> };
const search = (filter: string) => query<Page>("triage.issues", { launchId: world.launchId, filter });

/** The issue with the report that says so. */
async function issueOf(words: string): Promise<string> {
  const [found] = await asAdmin<{ id: string }>(
    "select issue_id as id from item where org_id = $1 and position($2 in text) > 0",
    [world.orgId, words],
  );
  return found!.id;
}
/** What a search finds, by a few words of the reports. */
async function finds(filter: string, ...words: string[]): Promise<void> {
  const { rows } = await search(filter);
  expect(rows.map((row) => row.id).sort(), filter).toEqual((await Promise.all(words.map(issueOf))).sort());
}

describe("D2: the caller is found", () => {
  const [BOOKING, MAP, SOUND, EXPORT, BADGE] = [
    "The booking calendar skips Thursday.",
    "The map of branches is upside down.",
    "There is no sound in the tutorial video.",
    "The export of invoices has no header row.",
    "My loyalty badge lost its colour.",
  ];
  beforeAll(async () => {
    await begin();
    await report({
      text: BOOKING,
      reporter: {
        name: "José Álvarez Núñez",
        email: "jose.alvarez@kunde-nord.example",
        externalId: "cus_8812",
      },
    });
    await report({
      text: MAP,
      reporter: { name: "Katharina Müller-Lüdenscheidt", email: "kml@shop.example" },
    });
    await report({ text: SOUND, reporter: { name: "山田 太郎", account: "Blaue Werft GmbH" } });
    await report({ text: EXPORT, reporter: { email: "ops@kunde-nord.example", account: "KD-550071" } });
    const ticket = JSON.stringify({
      id: 9100,
      subject: "Badge",
      description: BADGE,
      requester: { id: 71, name: "Oluwaseun Adébáyọ̀", email: "seun@mail.lagos.example" },
    });
    const answer = await send(app, {
      path: `/api/v1/webhooks/zendesk/${zendesk.key}`,
      headers: signed(ticket, zendesk.secret),
      body: ticket,
    });
    expect(answer.status, answer.text).toBeLessThan(300);
    await carry();
    await call("feedback.logItem", {
      launchId: world.launchId,
      idempotencyKey: "search-case-1",
      text: "The receipt printer prints two blank pages.",
      reporter: { name: "Ruth Ó Briain", email: "+49 (30) 765 43-21" },
    });
    await carry();
  });

  test.each([
    ["the whole address", "jose.alvarez@kunde-nord.example"],
    ["the address in capitals", "JOSE.ALVAREZ@KUNDE-NORD.EXAMPLE"],
    ["what stands before the @", "jose.alvarez"],
    ["the full name", "José Álvarez Núñez"],
    ["the name without accents, in lower case", "jose alvarez"],
    ["the names the other way round", "Alvarez, José"],
    ["the beginning of a surname", "Alvar"],
    ["the id that the shop knows the customer by", "cus_8812"],
  ])("D2: %s", async (_what, typed) => {
    await finds(typed, BOOKING);
  });
  test.each([
    ["a double name by its first half", "müller"],
    ["and with the umlaut as two letters", "Mueller"],
    ["and by its second half", "ludenscheidt"],
    ["and by the beginning of both", "katha mül"],
  ])("D2: %s", async (_what, typed) => {
    await finds(typed, MAP);
  });
  test("D2: a domain finds everybody who writes from there", async () => {
    await finds("kunde-nord.example", BOOKING, EXPORT);
    await finds("@kunde-nord.example", BOOKING, EXPORT);
  });
  test("D2: a name in signs, whole, by the surname, and written together", async () => {
    for (const typed of ["山田 太郎", "山田", "太郎"]) await finds(typed, SOUND);
  });
  test("D2: the customer's company, by name and by number", async () => {
    await finds("blaue werft", SOUND);
    await finds("KD-550071", EXPORT);
    await finds("550071", EXPORT);
  });
  test("D2: whoever wrote through the helpdesk", async () => {
    for (const typed of ["Adebayo", "oluwaseun adébáyọ̀", "seun@mail.lagos.example", "lagos.example"])
      await finds(typed, BADGE);
  });
  test.each([
    "+49 30 7654321",
    "0049 30 765 4321",
    "030/7654321",
    "0307654321",
    "(030) 765-43-21",
    "7654321",
  ])("D2: a telephone number, however it is written: %s", async (typed) => {
    await finds(typed, "receipt printer");
  });
  test("D2: a caller by name, with what was found said", async () => {
    await finds("ruth o briain", "receipt printer");
    const { rows, foundBy } = await search("Alvarez");
    expect(foundBy[rows[0]!.id]).toEqual({ by: "reporter", name: "José Álvarez Núñez" });
  });
  test("D2: a name together with filters narrows, and nobody else is found", async () => {
    await finds("kunde-nord.example source:api", BOOKING, EXPORT);
    await finds("kunde-nord.example source:zendesk");
    await finds("Alvarez Müller");
    await finds("Dietrich");
  });
  test("D2: another organization's callers are nobody here", async () => {
    const here = { world, owner };
    await begin();
    await report({
      text: "A page stays white.",
      reporter: { name: "José Álvarez", email: "other@x.example" },
    });
    await carry();
    await finds("kunde-nord.example");
    await finds("Alvarez", "stays white");
    ({ world, owner } = here);
    await finds("other@x.example");
  });
  test("D2: who was erased is found by nothing", async () => {
    const { people } = await query<{ people: { id: string }[] }>("privacy.find", {
      query: "jose.alvarez@kunde-nord.example",
    });
    await call("privacy.erase", { kind: "reporter", reporterIds: people.map((person) => person.id) });
    for (const typed of ["jose.alvarez", "José", "Núñez", "cus_8812", "skips Thursday", "booking"])
      await finds(typed);
    await finds("kunde-nord.example", EXPORT);
  });
});

describe("D3: a part of a word is found", () => {
  const REPORTS = {
    katakana: "お支払い画面でクレジットカードエラーが表示されます。",
    han: "无法完成支付，页面一直显示加载中。",
    thai: "ไม่สามารถชำระเงินด้วยบัตรเครดิตได้",
    korean: "장바구니에서 쿠폰할인이 두 번 적용됩니다.",
    lao: "ບໍ່ສາມາດເຂົ້າສູ່ລະບົບໄດ້",
    order: "Where is my parcel? The order A-20471100 never left the warehouse.",
    route:
      "Saving the address fails, the browser says POST https://shop.example/api/payments/8817?step=2 was refused.",
    code: "The terminal stopped with ERR_CARD_42 and beeped.",
    refund: "They promised a refunding of the ticket, but the money is still missing.",
    compound: "Auf der Rechnungsadressenseite fehlt das Feld für den Ort.",
    accents: "The café's opening hours are those of last summer.",
    build: "The tablet app 7.31.4-rc2 forgets its language.",
  };
  beforeAll(async () => {
    await begin();
    for (const text of Object.values(REPORTS)) await report({ text });
    await report({
      text: "The wish list was empty after dinner.",
      context: {
        requestId: "01JCX-7f3e9ab2c4",
        route: "/v2/wishes/{id}/items",
        url: "https://shop.example/wishes",
      },
    });
    await carry();
  });

  test.each<[string, string, keyof typeof REPORTS]>([
    ["a part of a katakana word", "カード", "katakana"],
    ["the same in half width", "ｶｰﾄﾞ", "katakana"],
    ["three signs across two words", "ドエラ", "katakana"],
    ["two Chinese signs", "支付", "han"],
    ["one Chinese sign", "载", "han"],
    ["a part of a Thai sentence", "บัตรเครดิต", "thai"],
    ["a short part of it", "เงิน", "thai"],
    ["the inside of a Korean word", "할인", "korean"],
    ["a part of a Lao sentence", "ລະບົບ", "lao"],
    ["the middle of an order number", "4711", "order"],
    ["its end", "1100", "order"],
    ["the number as it is printed", "A-20471100", "order"],
    ["its beginning", "a-2047", "order"],
    ["a route", "/api/payments", "route"],
    ["the beginning of a route", "/api/pay", "route"],
    ["a route with a place for the id", "/api/payments/{id}", "route"],
    ["the same as a framework writes it", "/api/payments/:id", "route"],
    ["an error code", "ERR_CARD_42", "code"],
    ["a part of an error code", "card_42", "code"],
    ["the beginning of a word", "refun", "refund"],
    ["a word that is not typed to its end", "refundi", "refund"],
    ["the inside of a compound", "adressen", "compound"],
    ["a compound that is not typed to its end", "Rechnungsadr", "compound"],
    ["a word without its accent", "cafe", "accents"],
    ["a version", "7.31.4", "build"],
    ["a part of a version", "4-rc2", "build"],
  ])("D3: %s", async (_what, typed, name) => {
    await finds(typed, REPORTS[name]);
  });
  test.each(["4712", "カーテン", "/api/paya", "ERR_CARD_43", "refunx", "支款", "บัตรรถ"])(
    "D3: what stands nowhere is not found: %s",
    async (typed) => {
      await finds(typed);
    },
  );
  test("D3: a gateway's request id finds the report that carries it, whole and in part", async () => {
    for (const typed of ["01JCX-7f3e9ab2c4", "01jcx-7F3E9AB2C4", "7f3e9ab2"]) await finds(typed, "wish list");
  });
  test("D3: a request that no report carries is offered itself, and only where it was made", async () => {
    const { key: feed } = await createSource(world.scope, {
      launchId: world.launchId,
      kind: "gateway_logs",
      name: "Edge",
    });
    const line = {
      ts: new Date().toISOString(),
      method: "POST",
      path: "/v2/wishes",
      status: 502,
      requestId: "req-55c1e0aa91",
    };
    const sent = await send(app, { path: `/api/v1/logs/${feed}`, body: JSON.stringify(line) });
    expect(sent.status, sent.text).toBe(202);
    await finds("req-55c1e0aa91");
    const requests = (requestId: string) =>
      query<{ lines: object[] }>("analysis.findRequest", { launchId: world.launchId, requestId });
    expect((await requests("req-55c1e0aa91")).lines).toMatchObject([
      { method: "POST", route: "/v2/wishes", status: 502 },
    ]);
    expect((await requests("req-55c1e0aa92")).lines).toEqual([]);
  });
  test("D3: a report's own route", async () => {
    await finds("/v2/wishes/:id/items", "wish list");
    await finds("/v2/wishes", "wish list");
  });
  test("D3: several parts narrow each other, and filters narrow them", async () => {
    await finds("order 4711", REPORTS.order);
    await finds("parcel カード");
    await finds("4711 source:api", REPORTS.order);
    await finds("4711 source:zendesk");
  });
  test("D3: an issue's number comes first, then its own words, then the rest", async () => {
    const [first] = (await search(`#1`)).rows;
    await report({ text: `Number ${first!.number}7 on the queue display flickers.` });
    await report({ text: `The scale shows ${first!.number} kilograms too much.` });
    await carry();
    const { rows, foundBy } = await search(String(first!.number));
    expect(foundBy[rows[0]!.id]).toEqual({ by: "number" });
    expect(rows[0]!.id).toBe(first!.id);
    expect(rows.length).toBeGreaterThan(1);
  });
  test("D3: what was there before reports had keys is given its own, and what changes loses them until then", async () => {
    await asAdmin("update item_search set keys = '', is_stale = true where org_id = $1", [world.orgId]);
    await finds("カード");
    expect(await organizationsToKey()).toContain(world.orgId);
    await makeSearchKeys(world.scope);
    expect(await organizationsToKey()).not.toContain(world.orgId);
    await finds("カード", REPORTS.katakana);
    await asAdmin("update item set text = text || ' フォント' where org_id = $1 and text = $2", [
      world.orgId,
      REPORTS.katakana,
    ]);
    await finds("カード");
    expect(await makeSearchKeys(world.scope)).toBe(1);
    await finds("フォン", REPORTS.katakana);
    await finds("カード", REPORTS.katakana);
  });
  test("D2: people who were there before they had keys are given theirs", async () => {
    await report({
      text: "The shelf labels are mirrored.",
      reporter: { name: "Wanda Król", email: "wk@x.example" },
    });
    await carry();
    await asAdmin("update reporter set keys = '', are_keys_stale = true where org_id = $1", [world.orgId]);
    await finds("Krol");
    expect(await organizationsToKey()).toContain(world.orgId);
    await makeSearchKeys(world.scope);
    await finds("Krol", "shelf labels");
  });
  test("D3: what the inbox lists is found the same way", async () => {
    await asAdmin("update issue set needs_review = 'new' where org_id = $1", [world.orgId]);
    const { rows } = await query<Page>("triage.inbox", { launchId: world.launchId, filter: "カード" });
    expect(rows.map((row) => row.id)).toEqual([await issueOf(REPORTS.katakana)]);
  });
  test("D3: a report that was moved is found in its issue, and a merged issue as the one it went into", async () => {
    const [thai, lao] = [await issueOf(REPORTS.thai), await issueOf(REPORTS.lao)];
    await call("triage.merge", { intoId: thai, issueIds: [lao], reason: "Same." });
    expect((await search("ລະບົບ")).rows.map((row) => row.id)).toEqual([thai]);
  });
});
