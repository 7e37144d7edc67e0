import { beforeEach, describe, expect, test } from "vitest";
import { changeSource, createSource } from "@/server/intake/sources.commands";
import { loadPending } from "@/server/jobs/attempts";
import { runPipeline } from "@/server/jobs/run-pipeline";
import { linkToken } from "@/server/platform/crypto";
import { send, signed } from "@/server/testing/deliveries";
import { sweep } from "@/server/testing/dump";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { Visitor } from "@/server/testing/visitor";
import { createHttpApp } from "@/server/http/app";
import { runStages } from "./stages";

const app = createHttpApp();
let world: World;
let source: { id: string; key: string; secret: string };

beforeEach(async () => {
  world = await makeWorld();
  const made = await createSource(world.scope, { launchId: world.launchId, kind: "zendesk", name: "Desk" });
  source = { id: made.id, key: made.key, secret: made.secret! };
  await changeSource(world.scope, { id: made.id, version: 1, acknowledges: true });
});

const post = (sent: object) => {
  const body = JSON.stringify(sent);
  return send(app, {
    path: `/api/v1/webhooks/zendesk/${source.key}`,
    headers: signed(body, source.secret),
    body,
  });
};
let events = 0;
const event = (name: string, ticketId: string, inside: object = {}) =>
  post({
    type: `zen:event-type:ticket.${name}`,
    id: `event-${++events}`,
    time: new Date().toISOString(),
    detail: { id: ticketId, requester_id: "900" },
    event: inside,
  });
const comment = (ticketId: string, id: string, body: string) =>
  event("comment_added", ticketId, {
    comment: { id, body, is_public: true, author: { id: "900", is_staff: false, name: "Ana" } },
  });
