import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { flushFailures } from "@/server/intake/source-failures.commands";
import { changeSource, createSource } from "@/server/intake/sources.commands";
import { signZendesk } from "@/server/intake/sources/zendesk";
import { loadPending } from "@/server/jobs/attempts";
import { runStages } from "@/server/pipeline/stages";
import { linkToken } from "@/server/platform/crypto";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { startWebServer, type TestServer } from "@/server/testing/web-server";

/** Public cases about whose words a helpdesk's deliveries bring, through its door, each with siblings of the same kind. */

let web: TestServer;
let world: World;
let source: { id: string; key: string; secret: string };

beforeAll(async () => {
  web = await startWebServer();
});
afterAll(async () => {
  await flushFailures();
  await web.close();
});
beforeEach(async () => {
  world = await makeWorld();
  const made = await createSource(world.scope, {
    launchId: world.launchId,
    kind: "zendesk",
    name: "Zendesk",
  });
  source = { id: made.id, key: made.key, secret: made.secret! };
});

let n = 0;
async function post(fields: object, invocation = `case-${++n}`): Promise<Response> {
  const body = new TextEncoder().encode(JSON.stringify(fields));
  const timestamp = new Date().toISOString();
  const answer = await fetch(`${web.url}/api/v1/webhooks/zendesk/${source.key}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-zendesk-webhook-signature": signZendesk(source.secret, timestamp, body),
      "x-zendesk-webhook-signature-timestamp": timestamp,
      "x-zendesk-webhook-invocation-id": invocation,
    },
    body,
  });
  expect(answer.status).toBeLessThan(300);
  return answer;
}

/** Carries what waits to the board, as the worker does. */
async function carry(): Promise<void> {
  const ids = await asAdmin<{ id: string }>(
    "select id from outbox where org_id = $1 and topic = 'pipeline.run' and state = 'pending' order by id",
    [world.orgId],
  );
  if (ids.length > 0)
    await runStages(
      world.scope,
      await loadPending(
        world.scope,
        ids.map(({ id }) => id),
      ),
    );
}

type Stored = {
  id: string;
  title: string | null;
  text: string;
  severity: string;
  first_response_at: Date | null;
};
const items = () =>
  asAdmin<Stored>(
    `
      select
        id,
        title,
        text,
        severity,
        first_response_at
      from item
      where
        org_id = $1
        and state <> 'quarantined'
      order by id
    `,
    [world.orgId],
  );
const entries = () =>
  asAdmin<{ author: string; visibility: string; own_words: string; item_id: string | null }>(
    "select author, visibility, own_words, item_id from item_entry where org_id = $1 order by at, id",
    [world.orgId],
  );
const issues = () =>
  asAdmin<{ title: string; severity: string; item_count: number; needs_review: string | null }>(
    `
      select
        title,
        severity,
        item_count,
        needs_review
      from issue
      where
        org_id = $1
        and merged_into_id is null
      order by id
    `,
    [world.orgId],
  );
const mails = () =>
  asAdmin<{ recipient: string; body_text: string }>(
    "select recipient, body_text from message where org_id = $1 order by id",
    [world.orgId],
  );
const counted = async () => {
  await flushFailures();
  return asAdmin<{ reason: string; n: number; detail: string }>(
    `
      select
        reason,
        sum(n)::int as n,
        max(detail) as detail
      from source_failure
      where source_id = $1
      group by 1
      order by 1
    `,
    [source.id],
  );
};
async function acknowledging(): Promise<void> {
  await changeSource(world.scope, { id: source.id, version: 1, acknowledges: true });
}
/** The page that a reporter's link opens. */
async function publicPage(): Promise<string> {
  const [raw] = await asAdmin<{ id: string }>(
    "select id from raw_event where org_id = $1 order by id limit 1",
    [world.orgId],
  );
  const token = linkToken("report", raw!.id);
  const answer = await fetch(
    `${web.url}/api/trpc/intake.report?input=${encodeURIComponent(JSON.stringify({ json: { token } }))}`,
  );
  return answer.text();
}

const SECRET = "Do not tell them: the ledger is wrong, refund quietly";
const event = (type: string, fields: { detail?: object; event?: object; id?: string; time?: string }) => ({
  type: `zen:event-type:${type}`,
  id: fields.id ?? `01CASE${++n}`,
  time: fields.time ?? new Date(Date.now() - 60_000 + n * 100).toISOString(),
  detail: fields.detail ?? {},
  event: fields.event ?? {},
});

describe("B1 what is private stays inside, wherever and however the delivery says so", () => {
  const base = { title: "Order 4812", requester_email: "ida@shop.example" };
  test.each<[string, object]>([
    ["is_public as text", { latest_comment: SECRET, is_public: "false" }],
    ["comment_type", { latest_comment: SECRET, comment_type: "private" }],
    ["public as a boolean", { latest_comment: SECRET, public: false }],
    ["within the comment's object", { latest_comment: { body: SECRET, is_public: "False" } }],
    ["under the ticket", { ticket: { id: 1, title: "Order 4812", latest_comment: SECRET, public: "no" } }],
    ["as an internal note", { comment: { text: SECRET, type: "internal_note" } }],
    ["in a key of its own", { latest_comment: SECRET, latest_comment_is_public: 0 }],
    ["in camel case", { latest_comment: SECRET, commentIsPublic: false }],
    ["as visibility", { latest_comment: SECRET, comment_visibility: "Internal" }],
    [
      "by an event",
      event("ticket.comment_added", {
        detail: { id: "1", subject: "Order 4812", requester_id: "7" },
        event: { comment: { body: SECRET, is_public: false, author_id: "7" } },
      }),
    ],
    [
      "by an event about a ticket that is private as a whole",
      event("ticket.created", {
        detail: { id: "1", subject: "Order 4812", description: SECRET, is_public: false, requester_id: "7" },
      }),
    ],
  ])("%s", async (_name, fields) => {
    await acknowledging();
    await post("type" in fields ? fields : { ticket_id: "1", ...base, ...fields });
    await carry();
    expect(await items()).toEqual([]);
    expect(await issues()).toEqual([]);
    expect(await mails()).toEqual([]);
    expect(await entries()).toMatchObject([{ visibility: "private", own_words: SECRET, item_id: null }]);
    expect(await publicPage()).not.toContain("ledger");
    expect(await counted()).toMatchObject([{ reason: "private_comment", n: 1 }]);
  });
  test("a private note on a ticket that is a report changes nothing of it", async () => {
    await acknowledging();
    await post({
      ticket_id: "2",
      title: "Label too small",
      latest_comment: "The label on the box is a little small.",
      is_public: "true",
      author_role: "end-user",
      requester_email: "ida@shop.example",
    });
    await carry();
    const before = await items();
    await post({ ticket_id: "2", title: "Label too small", latest_comment: SECRET, is_public: "false" });
    await carry();
    expect(await items()).toEqual(before);
    expect(JSON.stringify(await mails())).not.toContain("ledger");
    expect(await publicPage()).not.toContain("ledger");
  });
  test("of whom nobody knows whether the reporter may read it, nothing goes out and nothing is shown", async () => {
    await acknowledging();
    await post({ ticket_id: "3", ...base, latest_comment: "Payment hangs at the last step." });
    await carry();
    expect(await items()).toHaveLength(1);
    expect(await mails()).toEqual([]);
    expect(await publicPage()).not.toContain("last step");
  });
  test("what the reporter is known to have said where they can read it is on their page", async () => {
    await post({
      ticket_id: "6",
      ...base,
      latest_comment: "Payment hangs at the last step.",
      is_public: "true",
      author_role: "end-user",
    });
    expect(await publicPage()).toContain("last step");
    await carry();
    await post({ ticket_id: "6", latest_comment: SECRET, is_public: "false" });
    await carry();
    const page = await publicPage();
    expect(page).toContain("last step");
    expect(page).not.toContain("ledger");
  });
  test("an acknowledgement is sent only where it was switched on, and quotes nothing", async () => {
    const fields = (ticket_id: string) => ({
      ...base,
      ticket_id,
      latest_comment: "Payment hangs at the last step.",
      is_public: "true",
      author_role: "end-user",
    });
    await post(fields("4"));
    await carry();
    expect(await mails()).toEqual([]);
    await acknowledging();
    // The door remembers a source for some seconds; the worker reads it anew.
    await post(fields("5"));
    await carry();
    expect(await mails()).toMatchObject([{ recipient: "ida@shop.example" }]);
    expect(JSON.stringify(await mails())).not.toContain("last step");
  });
});

describe("B2 staff and machines report nothing; staff's public words answer the report", () => {
  const opened = (id = "11") =>
    event("ticket.created", {
      detail: {
        id,
        subject: "Slow search",
        description: "Search takes very long today.",
        requester_id: "700",
        is_public: true,
      },
      time: new Date(Date.now() - 600_000).toISOString(),
    });
  const ANGRY = "Terrible. We lost all payments and every customer was charged twice.";
  test.each<[string, object]>([
    [
      "is_staff in the event's author",
      event("ticket.comment_added", {
        detail: { id: "11", requester_id: "700" },
        event: { comment: { body: ANGRY, is_public: true, author: { id: "3", is_staff: true } } },
      }),
    ],
    [
      "an author who is not the requester and has the ticket",
      event("ticket.comment_added", {
        detail: { id: "11", requester_id: "700", assignee_id: "44" },
        event: { comment: { body: ANGRY, is_public: true, author_id: "44" } },
      }),
    ],
    [
      "author_role in a trigger",
      { ticket_id: 11, latest_comment: ANGRY, is_public: true, author_role: "Agent" },
    ],
    [
      "current_user.role in a trigger",
      { ticket_id: "11", latest_comment: ANGRY, is_public: "true", current_user: { role: "admin" } },
    ],
  ])("%s", async (_name, fields) => {
    await post(opened());
    await carry();
    const [before] = await items();
    expect(before!.first_response_at).toBeNull();
    await post(fields);
    await carry();
    const after = await items();
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({ text: before!.text, severity: before!.severity });
    expect(after[0]!.first_response_at).toBeInstanceOf(Date);
    expect(await issues()).toMatchObject([{ severity: before!.severity, item_count: 1 }]);
  });
  test("the first of staff's public comments answers, in whatever order they arrive", async () => {
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const reply = (minutes: number, body: string) =>
      event("ticket.comment_added", {
        detail: { id: "14", requester_id: "700" },
        time: at(minutes).toISOString(),
        event: { comment: { body, is_public: true, author: { id: "3", is_staff: true } } },
      });
    await post(opened("14"));
    const [late, early] = [reply(2, "Fixed, thank you."), reply(7, "We are looking into it.")];
    await post(late);
    await carry();
    expect((await items())[0]!.first_response_at!.toISOString()).toBe(late.time);
    await post(early);
    await carry();
    expect((await items())[0]!.first_response_at!.toISOString()).toBe(early.time);
  });
  test("a comment that turns out to be staff's answers from when it was written", async () => {
    await post(opened("15"));
    const body = "We have found the cause and repaired it.";
    const comment = { id: "901", body, author_id: "55" };
    const written = new Date(Date.now() - 240_000).toISOString();
    await post(event("ticket.comment_added", { detail: { id: "15" }, time: written, event: { comment } }));
    await carry();
    const before = await items();
    await post({
      ticket_id: "15",
      comment_id: "901",
      latest_comment: body,
      is_public: "true",
      author_role: "Agent",
    });
    await carry();
    expect(await items()).toHaveLength(before.length);
    expect((await items())[0]!.first_response_at!.toISOString()).toBe(written);
  });
  test("a trigger that tells when the ticket was made does not make a late answer an early one", async () => {
    await post(opened("16"));
    await carry();
    await post({
      ticket_id: "16",
      description: "Search takes very long today.",
      latest_comment: "We are on it.",
      is_public: "true",
      author_role: "Agent",
      created_at: new Date(Date.now() - 600_000).toISOString(),
    });
    await carry();
    const [item] = await items();
    expect(Date.now() - item!.first_response_at!.getTime()).toBeLessThan(300_000);
  });
  test("before the ticket itself has arrived, it waits for it", async () => {
    await post(
      event("ticket.comment_added", {
        detail: { id: "12", requester_id: "700" },
        event: { comment: { body: ANGRY, is_public: true, author: { id: "3", is_staff: "true" } } },
      }),
    );
    await carry();
    expect(await items()).toEqual([]);
    await post(opened("12"));
    await carry();
    const [item] = await items();
    expect(item!.text).toBe("Search takes very long today.");
    expect(item!.first_response_at).toBeInstanceOf(Date);
    expect((await entries()).map((e) => e.item_id)).toEqual([item!.id, item!.id]);
  });
  test.each<[string, object]>([
    ["a machine's comment", { via: { channel: "rule" }, is_public: true, body: ANGRY }],
    ["an internal note of staff", { is_public: false, author: { id: "3", is_staff: true }, body: ANGRY }],
    ["a colleague in copy", { is_public: true, author_id: "701", body: ANGRY }],
  ])("%s answers nothing", async (_name, comment) => {
    await post(opened("13"));
    await post(
      event("ticket.comment_added", { detail: { id: "13", requester_id: "700" }, event: { comment } }),
    );
    await carry();
    expect(await items()).toMatchObject([{ text: "Search takes very long today.", first_response_at: null }]);
  });
});

describe("B3 a ticket is one report however many deliveries tell of it", () => {
  const update = (latest_comment: string, more: object = {}) => ({
    ticket_id: "21",
    title: "Export is slow",
    description: "The export takes ten minutes.",
    latest_comment,
    is_public: "true",
    author_role: "end-user",
    requester_email: "rui@kunde.example",
    ...more,
  });
  test("four deliveries on every update are one report and one mail", async () => {
    await acknowledging();
    for (let round = 0; round < 4; round++) await post(update("The export takes ten minutes."));
    await carry();
    expect(await items()).toHaveLength(1);
    expect(await entries()).toHaveLength(1);
    expect(await mails()).toHaveLength(1);
    expect(await issues()).toMatchObject([{ item_count: 1 }]);
  });
  test("one batch or several, the latest comment is added once and outweighs the description", async () => {
    await post(update("", { is_public: "" }));
    await carry();
    for (const text of ["It is still so.", "It is still so. ", "It is  still so."]) {
      await post(update(text));
      await carry();
    }
    await post(update("Now the button is gone too."));
    await post(update("Now the button is gone too."));
    await carry();
    expect(await items()).toMatchObject([
      {
        title: "Export is slow",
        text: "The export takes ten minutes.\n\nIt is still so.\n\nNow the button is gone too.",
      },
    ]);
    expect(await entries()).toHaveLength(3);
  });
  test("an event is one under every invocation id, and its answer the same", async () => {
    const sent = event("ticket.created", {
      detail: { id: "22", subject: "Refused", description: "My card is refused.", requester_id: "9" },
    });
    const answers = [];
    for (let round = 0; round < 6; round++) answers.push(await (await post(sent, `webhook-${round}`)).json());
    await carry();
    expect(new Set(answers.map((a) => (a as { reference: string }).reference)).size).toBe(1);
    expect(await items()).toHaveLength(1);
  });
  test("deliveries in any order, also within one batch, are one conversation in its own order", async () => {
    const created = event("ticket.created", {
      detail: { id: "23", subject: "Login", description: "I cannot sign in on my phone.", requester_id: "9" },
      time: new Date(Date.now() - 900_000).toISOString(),
    });
    const comment = event("ticket.comment_added", {
      detail: { id: "23", requester_id: "9" },
      event: { comment: { id: "c1", body: "On my tablet it works.", is_public: true, author_id: 9 } },
      time: new Date(Date.now() - 300_000).toISOString(),
    });
    await post(comment);
    await post(created);
    await carry();
    expect(await items()).toMatchObject([
      { text: "I cannot sign in on my phone.\n\nOn my tablet it works." },
    ]);
  });
  test("the same words under two ids of comments were said twice", async () => {
    for (const id of ["c1", "c2"])
      await post(
        event("ticket.comment_added", {
          detail: { id: "24", requester_id: "9" },
          event: { comment: { id, body: "Any progress on the export?", is_public: true, author_id: "9" } },
        }),
      );
    await carry();
    expect(await items()).toHaveLength(1);
    expect(await entries()).toHaveLength(2);
  });
  test("further words of the reporter raise the report and its issue, and never lower them", async () => {
    await post(update("The label on the export button is a little small."));
    await carry();
    const [first] = await issues();
    expect(first!.severity).not.toBe("critical");
    await post(update("Now every payment is charged twice and customers lose money."));
    await carry();
    expect(await items()).toMatchObject([{ severity: "critical" }]);
    expect(await issues()).toMatchObject([{ severity: "critical", item_count: 1 }]);
    await post(update("Works now, thank you!"));
    await carry();
    expect(await items()).toMatchObject([{ severity: "critical" }]);
    expect(await issues()).toMatchObject([{ severity: "critical", item_count: 1 }]);
  });
  test("what a person said of a report stays when its reporter writes again", async () => {
    await post(update("The export is a little slow."));
    await carry();
    await asAdmin(
      `
        update item
        set
          severity = 'cosmetic',
          provenance = jsonb_set(provenance, '{severity}', '{"by":"person","confidence":1,"reason":"x"}')
        where org_id = $1
      `,
      [world.orgId],
    );
    await post(update("Now every payment is charged twice and customers lose money."));
    await carry();
    expect(await items()).toMatchObject([{ severity: "cosmetic" }]);
  });
});

describe("B4 what a comment quotes is not its writer's, in HTML neither", () => {
  const OWN = "It is fine again, many thanks to all of you!";
  const THEIRS = "My card was charged twice for the same order and nobody can pay any more.";
  test.each([
    [
      "Gmail",
      `<div dir="ltr">${OWN}</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, Nov 2, 2026 ` +
        `at 10:14 AM Desk &lt;<a href="mailto:desk@shop.example">desk@shop.example</a>&gt; ` +
        `wrote:<br></div><blockquote><div>Hello,</div><div>${THEIRS}</div></blockquote></div>`,
    ],
    [
      "Outlook",
      `<div><p>${OWN}</p><div style="border:none"><p><b>Fra:</b> Desk ` +
        `&lt;desk@shop.example&gt;<br><b>Sendt:</b> mandag 2. november 2026 10:14<br><b>Til:</b> ` +
        `Ida<br><b>Emne:</b> Ordre</p></div><p>${THEIRS}</p></div>`,
    ],
    [
      "Apple",
      `<html><body>${OWN}<br><blockquote type="cite"><div>Am 02.11.2026 um 10:14 schrieb ` +
        `Desk:</div><br><div>${THEIRS}</div></blockquote></body></html>`,
    ],
    ["under the quote", `<blockquote><p>${THEIRS}</p></blockquote><p>${OWN}</p>`],
  ])("%s", async (_name, html) => {
    await post({
      ticket_id: "71",
      title: "Re: Order",
      latest_comment: html,
      is_public: "true",
      author_role: "end-user",
    });
    await carry();
    expect(await entries()).toMatchObject([{ own_words: OWN }]);
    expect(["minor", "cosmetic"]).toContain((await issues())[0]!.severity);
  });
});

describe("B7 the helpdesk's formatting is nobody's words", () => {
  const base = { is_public: "true", author_role: "end-user", requester_name: "Ada Norr" };
  test.each<[string, object, RegExp]>([
    [
      "a comment of files alone names them",
      { latest_comment: { body: "", attachments: [{ file_name: "till.png" }, { file_name: "log.txt" }] } },
      /till\.png.*log\.txt/,
    ],
    ["files as names", { latest_comment: "", attachments: ["scan.pdf"] }, /scan\.pdf/],
    [
      "a printed comment with a file",
      { latest_comment: "#<Comment id: 5512>", attachments: [{ filename: "video.mp4" }] },
      /video\.mp4/,
    ],
    [
      "a formatted comment",
      {
        comments_formatted:
          "----------------------------------------------\n\nAda Norr, Nov 2, 2026, 10:14\n\nThe drawer does " +
          "not open.\n\n----------------------------------------------\n\nAda Norr, Nov 1, 2026, 09:00\n\nHello",
      },
      /^The drawer does not open\.$/,
    ],
    [
      "a printed comment before words",
      { latest_comment: "#<Comment id: 7> The drawer is stuck." },
      /^The drawer is stuck\.$/,
    ],
  ])("%s", async (_name, fields, text) => {
    await post({ ticket_id: `3${++n}`, title: "Till", ...base, ...fields });
    await carry();
    const [item] = await items();
    expect(item!.text).toMatch(text);
    const [issue] = await issues();
    expect(issue!.title).not.toMatch(/---|#<|Nov 2/);
  });
  test.each<[string, object, RegExp]>([
    [
      "the title",
      { ticket_id: "41", title: "{{ticket.title}}", description: "{{ticket.description}}" },
      /ticket\.title/,
    ],
    [
      "everything",
      {
        ticket_id: "{{ticket.id}}",
        title: "Ticket {{ticket.id}}: {{ticket.title}}",
        latest_comment: "{{ticket.latest_comment}}",
      },
      /ticket\.latest_comment/,
    ],
    [
      "a tag",
      {
        ticket_id: "42",
        title: "New",
        description: "{% for comment in ticket.comments %}{{comment.value}}{% endfor %}",
      },
      /comment\.value/,
    ],
    [
      "the text under a title",
      { ticket_id: "43", title: "New ticket", latest_comment: "{{ ticket.latest_comment }}" },
      /latest_comment/,
    ],
  ])("a template that was not filled in makes no issue and is named: %s", async (_name, fields, named) => {
    await post({ ...base, ...fields });
    await carry();
    expect(await issues()).toEqual([]);
    expect(await counted()).toMatchObject(
      [{ reason: "unrendered_template", n: 1, detail: named }].map((c) => ({
        ...c,
        detail: expect.stringMatching(c.detail),
      })),
    );
  });
  test("one fact that was not filled in costs that fact alone", async () => {
    await post({
      ticket_id: "44",
      ...base,
      title: "{{ticket.title}}",
      latest_comment: "The till is frozen.",
      requester_email: "{{ticket.requester.email}}",
    });
    await carry();
    expect(await items()).toMatchObject([{ title: null, text: "The till is frozen." }]);
    expect(await counted()).toMatchObject([{ reason: "unrendered_template", n: 1 }]);
  });
  test("a person who writes about placeholders is read", async () => {
    await post({
      ticket_id: "45",
      ...base,
      title: "Macro",
      latest_comment:
        "Our macro prints {{ticket.title}} instead of the title since the update, please repair it.",
    });
    await carry();
    expect(await items()).toMatchObject([{ text: expect.stringContaining("{{ticket.title}}") }]);
    expect(await counted()).toEqual([]);
  });
});
