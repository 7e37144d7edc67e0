import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Erase } from "@/contracts/privacy";
import { sendMessage } from "@/server/communication/jobs";
import { deliverMessage, stopSending } from "@/server/communication/messages.commands";
import { createSource } from "@/server/intake/sources.commands";
import { setTerm } from "@/server/audit/retention-terms.commands";
import { loadPending, recordFailure } from "@/server/jobs/attempts";
import { runPipeline } from "@/server/jobs/run-pipeline";
import { verifyAudit } from "@/server/audit/seal.queries";
import { Terminal } from "@/server/platform/errors";
import { dropSingleton } from "@/server/platform/singleton";
import { workerScope } from "@/server/tenancy/scope.commands";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { send, signed } from "@/server/testing/deliveries";
import { sweep } from "@/server/testing/dump";
import { makeMember, makeWorld, type World } from "@/server/testing/factories";
import { asAdmin, asRole } from "@/server/testing/queries";
import { signedIn, type Visitor } from "@/server/testing/visitor";
import { createHttpApp } from "@/server/http/app";
import { goOnRetaining } from "./jobs";
import { beginRetaining, goOnWithRun } from "./retention.commands";
import { runStages } from "./stages";

/** Refuses every mail, with the address in its words. */
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onRcptTo(address, _session, done) {
    done(new Error(`no mailbox ${address.address}`));
  },
});
const app = createHttpApp();
let world: World;
let owner: Visitor;
let key: string;
let zendesk: { key: string; secret: string };

beforeAll(async () => {
  await new Promise<void>((ready) => {
    mailServer.listen(0, "127.0.0.1", ready);
  });
  process.env["SMTP_URL"] = `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`;
  dropSingleton("env");
});
afterAll(async () => {
  stopSending();
  delete process.env["SMTP_URL"];
  dropSingleton("env");
  await new Promise<void>((done) => {
    mailServer.close(done);
  });
});
beforeEach(async () => {
  world = await makeWorld();
  owner = await signedIn(world);
  key = (await createApiKey(world.scope, { name: "app", scopes: ["items:write"], lifetimeDays: null }))
    .secret;
  const made = await createSource(world.scope, { launchId: world.launchId, kind: "zendesk", name: "Desk" });
  zendesk = { key: made.key, secret: made.secret! };
});

let counter = 0;
/** A word that stands nowhere else, of letters only and with an end that no stemmer cuts. */
const makeMarker = (): string =>
  `zq${`${Date.now()}${++counter}`.replace(/\d/g, (digit) => "bcdfghjklm"[Number(digit)]!)}xq`;

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
async function work(): Promise<void> {
  for (let rows = await pending(runPipeline.topic); rows.length > 0; rows = await pending(runPipeline.topic))
    await runStages(world.scope, rows);
}

const postItem = (item: object) =>
  send(app, {
    path: "/api/v1/items",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ launch: world.launchSlug, ...item }),
  });
const postTicket = (ticket: object) => {
  const body = JSON.stringify(ticket);
  return send(app, {
    path: `/api/v1/webhooks/zendesk/${zendesk.key}`,
    headers: signed(body, zendesk.secret),
    body,
  });
};
async function postForm(fields: Record<string, string>): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#c33" } })
    .png()
    .toBuffer();
  form.append("screenshot", new Blob([new Uint8Array(picture)], { type: "image/png" }), "screen.png");
  const answer = await app.request(`/api/v1/forms/${world.formKey}`, { method: "POST", body: form });
  expect(answer.status).toBeLessThan(400);
}
const call = async <T>(path: string, input: unknown): Promise<T> => {
  const answer = await owner.mutate(path, input, world.slug);
  expect(answer, path).toMatchObject({ status: 200 });
  return answer.value as T;
};
const read = async <T>(path: string, input: unknown): Promise<T> =>
  (await owner.query(path, input, world.slug)).value as T;
const act = (issueId: string, done: object) => call("triage.act", { issueId, act: done });

type FoundNow = { people: { id: string }[]; reports: { itemId: string }[]; waiting: { itemId: string }[] };
type Erased = { receiptId: string; tallies: { table: string; rows: number }[]; reports: number };