const ticket = (id: string, title: string, description: string) =>
  post({
    ticket_id: id,
    title,
    description,
    requester_id: "900",
    requester_name: "Ana Kunde",
    requester_email: "ana@kunde.example",
    author_role: "end-user",
    is_public: "true",
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
type Row = { id: string; title: string | null; text: string; state: string; issue_id: string | null };
const reports = () =>
  asAdmin<Row>("select id, title, text, state, issue_id from item where org_id = $1 order by id", [
    world.orgId,
  ]);
const issues = () =>
  asAdmin<{ title: string; state: string; item_count: number }>(
    "select title, state, item_count from issue where org_id = $1 order by id",
    [world.orgId],
  );
const page = async (): Promise<unknown> => {
  const [raw] = await asAdmin<{ id: string }>(
    "select id from raw_event where org_id = $1 order by id limit 1",
    [world.orgId],
  );
  return (await new Visitor().query("intake.report", { token: linkToken("report", raw!.id) })).value;
};

describe("B6: what the helpdesk takes back", () => {
  test.each([["soft_deleted"], ["deleted"]])(
    "%s: nothing made of the ticket is left, and what arrived waits",
    async (name) => {
      await ticket("1", "Export qzzdelx is empty", "The export qzzdelx has no rows since Monday.");
      await work();
      expect(await event(name, "1")).toMatchObject({ status: 200 });
      expect((await sweep("qzzdelx")).map(({ table }) => table)).toEqual(["raw_event"]);
      expect(await reports()).toMatchObject([{ state: "withdrawn", issue_id: null, title: null }]);
      expect(await issues()).toEqual([{ title: "(erased)", state: "closed", item_count: 0 }]);
      expect(await page()).toMatchObject({ state: "withdrawn", text: "" });
      // Once more changes nothing, and a later comment is not stored.
      expect(await event(name, "1")).toMatchObject({ status: 200 });
      await comment("1", "c9", "And qzzlater too.");
      await work();
      expect(await sweep("qzzlater")).toEqual([]);
    },
  );

  test("undeleted: the report is back as it was told", async () => {
    await ticket("1", "Export is empty", "The export has no rows since Monday.");
    await work();
    await event("soft_deleted", "1");
    await event("undeleted", "1");
    await work();
    expect(await reports()).toMatchObject([
      { state: "open", title: "Export is empty", text: "The export has no rows since Monday." },
    ]);
    expect((await reports())[0]!.issue_id).not.toBeNull();
    expect(await page()).toMatchObject({ state: "open", text: "The export has no rows since Monday." });
  });

  test("permanently_deleted: found nowhere, with a receipt", async () => {
    await ticket("1", "Export qzzpermx is empty", "The export qzzpermx has no rows.");
    await work();
    await comment("1", "c2", "Still no rows, qzzpermx.");
    await work();
    await event("permanently_deleted", "1");
    expect(await sweep("qzzpermx")).toEqual([]);
    expect(await asAdmin("select actor_kind from erasure where org_id = $1", [world.orgId])).toEqual([
      { actor_kind: "source" },
    ]);
  });

  test("comment_redacted: the text follows, and so does everything made of it", async () => {
    await ticket("1", "Cannot pay with my card", "The payment page stays white.");
    await work();
    await comment("1", "c2", "My card is qzzcardx please help.");
    await work();
    expect((await reports())[0]!.text).toContain("qzzcardx");
    await event("comment_redacted", "1", { comment: { id: "c2", body: "My card is ▇▇▇ please help." } });
    expect(await sweep("qzzcardx")).toEqual([]);
    expect(await reports()).toMatchObject([
      {
        state: "open",
        title: "Cannot pay with my card",
        text: "The payment page stays white.\n\nMy card is ▇▇▇ please help.",
      },
    ]);
    expect(await page()).toMatchObject({ text: expect.stringContaining("▇▇▇") });
  });

  test("comment_redacted without its words: they are gone; the title too where it repeats them", async () => {
    await ticket("1", "Code qzzcodex does not work", "My code is qzzcodex and it fails.");
    await work();
    await event("comment_redacted", "1", {});
    expect(await sweep("qzzcodex")).toEqual([]);
  });

  test("comment_made_private: out of the report and the public page, and still there for the team", async () => {
    await ticket("1", "Cannot pay", "The payment page stays white.");
    await work();
    await comment("1", "c2", "Between us, qzzprivx told me.");
    await work();
    await event("comment_made_private", "1", { comment: { id: "c2" } });
    expect((await reports())[0]!.text).toBe("The payment page stays white.");
    expect(JSON.stringify(await page())).not.toContain("qzzprivx");
    expect((await sweep("qzzprivx")).map(({ table }) => table).sort()).toEqual(["item_entry", "raw_event"]);
  });

  test("marked_as_spam: in quarantine, in sight, off its issue; and back when it is none", async () => {
    await ticket("1", "Cannot pay", "The payment page stays white.");
    await work();
    await event("marked_as_spam", "1");
    expect(await reports()).toMatchObject([{ state: "quarantined", issue_id: null }]);
    expect(await issues()).toMatchObject([{ state: "closed", item_count: 0 }]);
    await event("unmarked_as_spam", "1");
    await work();
    expect(await reports()).toMatchObject([{ state: "open" }]);
  });

  test("merged: one report, with both tickets' words", async () => {
    await ticket("1", "Cannot pay", "The payment page stays white.");
    await ticket("2", "Invoice lost", "The invoice of March cannot be downloaded.");
    await work();
    await event("merged", "2", { target_ticket_id: "1" });
    const open = (await reports()).filter((report) => report.state === "open");
    expect(open).toMatchObject([
      { text: "The payment page stays white.\n\nThe invoice of March cannot be downloaded." },
    ]);
    expect((await issues()).map((issue) => issue.item_count).sort()).toEqual([0, 1]);
  });

  test("merged into a ticket nobody told of: later comments there are the same report's", async () => {
    await ticket("2", "Invoice lost", "The invoice of March cannot be downloaded.");
    await work();
    await event("merged", "2", { target: { id: "1" } });
    await comment("1", "c5", "It is the PDF.");
    await work();
    expect(await reports()).toMatchObject([
      { text: "The invoice of March cannot be downloaded.\n\nIt is the PDF." },
    ]);
  });

  test("a trigger's status is as good as an event; a ticket never told of is passed over; while one is read, come again", async () => {
    expect(await event("soft_deleted", "404")).toMatchObject({ status: 200 });
    await ticket("1", "Cannot pay", "The payment page stays white.");
    expect(await event("soft_deleted", "1")).toMatchObject({ status: 503 });
    await work();
    await post({ ticket_id: "1", status: "deleted" });
    expect(await reports()).toMatchObject([{ state: "withdrawn" }]);
  });
});
