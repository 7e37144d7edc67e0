import { beforeAll, describe, expect, test } from "vitest";
import { logItem } from "@/server/feedback/log-item.commands";
import { LogItem } from "@/contracts/issues";
import { createSource } from "@/server/intake/sources.commands";
import { loadPending } from "@/server/jobs/attempts";
import { newId } from "@/server/platform/ids";
import { runStages } from "@/server/pipeline/stages";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { signed } from "@/server/testing/deliveries";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { createHttpApp } from "./app";
import type { HttpApp } from "./route";

let app: HttpApp;
let world: World;
let zendesk: { key: string; secret: string };
let key: string;

beforeAll(async () => {
  app = createHttpApp();
  world = await makeWorld();
  const made = await createSource(world.scope, {
    launchId: world.launchId,
    kind: "zendesk",
    name: "Zendesk",
  });
  zendesk = { key: made.key, secret: made.secret! };
  key = (await createApiKey(world.scope, { name: "app", scopes: ["items:write"], lifetimeDays: null }))
    .secret;
});

let n = 0;
const fresh = () => `The totals on page ${++n} do not add up.`;
async function taken(answer: Response): Promise<string> {
  expect([answer.status, answer.ok ? "" : await answer.clone().text()]).toEqual([202, ""]);
  return ((await answer.json()) as { itemId: string }).itemId;
}
const postItem = async (item: object) =>
  taken(
    await app.request("/api/v1/items", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ launch: "two", text: fresh(), ...item }),
    }),
  );
const postForm = async (fields: Record<string, string>) =>
  taken(
    await app.request(`/api/v1/forms/${world.formKey}`, {
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ text: fresh(), ...fields }).toString(),
    }),
  );
const postTicket = async (ticket: object) => {
  const body = JSON.stringify({
    ticket_id: newId("request"),
    title: "Totals",
    description: fresh(),
    ...ticket,
  });
  return taken(
    await app.request(`/api/v1/webhooks/zendesk/${zendesk.key}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...signed(body, zendesk.secret) },
      body,
    }),
  );
};
const logged = async (email: string) =>
  (
    await logItem(
      world.scope,
      LogItem.parse({
        launchId: world.launchId,
        idempotencyKey: newId("request"),
        text: fresh(),
        reporter: { email },
      }),
    )
  ).itemId;

async function run(): Promise<void> {
  const ids = await asAdmin<{ id: string }>(
    "select id from outbox where org_id = $1 and topic = 'pipeline.run' and state = 'pending' order by id",
    [world.orgId],
  );
  await runStages(
    world.scope,
    await loadPending(
      world.scope,
      ids.map(({ id }) => id),
    ),
  );
}
type Recorded = {
  state: string;
  title: string | null;
  context: { contact?: string };
  email: string | null;
  name: string | null;
};
const item = async (id: string) =>
  (
    await asAdmin<Recorded>(
      `
        select i.state, i.title, i.context, r.email, r.name
        from
          item i
          left join reporter r on r.org_id = i.org_id
          and r.id = i.reporter_id
        where i.id = $1
      `,
      [id],
    )
  )[0]!;

/** One address through all ways in. */
async function everywhere(address: unknown): Promise<Recorded[]> {
  const ids = [
    await postItem({ reporter: { email: address } }),
    await postTicket({ requester_email: address }),
    ...(typeof address === "string" ? [await postForm({ email: address }), await logged(address)] : []),
  ];
  await run();
  return Promise.all(ids.map(item));
}

describe("A5: one rule for the addresses that people leave, in all ways in", () => {
  test.each([
    ["r&d@acme.example", "r&d@acme.example"],
    ["info@bäckerei-müller.example", "info@bäckerei-müller.example"],
    ["x@xn--e1afmkfd.example", "x@xn--e1afmkfd.example"],
    ["Sam.O'Hara+two@Shop.Example", "sam.o'hara+two@shop.example"],
    ["ｋｉｍ＠shop.example", "kim@shop.example"],
    ["mailto:lee@shop.example", "lee@shop.example"],
  ])("%s is written to", async (written, email) => {
    for (const recorded of await everywhere(written))
      expect(recorded).toMatchObject({ state: "open", email });
  });

  test("a name before it is the reporter's", async () => {
    for (const recorded of await everywhere("Jo <jo@x.example>"))
      expect(recorded).toMatchObject({ state: "open", email: "jo@x.example", name: "Jo" });
  });

  test.each(["kim", "kim@", "+49 30 1234", "ask for Kim at reception", "kim@10.0.0.1"])(
    "%s cannot be used, and is kept as text",
    async (written) => {
      for (const recorded of await everywhere(written))
        expect(recorded).toMatchObject({ state: "open", email: null, context: { contact: written } });
    },
  );

  test.each<unknown>([
    "",
    null,
    "   ",
    42,
    ["a@b.example"],
    { mail: "a@b.example" },
    `${"a".repeat(490)}@x.example`,
  ])("%j never costs the report", async (written) => {
    for (const recorded of await everywhere(written))
      expect(recorded).toMatchObject({ state: "open", email: null });
  });
});

describe("A5: no other optional fact costs the report either", () => {
  test.each<[string, object]>([
    ["no title", { title: null }],
    ["a title that is a number", { title: 42 }],
    ["an endless title", { title: "t".repeat(5_000) }],
    ["no reporter", { reporter: null }],
    ["a reporter in one word", { reporter: "kim@shop.example" }],
    ["a reporter of nothings", { reporter: { name: null, account: null, externalId: null } }],
    ["an id that is a number", { reporter: { externalId: 81 } }],
    ["no context", { context: null }],
    ["a context of odd values", { context: { url: null, statusCode: "502", tags: "a, b", route: 7 } }],
    ["an endless page address", { context: { url: `https://shop.example/${"x".repeat(5_000)}` } }],
    ["no time", { occurredAt: null }],
  ])("%s", async (_, facts) => {
    const id = await postItem(facts);
    await run();
    expect(await item(id)).toMatchObject({ state: "open" });
  });

  test.each<[string, Record<string, string>]>([
    ["an endless page address", { url: `https://shop.example/${"x".repeat(5_000)}` }],
    ["an endless name", { name: "n".repeat(900) }],
    ["an odd version", { version: "\u0000".repeat(3) + "v".repeat(400) }],
  ])("%s in a form's link", async (_, fields) => {
    const id = await postForm(fields);
    await run();
    expect(await item(id)).toMatchObject({ state: "open" });
  });
});
