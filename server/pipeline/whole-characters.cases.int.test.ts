import { beforeAll, describe, expect, test } from "vitest";
import { acknowledgeRecorded } from "@/server/communication/late-acknowledgements.commands";
import { readWarRoom } from "@/server/analysis/war-room.queries";
import { createHttpApp } from "@/server/http/app";
import type { HttpApp } from "@/server/http/route";
import { findReportLink, readReport } from "@/server/intake/reports.queries";
import { loadPending, recordFailure } from "@/server/jobs/attempts";
import { runPipeline } from "@/server/jobs/run-pipeline";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { replayDeadLetters } from "./dead-letters.commands";
import { listDeadLetters } from "./dead-letters.queries";
import { runStages } from "./stages";

let app: HttpApp;
let world: World;
let key: string;

beforeAll(async () => {
  app = createHttpApp();
  world = await makeWorld();
  key = (await createApiKey(world.scope, { name: "app", scopes: ["items:write"], lifetimeDays: null }))
    .secret;
});

type Posted = { reference: string; itemId: string; reportUrl: string };
async function postItem(item: object): Promise<Posted> {
  const answer = await app.request("/api/v1/items", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ launch: "two", ...item }),
  });
  expect(answer.status).toBe(202);
  return (await answer.json()) as Posted;
}
async function postForm(fields: Record<string, string>): Promise<Posted> {
  const answer = await app.request(`/api/v1/forms/${world.formKey}`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });
  expect(answer.status).toBe(202);
  return (await answer.json()) as Posted;
}

const pending = async (topic: string) =>
  loadPending(
    world.scope,
    (
      await asAdmin<{ id: string }>(
        "select id from outbox where org_id = $1 and topic = $2 and state = 'pending' order by id",
        [world.orgId, topic],
      )
    ).map(({ id }) => id),
  );
const run = async () => runStages(world.scope, await pending("pipeline.run"));
const item = async (id: string) =>
  (
    await asAdmin<{ state: string; text: string; title: string | null; issue_id: string | null }>(
      "select state, text, title, issue_id from item where id = $1",
      [id],
    )
  )[0];
const messageOf = async (itemId: string) =>
  (await asAdmin<{ body_text: string }>("select body_text from message where item_id = $1", [itemId]))[0]
    ?.body_text;

/** What is left of a text when its halves of characters are taken out; the same text when there are none. */
const whole = (text: string) => text.replace(/\p{Surrogate}|\ufffd/gu, "");

const FAMILY = "👨‍👩‍👧‍👦";
const words = (n: number) => "The payment fails with an error. ".repeat(40).slice(0, n);

describe("A1: a character on the place where a text is cut", () => {
  test.each([
    ["an emoji of two halves at 600 and 601", `${words(599)}😀 and it goes on`],
    ["a family at 600", `${words(595)}${FAMILY} and it goes on`],
    ["a flag at 600", `${words(599)}🇩🇪 and it goes on`],
    ["a letter with its accents apart at 600", `${words(599)}e\u0301\u0323 and it goes on`],
    ["a Devanagari cluster at 600", `${words(599)}क्षि और आगे`],
    ["ideographs beyond the first plane throughout", "𠮷".repeat(700)],
    ["an emoji at 80 and 81", `${"no ".repeat(26)}x😀 I was charged twice and it goes on`],
    ["an emoji at 300 and 301", `${words(299)}😀 and it goes on`],
  ])("%s is recorded and acknowledged whole, from an app and from the form", async (_, text) => {
    const posted = [
      await postItem({
        text,
        title: `${text.slice(0, 1)}${text}`.slice(0, 280),
        reporter: { email: `a-${crypto.randomUUID()}@a.example` },
      }),
      await postForm({ text, email: `b-${crypto.randomUUID()}@b.example` }),
    ];
    await run();
    for (const { itemId } of posted) {
      const recorded = await item(itemId);
      expect(recorded?.state).toBe("open");
      expect(recorded?.issue_id).not.toBeNull();
      const mail = await messageOf(itemId);
      expect(mail).toBe(whole(mail!));
      const quote = mail!.split("\n> ")[1]!;
      if (text.includes(FAMILY)) expect(quote).not.toMatch(/\u200d(?: …)?$/);
    }
    const [issue] = await asAdmin<{ title: string; terms: string[] }>(
      "select title, terms from issue where org_id = $1 order by id desc limit 1",
      [world.orgId],
    );
    expect(issue!.title).toBe(whole(issue!.title));
  });
});