const issueOf = async (words: string): Promise<{ id: string; itemId: string }> =>
  (
    await asAdmin<{ id: string; itemId: string }>(
      `select issue_id as id, id as "itemId" from item where org_id = $1 and position($2 in text) > 0 limit 1`,
      [world.orgId, words],
    )
  )[0]!;

/** One person's words, name and address in every place they reach, and other people's beside them. */
async function plant(marker: string): Promise<void> {
  const email = `${marker}@kunde.example`;
  const name = `Ana ${marker}`;
  for (const other of ["one", "two"])
    await postItem({
      text: `I was charged twice for my order number ${other}.`,
      reporter: { email: `${other}@b.example` },
    });
  await work();
  await postItem({
    title: `Charged twice ${marker}`,
    text: `I was charged twice for my order, ${marker}. Regards, ${name}`,
    reporter: { email, name, account: `Shop ${marker}`, externalId: `ext-${marker}` },
    context: {
      url: `https://shop.example/${marker}/pay`,
      version: marker,
      requestId: marker,
      tags: [marker],
    },
  });
  await postForm({
    text: `TypeError: ${marker} is not a function at pay (/app/${marker}.js:1:2)\nThe page ${marker} stays white.`,
    email,
    url: `https://shop.example/${marker}`,
    account: `Shop ${marker}`,
  });
  await postTicket({
    ticket_id: "77",
    title: `Export of ${marker} is empty`,
    description: `The export ${marker} has no rows.`,
    requester_id: `r-${marker}`,
    requester_name: name,
    requester_email: email,
    tags: [marker],
  });
  const later = {
    ticket_id: "77",
    requester_id: `r-${marker}`,
    requester_name: name,
    requester_email: email,
  };
  await work();
  await postTicket({ ...later, latest_comment: `Still no rows for ${marker}.`, author_role: "end-user" });
  await postTicket({ ...later, latest_comment: `Hello ${marker}, we look into it.`, author_role: "agent" });
  await postTicket({
    ...later,
    latest_comment: `Still no rows for ${marker}.`,
    author_role: "end-user",
    priority: "high",
  });
  await call("feedback.logItem", {
    launchId: world.launchId,
    idempotencyKey: "call-number-1",
    text: `On the phone: ${marker} cannot sign in since Monday.`,
    reporter: { email, name, phone: `the desk of ${marker}` },
  });
  await postItem({
    text: `We offer SEO services ${marker}: backlinks, first page of google guaranteed!`,
    reporter: { email },
  });
  await work();
  await triage(marker);
  await failMails();
  await giveUpOne(marker, email);
}

async function triage(marker: string): Promise<void> {
  const [pay, white, empty] = [
    await issueOf(`order, ${marker}`),
    await issueOf("stays white"),
    await issueOf("has no rows"),
  ];
  await act(white.id, { kind: "rename", title: `What ${marker} says: a white page` });
  await act(white.id, { kind: "workaround", text: `Tell ${marker} to reload` });
  await act(empty.id, { kind: "tag", add: [marker.slice(0, 30)] });
  await act(empty.id, { kind: "relabel", severity: "major", reason: `${marker} cannot work` });
  await call("triage.place", {
    issueId: white.id,
    act: {
      kind: "place",
      impact: 80,
      impactReason: `For ${marker}`,
      effort: 30,
      effortReason: `${marker} waits`,
    },
  });
  await call("triage.merge", { intoId: white.id, issueIds: [empty.id], reason: `Both are from ${marker}` });
  await call("triage.unmerge", { issueId: empty.id, reason: `${marker} says they differ` });
  await call("triage.relate", {
    issueId: white.id,
    otherId: pay.id,
    kind: "related",
    reason: `Ask ${marker}`,
  });
  const split = await call<{ newIssueId?: string }>("triage.split", {
    issueId: pay.id,
    itemIds: [pay.itemId],
    title: `Of ${marker}`,
    reason: `${marker} is another case`,
  });
  expect(split.newIssueId).toMatch(/^iss_/);
  await call("triage.moveItems", {
    itemIds: [pay.itemId],
    toIssueId: pay.id,
    reason: `No, ${marker} is not`,
  });
  await call("feedback.relabelItem", {
    itemId: pay.itemId,
    severity: "critical",
    reason: `${marker} paid twice`,
  });
  await act(pay.id, { kind: "decline", reason: `${marker} was refunded` });
  await act(pay.id, { kind: "reopen", reason: `${marker} was not` });
  await call("exit.shareReport", { launchId: world.launchId, days: 14, hasTitles: true });
  const phone = await issueOf("On the phone");
  await call("feedback.quarantineItem", { itemId: phone.itemId, reason: `A prank by ${marker}` });
}

