import { beforeEach, describe, expect, test } from "vitest";
import { createSource } from "@/server/intake/sources.commands";
import { loadPending } from "@/server/jobs/attempts";
import { runPipeline } from "@/server/jobs/run-pipeline";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { send, signed } from "@/server/testing/deliveries";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { signedIn } from "@/server/testing/visitor";
import { createHttpApp } from "@/server/http/app";
import { runStages } from "./stages";

const app = createHttpApp();
let world: World;
let key: string;
let zendesk: { key: string; secret: string };

beforeEach(async () => {
  world = await makeWorld();
  key = (await createApiKey(world.scope, { name: "app", scopes: ["items:write"], lifetimeDays: null }))
    .secret;
  const made = await createSource(world.scope, { launchId: world.launchId, kind: "zendesk", name: "Desk" });
  zendesk = { key: made.key, secret: made.secret! };
});

async function work(): Promise<void> {
  const rows = await asAdmin<{ id: string }>(
    "select id from outbox where org_id = $1 and topic = $2 and state = 'pending' order by id",
    [world.orgId, runPipeline.topic],
  );
  if (rows.length > 0)
    await runStages(
      world.scope,
      await loadPending(
        world.scope,
        rows.map(({ id }) => id),
      ),
    );
}

let n = 0;
/** The same complaint in other words each time. */
const words = () => `I was charged twice for my order, two payments on the card, case ${++n}.`;
const viaApi = (reporter: object, more: object = {}) =>
  send(app, {
    path: "/api/v1/items",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ launch: world.launchSlug, text: words(), reporter, ...more }),
  });
const viaForm = (fields: object) =>
  send(app, {
    path: `/api/v1/forms/${world.formKey}`,
    body: JSON.stringify({ text: words(), ...fields }),
  });
const viaZendesk = (fields: object) => {
  const body = JSON.stringify({ title: "Charged twice", description: words(), ...fields });
  return send(app, {
    path: `/api/v1/webhooks/zendesk/${zendesk.key}`,
    headers: signed(body, zendesk.secret),
    body,
  });
};
const counts = async () =>
  (
    await asAdmin<{ items: number; people: number }>(
      `
        select
          sum(item_count)::int as items,
          sum(reporter_count)::int as people
        from issue
        where org_id = $1
      `,
      [world.orgId],
    )
  )[0]!;
const people = () =>
  asAdmin<{ name: string | null; email: string | null; account_key: string | null }>(
    "select name, email, account_key from reporter where org_id = $1 order by id",
    [world.orgId],
  );

describe("B8: how many people reported it", () => {
  const arrivals: [string, () => Promise<unknown>][] = [
    ["address", () => viaApi({ email: "Jo@kunde.example" })],
    ["id and address", () => viaApi({ externalId: "u-17", email: "jo@kunde.example", name: "Jo Miller" })],
    ["id", () => viaApi({ externalId: "u-17" })],
    ["plus", () => viaApi({ email: "jo+shop@kunde.example" })],
    ["ticket", () => viaZendesk({ ticket_id: "1", requester_id: "99", requester_email: "jo@kunde.example" })],
    ["ticket again", () => viaZendesk({ ticket_id: "2", requester_id: "99" })],
  ];
  const asPosted = arrivals.map(([name]) => name);

  test.each([
    ["as they were posted", asPosted],
    ["the other way round", [...asPosted].reverse()],
    [
      "the address first, the link last",
      ["address", "id", "ticket", "ticket again", "plus", "id and address"],
    ],
    ["the id first", ["id", "plus", "ticket again", "address", "ticket", "id and address"]],
  ])("one person under six signs is three: %s", async (_, order) => {
    for (const name of order) {
      await new Map(arrivals).get(name)!();
      await work();
    }
    expect(await counts()).toEqual({ items: 6, people: 3 });
    expect(await people()).toHaveLength(3);
  });

  test("and in one batch", async () => {
    for (const [, post] of arrivals) await post();
    await work();
    expect(await counts()).toEqual({ items: 6, people: 3 });
  });

  test("a typed address groups within its form and merges nobody: form, other form, phone and app are four", async () => {
    const other = await createSource(world.scope, { launchId: world.launchId, kind: "form", name: "Second" });
    await viaForm({ email: "jo@kunde.example" });
    await viaForm({ email: " JO@kunde.example " });
    await send(app, {
      path: `/api/v1/forms/${other.key}`,
      body: JSON.stringify({ text: words(), email: "jo@kunde.example" }),
    });
    await viaApi({ externalId: "u-17", email: "jo@kunde.example" });
    const owner = await signedIn(world);
    const logged = { launchId: world.launchId, text: words(), reporter: { email: "jo@kunde.example" } };
    await owner.mutate("feedback.logItem", { ...logged, idempotencyKey: "first-call" }, world.slug);
    await work();
    expect(await counts()).toEqual({ items: 5, people: 4 });
  });

  test("two customers behind one mailbox stay two, whoever comes first", async () => {
    await viaApi({ externalId: "u-2", email: "info@kunde.example" });
    await viaApi({ externalId: "u-1", email: "info@kunde.example" });
    await work();
    await viaApi({ externalId: "u-1" });
    await work();
    expect(await counts()).toEqual({ items: 3, people: 2 });
  });

  test("a name alone, and nothing at all, are nobody", async () => {
    await viaForm({ name: "Jo" });
    await viaForm({});
    await viaApi({ name: "Jo" });
    await work();
    expect(await counts()).toEqual({ items: 3, people: 0 });
  });
});

describe("B8: what is known of a person", () => {
  const minutesAgo = (minutes: number) => ({
    occurredAt: new Date(Date.now() - minutes * 60_000).toISOString(),
  });
  const messages: [string, () => Promise<unknown>][] = [
    ["nickname, lately", () => viaApi({ email: "jo@kunde.example", name: "jo" }, minutesAgo(1))],
    [
      "with an id",
      () =>
        viaApi(
          { externalId: "u-17", email: "jo@kunde.example", name: "Jo Miller", account: "Shop" },
          minutesAgo(30),
        ),
    ],
    ["before, with an id", () => viaApi({ externalId: "u-17", name: "Jo Maiden" }, minutesAgo(90))],
    ["no name", () => viaApi({ externalId: "u-17" }, minutesAgo(2))],
  ];

  test.each([[[0, 1, 2, 3]], [[3, 2, 1, 0]], [[1, 0, 3, 2]], [[2, 0, 1, 3]]])(
    "better facts stay, whatever arrives first: %j",
    async (order) => {
      for (const index of order) {
        await messages[index]![1]();
        await work();
      }
      expect(await people()).toEqual([{ name: "Jo Miller", email: "jo@kunde.example", account_key: "Shop" }]);
    },
  );

  test("a colleague who answers lends the customer neither name nor address", async () => {
    const ticket = { ticket_id: "5", requester_id: "99", requester_name: "Ana Kunde" };
    await viaZendesk(ticket);
    await work();
    await viaZendesk({
      ...ticket,
      description: undefined,
      latest_comment: "We look into it.",
      author_role: "agent",
      author_name: "Sam Support",
      author_email: "sam@desk.example",
    });
    await work();
    expect(await people()).toEqual([{ name: "Ana Kunde", email: null, account_key: null }]);
  });
});