/** Refuses rows of a table that a condition meets, as a database does that cannot store them. */
async function refuse(table: string, condition: string): Promise<() => Promise<void>> {
  await asAdmin(`
    create function test_refuse_${table}() returns trigger language plpgsql as $$
    begin raise exception 'invalid input syntax for type json: Token "\\ud83d"' using errcode = '22P02'; end $$
  `);
  await asAdmin(`
    create trigger test_refuse before insert on ${table} for each row
    when (${condition}) execute function test_refuse_${table}()
  `);
  return async () => {
    await asAdmin(`drop trigger test_refuse on ${table}`);
    await asAdmin(`drop function test_refuse_${table}()`);
  };
}

describe("A1: a side effect that cannot be written never keeps a report from being recorded", () => {
  test.each([
    ["message", "acknowledgements", "new.body_text like '%zebra%'"],
    ["live_event", "live event", "jsonb_array_length(new.event -> 'ids') > 0"],
    ["term_stat", "term counts", "new.term like '%zebra%'"],
  ])("a row of %s", async (table, effect, condition) => {
    const lift = await refuse(table, condition);
    try {
      const marked = await postItem({
        text: `The zebra export stops half-way, ${table}.`,
        reporter: { email: `z-${table}@a.example` },
      });
      const beside = await postItem({
        text: "The calendar shows the wrong week.",
        reporter: { email: "c@a.example" },
      });
      await run();
      expect(await item(marked.itemId)).toMatchObject({ state: "open" });
      expect(await item(beside.itemId)).toMatchObject({ state: "open" });
      const [trail] = await asAdmin<{ data: { failedEffects?: string[] } }>(
        "select data from audit_event where org_id = $1 and verb = 'items.triaged' order by id desc limit 1",
        [world.orgId],
      );
      expect(trail!.data.failedEffects).toContain(effect);
      if (table === "message") {
        // As work of its own it is tried again, listed when it fails, and written once it can be.
        const late = await pending("communication.acknowledge");
        expect(late.map((row) => row.ref).sort()).toEqual([marked.itemId, beside.itemId].sort());
        const forMarked = late.filter((row) => row.ref === marked.itemId);
        await expect(acknowledgeRecorded(world.scope, forMarked)).rejects.toThrow();
        await acknowledgeRecorded(
          world.scope,
          late.filter((row) => row.ref === beside.itemId),
        );
        expect(await messageOf(beside.itemId)).toContain("calendar");
        await lift();
        await acknowledgeRecorded(world.scope, forMarked);
        expect(await messageOf(marked.itemId)).toContain("zebra");
        expect(await pending("communication.acknowledge")).toEqual([]);
      }
    } finally {
      await lift().catch(() => undefined);
    }
  });
});

test("A1: a report that could not be recorded is a failed job in plain words, and is recorded when it is tried again", async () => {
  const lift = await refuse("item", "new.text like '%unlucky%'");
  const posted = await postItem({
    text: "An unlucky report about the invoice.",
    reporter: { email: "u@a.example" },
  });
  try {
    for (let attempt = 0; attempt < runPipeline.attempts; attempt++) {
      const rows = await pending("pipeline.run");
      expect(rows).toHaveLength(1);
      const failure = await runStages(world.scope, rows).then(
        () => null,
        (error: unknown) => error,
      );
      expect(failure).not.toBeNull();
      await recordFailure(world.scope, rows, failure, runPipeline);
    }
    const { rows } = await listDeadLetters(world.scope, { cursor: null, limit: 10 });
    expect(rows).toMatchObject([{ reference: posted.reference, attempts: runPipeline.attempts }]);
    expect(rows[0]!.lastError).toMatch(/cannot store/);
    expect(rows[0]!.lastError).not.toMatch(/prisma|invalid input syntax|ud83d/i);
    expect((await readWarRoom(world.scope, world.launchId, new Date())).failedJobs.n).toBe(1);
    const link = await findReportLink(posted.reportUrl.split("/report/")[1]!);
    expect((await readReport(world.scope, link)).state).toBe("delayed");
  } finally {
    await lift();
  }
  const [dead] = (await listDeadLetters(world.scope, { cursor: null, limit: 10 })).rows;
  expect(await replayDeadLetters(world.scope, [dead!.id])).toBe(1);
  await run();
  expect(await item(posted.itemId)).toMatchObject({
    state: "open",
    text: "An unlucky report about the invoice.",
  });
});