async function failMails(): Promise<void> {
  for (const row of await pending(sendMessage.topic))
    await deliverMessage(world.scope, row).catch((error: unknown) =>
      recordFailure(world.scope, [row], error, sendMessage),
    );
}

/** A report that no worker could record, with the reason in somebody's words. */
async function giveUpOne(marker: string, email: string): Promise<void> {
  await postItem({ text: `This one breaks the worker, ${marker}`, reporter: { email } });
  await recordFailure(
    world.scope,
    await pending(runPipeline.topic),
    new Terminal(`cannot read "${marker}"`),
    runPipeline,
  );
}

async function eraseAll(query: string): Promise<Erased[]> {
  const found = await read<FoundNow>("privacy.find", { query });
  const erased: Erased[] = [];
  const reports = [...found.reports, ...found.waiting].map(({ itemId }) => itemId);
  if (found.people.length > 0)
    erased.push(
      await call("privacy.erase", {
        kind: "reporter",
        reporterIds: found.people.map(({ id }) => id),
      } satisfies Erase),
    );
  else if (reports.length > 0)
    erased.push(await call("privacy.erase", { kind: "report", itemIds: reports } satisfies Erase));
  return erased;
}

describe("bar 5: erasing a person", () => {
  test("a marker wherever their words, name and address reach is found nowhere afterwards, and the receipt says so", async () => {
    const marker = makeMarker();
    await plant(marker);
    const before = await sweep(marker);
    const planted = before.map(({ table }) => table);
    for (const table of [
      "raw_event",
      "item",
      "item_entry",
      "reporter",
      "issue",
      "issue_event",
      "issue_item",
      "issue_relation",
      "issue_exemplar",
      "exemplar_term",
      "term_stat",
      "label",
      "message",
      "outbox",
    ])
      expect(planted, `the marker was planted in ${table}`).toContain(table);
    expect(
      await asAdmin("select verb, data from audit_event where data::text like $1", [`%${marker}%`]),
      "the audit log holds ids only",
    ).toEqual([]);

    const input = {
      kind: "reporter",
      reporterIds: (await read<FoundNow>("privacy.find", { query: `${marker}@KUNDE.example` })).people.map(
        ({ id }) => id,
      ),
    };
    const rehearsed = await read<Erased>("privacy.rehearse", input);
    expect(await sweep(marker), "rehearsing changes nothing").toEqual(before);
    const [erased] = await eraseAll(`${marker}@kunde.example`);
    expect(erased!.tallies).toEqual(rehearsed.tallies);

    const after = await sweep(marker);
    const found = after.reduce((sum, { rows }) => sum + rows, 0);
    expect(after).toEqual([]);
    type Receipt = { id: string; tallies: object[]; itemIds: string[]; actorName: string };
    const receipts = await read<{ rows: Receipt[] }>("privacy.receipts", {});
    const receipt = receipts.rows.find(({ id }) => id === erased!.receiptId)!;
    expect(receipt).toMatchObject({ tallies: erased!.tallies, actorName: "Olga Owner" });
    expect(receipt.itemIds).toHaveLength(6);
    for (const table of ["raw_event", "item", "attachment", "message", "outbox", "issue_event"])
      expect(receipt.tallies).toContainEqual(
        expect.objectContaining({ table, rows: expect.any(Number), what: expect.stringMatching(/\w/) }),
      );
    expect(
      await asAdmin("select verb, subject_kind from audit_event where org_id = $1 and verb like '%.erased'", [
        world.orgId,
      ]),
    ).toEqual([{ verb: "reporter.erased", subject_kind: "reporter" }]);
    expect((await verifyAudit(world.scope)).fault ?? null).toBeNull();
    const rows = receipt.tallies.reduce((sum, tally) => sum + (tally as { rows: number }).rows, 0);
    process.stdout.write(
      `erasure: marker in ${before.length} tables before, found ${found} times after; ` +
        `receipt: ${receipt.tallies.length} kinds of rows, ${rows} rows\n`,
    );
  });

  test("members' own texts on criteria, moved targets, waivers and shared exits lose the name and keep the rest", async () => {
    const marker = makeMarker();
    const [name, email] = [`Ana ${marker}`, `${marker}@kunde.example`];
    await postItem({ text: "The invoice has the wrong VAT.", reporter: { email, name } });
    await work();
    // Another person's issue, with reasons that name this one.
    await postItem({ text: "Printing labels takes a minute.", reporter: { email: "other@b.example" } });
    await work();
    const other = await issueOf("Printing labels");
    await call("triage.place", {
      issueId: other.id,
      act: {
        kind: "place",
        impact: 70,
        impactReason: `As bad as for ${name}`,
        effort: 20,
        effortReason: `${name} knows how`,
      },
    });
    await act(other.id, { kind: "decline", reason: `Not before ${email} is served` });
    await act(other.id, { kind: "reopen", reason: `${name.toLowerCase()} is served` });
    await act(other.id, { kind: "relabel", severity: "minor", reason: `${name} says so` });
    await act(other.id, { kind: "workaround", text: `Ask ${name} for the fast printer` });
    type Criterion = { id: string; version: number; title: string };
    const criterion = async () =>
      (await read<{ criteria: Criterion[] }>("exit.page", { launchId: world.launchId })).criteria.find(
        ({ title }) => title.startsWith("Invoices of"),
      )!;
    await call("exit.createCriterion", {
      launchId: world.launchId,
      kind: "open_critical",
      title: `Invoices of ${name} are right`,
      target: 0,
      holdHours: 1,
    });
    const { id: criterionId, ...added } = await criterion();
    await call("exit.editCriterion", {
      criterionId,
      version: added.version,
      target: 2,
      reason: `${name} can live with two`,
    });
    const { version } = await criterion();
    await call("exit.waiveCriterion", {
      criterionId,
      version,
      reason: `Agreed with ${email.toUpperCase()} until Friday`,
      until: new Date(Date.now() + 86_400_000),
    });
    await call("exit.shareReport", { launchId: world.launchId, days: 14, hasTitles: true });
    const tables = async () => (await sweep(marker)).map(({ table }) => table);
    expect(await tables()).toEqual(
      expect.arrayContaining(["exit_criterion", "criterion_move", "exit_report", "reporter"]),
    );

    const [erased] = await eraseAll(email);
    // What was sealed before stays sealed: decision 30.
    expect((await tables()).filter((table) => table !== "audit_event")).toEqual([]);
    expect(await criterion()).toMatchObject({
      title: "Invoices of (erased) are right",
      waiver: { reason: "Agreed with (erased) until Friday" },
      moves: [{ reason: "(erased) can live with two" }],
    });
    expect(await read("feedback.issue", { issueId: other.id })).toMatchObject({
      workaround: "Ask (erased) for the fast printer",
      impactReason: "As bad as for (erased)",
      effortReason: "(erased) knows how",
    });
    const { rows: trail } = await read<{ rows: { data: { reason?: string } }[] }>("feedback.issueTrail", {
      issueId: other.id,
    });
    expect(trail.flatMap(({ data }) => data.reason ?? [])).toEqual(
      expect.arrayContaining(["Not before (erased) is served", "(erased) is served"]),
    );
    for (const table of ["exit_criterion", "criterion_move", "exit_report"])
      expect(erased!.tallies).toContainEqual(expect.objectContaining({ table, rows: 1 }));
    await expect(
      asRole("app", world.orgId, "update criterion_move set reason = 'another' where org_id = $1", [
        world.orgId,
      ]),
    ).rejects.toThrow();
  });

  test("a closed launch's reports: a marker is found nowhere once their term has ended, everywhere the day before", async () => {
    const marker = makeMarker();
    await plant(marker);
    const before = await sweep(marker);
    await setTerm(world.scope, { kind: "items", days: 60 });
    const age = async (days: number) => {
      await asAdmin(
        "update launch set phase = 'exited', closed_at = now() - make_interval(days => $2) where org_id = $1",
        [world.orgId, days],
      );
      await asAdmin("update item set received_at = now() - interval '200 days' where org_id = $1", [
        world.orgId,
      ]);
    };
    const retain = async () => {
      await beginRetaining(workerScope(world.orgId));
      for (let rows = await pending(goOnRetaining.topic); rows[0]; rows = await pending(goOnRetaining.topic))
        await goOnWithRun(workerScope(world.orgId), rows[0]);
    };
    await age(59);
    await retain();
    expect(await sweep(marker)).toEqual(before);
    // The job that failed keeps its own report until its own term ends.
    await asAdmin(
      "update outbox set created_at = now() - interval '181 days', available_at = now() - interval '181 days' where org_id = $1",
      [world.orgId],
    );
    await age(61);
    await retain();
    expect(await sweep(marker)).toEqual([]);
    expect(
      await asAdmin("select 1 from item where org_id = $1 and state <> 'withdrawn'", [world.orgId]),
    ).toEqual([]);
    expect((await verifyAudit(world.scope)).fault ?? null).toBeNull();
  });

  test("what other people said stays: their reports, their issue, its title and counts", async () => {
    const marker = makeMarker();
    await plant(marker);
    await eraseAll(`${marker}@kunde.example`);
    const { id } = await issueOf("number one");
    expect(
      await asAdmin("select item_count, reporter_count, title, state from issue where id = $1", [id]),
    ).toEqual([
      {
        item_count: 2,
        reporter_count: 2,
        title: "I was charged twice for my order number one",
        state: "accepted",
      },
    ]);
    expect(
      await asAdmin("select body from raw_event where org_id = $1 and octet_length(body) > 0", [world.orgId]),
    ).toHaveLength(2);
    expect(
      await asAdmin("select 1 from message where org_id = $1 and recipient like '%@b.example'", [
        world.orgId,
      ]),
    ).toHaveLength(2);
  });

  test.each([
    ["a form's report with a name and no address", "form"],
    ["a caller's, who left a name only", "log"],
    ["one in another script", "script"],
    ["one that waits to be read", "waiting"],
  ])("one report alone: %s", async (_, kind) => {
    const marker = makeMarker();
    if (kind === "form") await postForm({ text: `Nothing happens, ${marker}`, name: `Jo ${marker}` });
    if (kind === "log")
      await call("feedback.logItem", {
        launchId: world.launchId,
        idempotencyKey: "call-number-2",
        text: `Cannot pay, ${marker}`,
        reporter: { name: `Jo ${marker}` },
      });
    if (kind === "script")
      await postItem({ title: `お支払い${marker}`, text: `支払いができません。${marker}` });
    if (kind === "waiting") await postItem({ text: `Too early to read ${marker}` });
    if (kind !== "waiting") await work();
    expect(await sweep(marker)).not.toEqual([]);
    const [row] = await asAdmin<{ reference: string }>(
      `
        select reference
        from raw_event
        where org_id = $1
        union
        select reference
        from item
        where org_id = $1
      `,
      [world.orgId],
    );
    const [erased] = await eraseAll(row!.reference.toLowerCase());
    expect(erased).toMatchObject({ reports: 1 });
    expect(await sweep(marker)).toEqual([]);
    await work();
    expect(await sweep(marker)).toEqual([]);
  });

  test("the reporter's page says that it was withdrawn and shows nothing of it; a hash says what had arrived", async () => {
    const marker = makeMarker();
    const answer = await postItem({
      text: `Nothing happens ${marker}`,
      reporter: { email: `${marker}@k.example` },
    });
    const token = /report\/([\w.-]+)/.exec(answer.text)?.[1] ?? "";
    const [{ body_hash: hash } = { body_hash: "" }] = await asAdmin<{ body_hash: string }>(
      "select body_hash from raw_event where org_id = $1",
      [world.orgId],
    );
    await work();
    await eraseAll(`${marker}@k.example`);
    const page = (await owner.query("intake.report", { token })).value;
    expect(page).toMatchObject({ state: "withdrawn", text: "", reporters: 1, workaround: null });
    expect(
      await asAdmin("select body_hash, body, headers from raw_event where org_id = $1", [world.orgId]),
    ).toEqual([{ body_hash: hash, body: Buffer.alloc(0), headers: {} }]);
  });

  test.each([
    ["with its title", true],
    ["by its number", false],
  ])("an exit report that shows the issue %s has no word of it any more", async (_, hasTitles) => {
    const marker = makeMarker();
    await postItem({
      title: `Charged twice ${marker}`,
      text: `I was charged twice for my order, ${marker}`,
      reporter: { email: `${marker}@k.example` },
    });
    await work();
    await act((await issueOf(`order, ${marker}`)).id, { kind: "relabel", severity: "critical", reason: "" });
    const { url } = await call<{ url: string }>("exit.shareReport", {
      launchId: world.launchId,
      days: 14,
      hasTitles,
    });
    const token = new URL(url).pathname.split("/").at(-1)!;
    const read = async () => {
      const page = JSON.stringify((await owner.query("exit.report", { token })).value);
      const file = (await send(app, { path: `/api/v1/exit-reports/${token}/criteria.csv` })).text;
      expect(page).toContain('"state":"open"');
      return page + file;
    };
    expect((await read()).includes(marker)).toBe(hasTitles);
    await eraseAll(`${marker}@k.example`);
    expect(await read()).not.toContain(marker);
    expect(await sweep(marker)).toEqual([]);
  });

  test("nothing that was erased can be moved, undone or set aside again", async () => {
    const marker = makeMarker();
    await postItem({ text: `I was charged twice ${marker}` });
    await postItem({ text: "The dark mode switch has the wrong colour." });
    await work();
    const [own, other] = [await issueOf(marker), await issueOf("dark mode")];
    const { undoId } = await call<{ undoId: string }>("triage.moveItems", {
      itemIds: [own.itemId],
      toIssueId: other.id,
      reason: "",
    });
    await call("privacy.erase", { kind: "report", itemIds: [own.itemId] });
    await owner.mutate("triage.undo", { undoId }, world.slug);
    const refused = [
      await owner.mutate("triage.moveItems", { itemIds: [own.itemId], toIssueId: own.id }, world.slug),
      await owner.mutate("feedback.quarantineItem", { itemId: own.itemId, reason: "x" }, world.slug),
      await owner.mutate("feedback.releaseItem", { itemId: own.itemId }, world.slug),
    ];
    expect(refused.map((answer) => answer.status)).not.toContain(200);
    expect(await asAdmin("select issue_id, state from item where id = $1", [own.itemId])).toEqual([
      { issue_id: null, state: "withdrawn" },
    ]);
    expect(await sweep(marker)).toEqual([]);
  });

  test("only those who may; others' reports are nobody's here; the application can empty a raw event and write nothing else", async () => {
    await postItem({ text: "Nothing happens." });
    await work();
    const { itemId } = await issueOf("Nothing happens");
    for (const role of ["support", "engineer", "product_owner", "viewer"] as const) {
      const visitor = await signedIn(await makeMember(world, role));
      expect(
        await visitor.mutate("privacy.erase", { kind: "report", itemIds: [itemId] }, world.slug),
      ).toMatchObject({ code: "FORBIDDEN" });
    }
    const stranger = await makeWorld();
    const outside = await signedIn(stranger);
    expect(
      await outside.mutate("privacy.erase", { kind: "report", itemIds: [itemId] }, stranger.slug),
    ).toMatchObject({ code: "NOT_FOUND" });
    for (const set of ["body = 'forged'", `headers = '{"a":1}'`, "body_hash = ''", "received_at = now()"])
      await expect(
        asRole("app", world.orgId, `update raw_event set ${set} where org_id = $1`, [world.orgId]),
      ).rejects.toThrow(/emptied|permission denied/);
    await expect(
      asRole("app", world.orgId, "update label set reason = 'another' where org_id = $1 returning 1", [
        world.orgId,
      ]),
    ).resolves.toEqual([]);
  });
});
