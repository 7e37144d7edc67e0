import { beforeEach, describe, expect, test } from "vitest";
import { LOG_PAST_DAYS } from "@/contracts/monitoring";
import { RETENTION_KINDS, type RetentionKind } from "@/contracts/retention";
import { setTerm } from "@/server/audit/retention-terms.commands";
import { readTermsIn } from "@/server/audit/retention-terms.queries";
import { withScope } from "@/server/db/client";
import { deleteOwnerlessSessions } from "@/server/db/account-doors";
import { dropEmptyLogPartitions } from "@/server/db/doors";
import { organizationsToRetain } from "@/server/db/due-doors";
import { createSource } from "@/server/intake/sources.commands";
import { unreadableReason } from "@/server/intake/unreadable-arrivals";
import { movePhase } from "@/server/launches/launches.commands";
import { newId } from "@/server/platform/ids";
import { dropSingleton } from "@/server/platform/singleton";
import { workerScope } from "@/server/tenancy/scope.commands";
import { pendingOf, post } from "@/server/testing/arrivals";
import { makeMember, makeWorld, type World } from "@/server/testing/factories";
import { makeItem } from "@/server/testing/issues";
import { fingerprintOf, populateWorld, type PopulatedWorld } from "@/server/testing/populated-world";
import { asAdmin, asRole } from "@/server/testing/queries";
import { signedIn } from "@/server/testing/visitor";
import { EXPIRERS } from "./expirers";
import { goOnRetaining } from "./jobs";
import { beginRetaining, goOnWithRun } from "./retention.commands";
import { listRetentionRuns, previewTerm, readRetention } from "./retention.queries";
import { runStages } from "./stages";

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

/** A whole run, turn by turn, as the worker takes them. */
async function retain(world: World): Promise<Record<string, number>> {
  const { runId } = await beginRetaining(workerScope(world.orgId));
  for (
    let rows = await pendingOf(world, goOnRetaining.topic);
    rows.length > 0;
    rows = await pendingOf(world, goOnRetaining.topic)
  )
    for (const row of rows) await goOnWithRun(workerScope(world.orgId), row);
  const { rows } = await listRetentionRuns(world.scope, { limit: 1 });
  expect(rows[0]).toMatchObject({ id: runId, endedAt: expect.any(Date) });
  expect(rows[0]!.parts.filter((part) => part.error !== null)).toEqual([]);
  return Object.fromEntries(rows[0]!.parts.filter((part) => part.rows > 0).map((p) => [p.kind, p.rows]));
}

const count = async (table: string, world: World, where = "true"): Promise<number> =>
  (
    await asAdmin<{ n: number }>(`select count(*)::int as n from ${table} where org_id = $1 and ${where}`, [
      world.orgId,
    ])
  )[0]!.n;

const line = (world: World, at: Date) =>
  asAdmin(
    `
      insert into gateway_log (org_id, ts, launch_id, source_id, method, path, route, service, status)
      values ($1, $2, $3, $4, 'GET', '/a', '/a', 'a', 200)
    `,
    [world.orgId, at, world.launchId, world.formSourceId],
  );

/** A session of the world's owner, as it ended. */
const session = (world: World, { expires, revoked }: { expires: Date; revoked?: Date }) =>
  asAdmin(
    "insert into session (id, account_id, expires_at, revoked_at, ip) values ($1, $2, $3, $4, '192.0.2.7')",
    [newId("session"), world.accountId, expires, revoked ?? null],
  );

const mail = (world: World, state: string, at: Date) =>
  asAdmin(
    `
      insert into message (org_id, id, kind, dedupe_key, recipient, subject, body_text, state, created_at, sent_at)
      values ($1, $2, 'acknowledgement', $2, 'a@b.example', 'Thanks', 'We read it', $3, $4, $5)
    `,
    [world.orgId, newId("message"), state, at, state === "sent" ? at : null],
  );

/** Makes everything of an organization that carries a time look that old. */
async function age(world: World, days: number): Promise<void> {
  for (const [table, column] of [
    ["raw_event", "received_at"],
    ["item", "received_at"],
    ["message", "created_at"],
    ["message", "sent_at"],
    ["outbox", "created_at"],
    ["outbox", "available_at"],
    ["ai_call", "at"],
    ["source_failure", "minute"],
  ])
    await asAdmin(`update ${table} set ${column} = ${column} - make_interval(days => $2) where org_id = $1`, [
      world.orgId,
      days,
    ]);
}

describe("what has reached its term goes, and nothing else", () => {
  let [a, b]: World[] = [];
  beforeEach(async () => {
    [a, b] = [await makeWorld(), await makeWorld()];
  });

  test("log lines, by each organization's own term, whatever the partition; the figures stay", async () => {
    await setTerm(a!.scope, { kind: "log_lines", days: 5 });
    for (const world of [a!, b!])
      for (const days of [0, 3, 4.9, 5.1, 8, 8, 20, 34]) await line(world, daysAgo(days));
    await asAdmin(
      `
        insert into traffic_minute (
          org_id,
          launch_id,
          minute,
          service,
          route,
          method,
          n,
          n4xx,
          n5xx,
          bytes_out,
          latency_sum,
          latency_max,
          buckets
        )
        values ($1, $2, $3, 'a', '/a', 'GET', 1, 0, 0, 0, 1, 1, '{}')
      `,
      [a!.orgId, a!.launchId, daysAgo(20)],
    );
    expect((await readRetention(a!.scope)).kinds.find((k) => k.kind === "log_lines")).toMatchObject({
      due: { n: 5, isCapped: false },
    });
    expect(await retain(a!)).toEqual({ log_lines: 5 });
    expect(await retain(b!)).toEqual({});
    expect(await count("gateway_log", a!)).toBe(3);
    expect(await count("gateway_log", b!)).toBe(8);
    expect(await count("traffic_minute", a!)).toBe(1);
    expect(await retain(a!), "again: nothing is left to delete").toEqual({});
  });

  test("raw bodies that were read: row and hash stay; what waits, failed or could not be read is not touched", async () => {
    const posted = await post(a!, [
      { text: "Nothing happens when I pay." },
      { text: "The page stays white." },
      { text: "This one still waits to be read." },
      { text: "This one failed at every attempt." },
      { text: "This one could not be read." },
      { text: "This one is young." },
    ]);
    const rows = await pendingOf(a!);
    await runStages(a!.scope, [rows[0]!, rows[1]!, rows[4]!, rows[5]!]);
    await asAdmin("update outbox set state = 'dead' where id = $1", [rows[3]!.id]);
    await asAdmin("update item set state = 'quarantined', quarantine_reason = $2 where id = $1", [
      posted[4],
      unreadableReason("It is cut off."),
    ]);
    await asAdmin("update raw_event set received_at = $2 where org_id = $1 and item_id <> $3", [
      a!.orgId,
      daysAgo(91),
      posted[5],
    ]);
    const hashes = () =>
      asAdmin("select id, body_hash, reference from raw_event where org_id = $1 order by id", [a!.orgId]);
    const before = await hashes();
    expect(await retain(a!)).toEqual({ raw_bodies: 2 });
    expect(await hashes()).toEqual(before);
    const kept = await asAdmin<{ item_id: string; headers: object }>(
      "select item_id, headers from raw_event where org_id = $1 and octet_length(body) = 0 order by id",
      [a!.orgId],
    );
    expect(kept.map((row) => row.item_id)).toEqual([posted[0], posted[1]]);
    expect(kept.map((row) => row.headers)).toEqual([{}, {}]);
    expect(await count("item", a!, "text like 'Nothing happens%'"), "the report itself stays").toBe(1);
    // Read at last, it is as old as the others.
    await runStages(a!.scope, await pendingOf(a!));
    expect(await retain(a!)).toEqual({ raw_bodies: 1 });
    await asAdmin("update outbox set state = 'done' where id = $1", [rows[3]!.id]);
    expect(await retain(a!), "what failed is not passed over for good").toEqual({ raw_bodies: 1 });
  });

  test("raw bodies of several sources, more than a batch, some of one instant; a run begins where the last left off", async () => {
    const arrive = (n: number, sourceId: string, at: Date) =>
      asAdmin(
        `
          insert into raw_event (
            org_id,
            id,
            source_id,
            launch_id,
            delivery_id,
            content_type,
            body,
            body_hash,
            reference,
            item_id,
            occurred_at,
            received_at
          )
          select
            $1,
            $2 || g,
            $3,
            $4,
            $2 || g,
            'text/plain',
            'words',
            '',
            $2 || g,
            $2 || g,
            $5,
            $5
          from generate_series(1, $6) g
        `,
        [a!.orgId, newId("rawEvent"), sourceId, a!.launchId, at, n],
      );
    const second = await createSource(a!.scope, { launchId: a!.launchId, kind: "zendesk", name: "Second" });
    await arrive(150, a!.formSourceId, daysAgo(100));
    await arrive(130, second.id, daysAgo(95));
    await arrive(20, second.id, daysAgo(101));
    await arrive(5, second.id, daysAgo(89));
    expect((await previewTerm(a!.scope, { kind: "raw_bodies", days: 90 })).due).toEqual({
      n: 300,
      isCapped: false,
    });
    expect(await retain(a!)).toEqual({ raw_bodies: 300 });
    const oldest = () => withScope(a!.scope, (tx) => EXPIRERS.raw_bodies.oldestIn(tx, a!.scope));
    expect((await oldest())!.getTime()).toBeGreaterThan(daysAgo(90).getTime());
    await arrive(3, a!.formSourceId, daysAgo(97));
    expect(await retain(a!), "nothing arrives in the past: the run began behind it").toEqual({});
    await asAdmin("update retention_part set position = now() + interval '1 year' where org_id = $1", [
      a!.orgId,
    ]);
    expect(await retain(a!), "a position that a clock ahead left is not believed").toEqual({ raw_bodies: 3 });
  });

  test("words of a conversation whose report never arrived go with what brought them", async () => {
    await post(a!, [{ text: "A comment on a ticket that nobody knows." }]);
    await runStages(a!.scope, await pendingOf(a!));
    await asAdmin("update item_entry set item_id = null, ticket_id = '9' where org_id = $1", [a!.orgId]);
    await age(a!, 91);
    await retain(a!);
    expect(await count("item_entry", a!, "own_words <> '' and item_id is null")).toBe(0);
  });

  test("mails that are through: address, subject and text; one that waits is kept however old it is", async () => {
    for (const state of ["sent", "kept", "failed", "cancelled", "pending", "sending"]) {
      await mail(a!, state, daysAgo(91));
      await mail(a!, state, daysAgo(89));
    }
    await mail(b!, "sent", daysAgo(91));
    await setTerm(b!.scope, { kind: "mails", days: null });
    expect(await retain(a!)).toEqual({ mails: 4 });
    expect(await retain(b!)).toEqual({});
    expect(
      await count(
        "message",
        a!,
        "emptied_at is not null and recipient = '' and subject = '' and body_text = ''",
      ),
    ).toBe(4);
    expect(await count("message", a!, "recipient = 'a@b.example'")).toBe(8);
    expect(await count("message", b!, "recipient = 'a@b.example'")).toBe(1);
  });

  test("sessions and links that ended, never one that still opens something", async () => {
    await session(a!, { expires: daysAgo(31) });
    await session(a!, { expires: daysAgo(-3), revoked: daysAgo(31) });
    await session(a!, { expires: daysAgo(29) });
    await session(a!, { expires: daysAgo(-3) });
    await session(b!, { expires: daysAgo(31) });
    await asAdmin(
      "insert into account_link (id, account_id, kind, expires_at) values ($1, $2, 'password_reset', $3), ($4, $2, 'password_reset', $5)",
      [newId("accountLink"), a!.accountId, daysAgo(40), newId("accountLink"), daysAgo(-1)],
    );
    const left = async (world: World) =>
      (
        await asAdmin<{ n: number }>("select count(*)::int as n from session where account_id = $1", [
          world.accountId,
        ])
      )[0]!.n;
    expect(await retain(a!)).toEqual({ sessions: 3 });
    expect(await left(a!)).toBe(2);
    expect(await left(b!), "of no member of this organization").toBe(1);
    // Even asked with a day in the future, the door leaves what still opens something.
    await asRole("app", a!.orgId, "select door.delete_ended_sessions(now() + interval '9 days', 100)");
    expect(await left(a!)).toBe(1);
    expect(await asRole("app", undefined, "select * from door.ended_sessions(now(), 100)")).toEqual([
      { n: 0, oldest: null },
    ]);
  });

  test("sessions of people who belong to no organization have a term too", async () => {
    await session(a!, { expires: daysAgo(91) });
    await session(b!, { expires: daysAgo(91) });
    await asAdmin("delete from membership where org_id = $1", [a!.orgId]);
    expect(await deleteOwnerlessSessions(daysAgo(90), 100)).toBeGreaterThanOrEqual(1);
    const left = await asAdmin<{ account_id: string }>(
      "select account_id from session where account_id in ($1, $2)",
      [a!.accountId, b!.accountId],
    );
    expect(left.map((row) => row.account_id)).toEqual([b!.accountId]);
  });

  test("failed jobs with the report that only they knew of; a recorded one stays, and a mail says that it was not sent", async () => {
    await post(a!, [
      { text: "Recorded, and then something failed." },
      { text: "Never recorded, secretword." },
    ]);
    const [first, second] = await pendingOf(a!);
    await runStages(a!.scope, [first!]);
    await asAdmin("update outbox set state = 'dead', last_error = 'secretword' where id in ($1, $2)", [
      first!.id,
      second!.id,
    ]);
    await mail(a!, "pending", new Date());
    await asAdmin(
      `
        insert into outbox (org_id, id, topic, ref, state)
        select
          org_id,
          $2,
          'communication.send',
          id,
          'dead'
        from message
        where
          org_id = $1
          and state = 'pending'
          and recipient = 'a@b.example'
      `,
      [a!.orgId, newId("outbox")],
    );
    await setTerm(a!.scope, { kind: "raw_bodies", days: null });
    await asAdmin("update outbox set created_at = $2, available_at = $3 where org_id = $1", [
      a!.orgId,
      daysAgo(200),
      daysAgo(179),
    ]);
    expect(await retain(a!), "given up 179 days ago").toEqual({});
    await asAdmin("update outbox set available_at = $2 where org_id = $1", [a!.orgId, daysAgo(181)]);
    expect(await retain(a!)).toEqual({ failed_jobs: 3 });
    expect(await count("outbox", a!, "state = 'dead'")).toBe(0);
    expect(await count("raw_event", a!, "octet_length(body) > 0"), "what was recorded").toBe(1);
    expect(await count("item", a!, "text like 'Recorded%' and state = 'open'")).toBe(1);
    expect(await count("message", a!, "state = 'failed' and last_error like '%failed job%'")).toBe(1);
  });

  test("refusals and the ledger of calls to models", async () => {
    for (const days of [29, 31, 40])
      await asAdmin(
        "insert into source_failure (org_id, source_id, minute, reason, status, n, detail) values ($1, $2, $3, 'x', 422, 1, 'quoted')",
        [a!.orgId, a!.formSourceId, daysAgo(days)],
      );
    for (const days of [364, 366])
      await asAdmin(
        `
          insert into ai_call (
            org_id,
            id,
            at,
            prompt,
            prompt_version,
            provider,
            model,
            outcome,
            is_degraded,
            item_count,
            attempts,
            latency_ms
          )
          values ($1, $2, $3, 'p', '1', 'p', 'm', 'answered', false, 1, 1, 1)
        `,
        [a!.orgId, newId("call"), daysAgo(days)],
      );
    expect(await retain(a!)).toEqual({ refusals: 2, model_calls: 1 });
    expect(await count("source_failure", a!)).toBe(1);
    expect(await count("ai_call", a!)).toBe(1);
  });
});

describe("reports", () => {
  let world: World;
  const close = (at: Date | null) =>
    asAdmin("update launch set phase = $2, closed_at = $3 where org_id = $1", [
      world.orgId,
      at ? "exited" : "stabilising",
      at,
    ]);
  beforeEach(async () => {
    world = await makeWorld();
    for (const text of ["Nothing happens when I pay.", "The page stays white."])
      await makeItem(world, { text });
    await age(world, 200);
  });
  const open = () => count("item", world, "state <> 'withdrawn'");

  test("stay until somebody sets a term, and then as long as their launch is open", async () => {
    await close(daysAgo(150));
    expect(await retain(world)).toEqual({});
    await setTerm(world.scope, { kind: "items", days: 60 });
    await close(null);
    expect(await retain(world)).toEqual({});
    await close(daysAgo(59));
    expect(await retain(world)).toEqual({});
    expect(await open()).toBe(2);
    await close(daysAgo(61));
    expect(await previewTerm(world.scope, { kind: "items", days: 60 })).toMatchObject({
      due: { n: 2 },
      isShorter: false,
    });
    expect(await retain(world)).toEqual({ items: 2 });
    expect(await open()).toBe(0);
    expect(await retain(world), "again").toEqual({});
  });

  test("one that arrived after the launch was closed has its own time", async () => {
    await setTerm(world.scope, { kind: "items", days: 60 });
    await close(daysAgo(150));
    await makeItem(world, { text: "Late." });
    expect(await retain(world)).toEqual({ items: 2 });
    expect(await count("item", world, "text = 'Late.'")).toBe(1);
  });

  test("one with work outstanding is not touched", async () => {
    await setTerm(world.scope, { kind: "items", days: 60 });
    await close(daysAgo(150));
    const [item] = await asAdmin<{ id: string }>(
      "select id from item where org_id = $1 order by id limit 1",
      [world.orgId],
    );
    await asAdmin("insert into outbox (org_id, id, topic, ref) values ($1, $2, 'pipeline.rescore', $3)", [
      world.orgId,
      newId("outbox"),
      item!.id,
    ]);
    expect(await retain(world)).toEqual({ items: 1 });
    expect(await count("item", world, `id = '${item!.id}' and state = 'open'`)).toBe(1);
  });

  test("a launch is closed when it is exited, stays so while it is watched, and is open again when it goes back", async () => {
    const closedAt = async () =>
      (
        await asAdmin<{ at: Date | null; version: number }>(
          "select closed_at as at, version from launch where id = $1",
          [world.launchId],
        )
      )[0]!;
    const move = async (phase: "stabilising" | "exiting" | "exited" | "watching") =>
      movePhase(world.scope, {
        launchId: world.launchId,
        version: (await closedAt()).version,
        phase,
        reason: "",
      });
    await move("stabilising");
    await move("exiting");
    expect((await closedAt()).at).toBeNull();
    await move("exited");
    const { at } = await closedAt();
    expect(at).toBeInstanceOf(Date);
    await move("watching");
    expect((await closedAt()).at).toEqual(at);
    await move("stabilising");
    expect((await closedAt()).at).toBeNull();
  });

  test("what could not be read has a term of its own, unless it is being read again", async () => {
    await asAdmin("update item set state = 'quarantined', quarantine_reason = $2 where org_id = $1", [
      world.orgId,
      unreadableReason("It is cut off."),
    ]);
    expect(await retain(world)).toEqual({ unreadable: 2 });
    expect(await open()).toBe(0);
    expect(await count("erasure", world)).toBe(1);
  });
});

describe("a run", () => {
  let [mine, theirs]: PopulatedWorld[] = [];
  beforeEach(async () => {
    [mine, theirs] = [await populateWorld(), await populateWorld()];
    for (const world of [mine, theirs]) {
      await age(world, 4_000);
      await asAdmin(
        "update outbox set state = 'done', done_at = now() where org_id = $1 and state = 'pending'",
        [world.orgId],
      );
      await asAdmin("update gateway_log set ts = $2 where org_id = $1", [world.orgId, daysAgo(34)]);
      await asAdmin("update launch set phase = 'exited', closed_at = $2 where org_id = $1", [
        world.orgId,
        daysAgo(3_999),
      ]);
      await setTerm(world.scope, { kind: "items", days: 30 });
      await setTerm(world.scope, { kind: "log_lines", days: 1 });
    }
  });

  test("deletes of one organization what it said it would, leaves its neighbour as it was, and is in its audit log", async () => {
    const promised: Partial<Record<RetentionKind, number>> = {};
    for (const { kind, due } of (await readRetention(mine!.scope)).kinds)
      if (due.n > 0) promised[kind] = due.n;
    const before = await fingerprintOf(theirs!.orgId);
    expect(Object.keys(promised).sort()).toEqual(
      [...RETENTION_KINDS].filter((kind) => kind !== "sessions").sort(),
    );
    const noted = await count("audit_event", mine!);
    const done = await retain(mine!);
    expect(await count("audit_event", mine!), "entries are added, none goes").toBeGreaterThan(noted);
    // Bodies that reports and failed jobs take with them are not there any more when their own turn comes.
    delete promised.raw_bodies;
    delete done["raw_bodies"];
    expect(done).toEqual(promised);
    expect(await fingerprintOf(theirs!.orgId)).toEqual(before);
    expect(
      await asAdmin(
        "select actor_kind, data -> 'deleted' -> 0 ->> 'kind' as first from audit_event where org_id = $1 and verb = 'retention.ended'",
        [mine!.orgId],
      ),
    ).toEqual([{ actor_kind: "worker", first: "log_lines" }]);
  });

  test("in another organization's scope no expirer finds or deletes a row", async () => {
    const stranger = await makeWorld();
    const before = await fingerprintOf(theirs!.orgId);
    for (const kind of RETENTION_KINDS)
      await withScope(stranger.scope, async (tx) => {
        expect(await EXPIRERS[kind].dueIn(tx, stranger.scope, new Date(), 10), kind).toBe(0);
        expect(await EXPIRERS[kind].expireIn(tx, stranger.scope, new Date(), null), kind).toMatchObject({
          rows: 0,
        });
      });
    expect(await fingerprintOf(theirs!.orgId)).toEqual(before);
  });

  test("broken off after every batch it goes on where it was, and counts nothing twice", async () => {
    const promised = (await readRetention(mine!.scope)).kinds.filter(
      ({ kind, due }) => kind !== "raw_bodies" && due.n > 0,
    );
    const { runId } = await beginRetaining(workerScope(mine!.orgId));
    for (let broken = 0; ; broken += 1) {
      const [row] = await pendingOf(mine!, goOnRetaining.topic);
      if (!row) {
        expect(broken).toBeGreaterThan(RETENTION_KINDS.length);
        break;
      }
      process.env["FAULT_AT"] = "retention.after-batch";
      dropSingleton("env");
      dropSingleton("faults");
      await goOnWithRun(workerScope(mine!.orgId), row).catch(async (error: unknown) => {
        expect(String(error)).toContain("fault injected");
        // Whoever takes it up later begins nothing anew.
        expect(await beginRetaining(workerScope(mine!.orgId))).toEqual({ runId, isNew: false });
      });
      delete process.env["FAULT_AT"];
      dropSingleton("env");
      if (broken > 60) throw new Error("it does not end");
      // The last batch says that it is through; its fault comes before that is written.
      const open = await asAdmin("select 1 from retention_part where run_id = $1 and ended_at is null", [
        runId,
      ]);
      if (open.length === 0) await goOnWithRun(workerScope(mine!.orgId), row);
    }
    const { rows } = await listRetentionRuns(mine!.scope, { limit: 1 });
    expect(rows[0]).toMatchObject({ id: runId, endedAt: expect.any(Date) });
    for (const { kind, due } of promised)
      expect(rows[0]!.parts.find((part) => part.kind === kind)?.rows, kind).toBe(due.n);
  });

  test("two workers at the same run do it once", async () => {
    const promised = (await readRetention(mine!.scope)).kinds.find(({ kind }) => kind === "mails")!.due.n;
    await beginRetaining(workerScope(mine!.orgId));
    const [row] = await pendingOf(mine!, goOnRetaining.topic);
    await Promise.all([
      goOnWithRun(workerScope(mine!.orgId), row!),
      goOnWithRun(workerScope(mine!.orgId), row!),
    ]);
    const { rows } = await listRetentionRuns(mine!.scope, { limit: 1 });
    expect(rows[0]!.parts.find((part) => part.kind === "mails")!.rows).toBe(promised);
    expect(await count("audit_event", mine!, "verb = 'retention.ended'")).toBe(1);
  });

  test("a kind that fails says why, the others go on, and the next run is within the hour", async () => {
    await asAdmin(`
      create function refuse_emptying() returns trigger language plpgsql as $$ begin raise exception 'not today'; end $$;
      create trigger refuse_emptying before update on message for each row execute function refuse_emptying();
    `);
    try {
      await beginRetaining(workerScope(mine!.orgId));
      const [row] = await pendingOf(mine!, goOnRetaining.topic);
      await goOnWithRun(workerScope(mine!.orgId), row!);
    } finally {
      await asAdmin("drop trigger refuse_emptying on message; drop function refuse_emptying()");
    }
    const { rows } = await listRetentionRuns(mine!.scope, { limit: 1 });
    const parts = new Map(rows[0]!.parts.map((part) => [part.kind, part]));
    expect(parts.get("mails")).toMatchObject({ rows: 0, error: expect.stringMatching(/\w/) });
    expect(parts.get("log_lines")).toMatchObject({ error: null });
    expect(parts.get("log_lines")!.rows).toBeGreaterThan(0);
    const { nextRunAt } = await readRetention(mine!.scope);
    expect(nextRunAt.getTime()).toBeLessThan(Date.now() + 3_700_000);
    expect(await count("audit_event", mine!, "verb = 'retention.failed'")).toBe(1);
    expect((await retain(mine!))["mails"]).toBeGreaterThan(0);
  });

  test("one that has no time left passes on to the next in line", async () => {
    await beginRetaining(workerScope(mine!.orgId));
    const [row] = await pendingOf(mine!, goOnRetaining.topic);
    await goOnWithRun(workerScope(mine!.orgId), row!, 0);
    const [next] = await pendingOf(mine!, goOnRetaining.topic);
    expect(next!.id).not.toBe(row!.id);
    expect(next!.ref).toBe(row!.ref);
  });
});

describe("who may", () => {
  test("everybody sees the terms and the runs; owners and admins set terms and run it; each is in the audit log", async () => {
    const world = await makeWorld();
    const owner = await signedIn(world);
    for (const role of ["viewer", "engineer", "lead"] as const) {
      const visitor = await signedIn(await makeMember(world, role));
      expect(await visitor.query("privacy.retention", undefined, world.slug)).toMatchObject({ status: 200 });
      expect(await visitor.query("privacy.retentionRuns", {}, world.slug)).toMatchObject({ status: 200 });
      expect(await visitor.mutate("privacy.setTerm", { kind: "mails", days: 30 }, world.slug)).toMatchObject({
        code: "FORBIDDEN",
      });
      expect(await visitor.mutate("privacy.runRetention", undefined, world.slug)).toMatchObject({
        code: "FORBIDDEN",
      });
    }
    expect(await owner.mutate("privacy.setTerm", { kind: "mails", days: 30 }, world.slug)).toMatchObject({
      status: 200,
    });
    expect(await owner.mutate("privacy.setTerm", { kind: "mails", days: 6 }, world.slug)).toMatchObject({
      code: "BAD_REQUEST",
    });
    expect((await withScope(world.scope, (tx) => readTermsIn(tx, world.scope))).mails).toBe(30);
    expect(await owner.mutate("privacy.runRetention", undefined, world.slug)).toMatchObject({
      value: { isNew: true },
    });
    expect(await owner.mutate("privacy.runRetention", undefined, world.slug)).toMatchObject({
      value: { isNew: false },
    });
    expect(
      await asAdmin(
        "select verb, data from audit_event where org_id = $1 and verb like 'retention.%' order by place",
        [world.orgId],
      ),
    ).toEqual([
      { verb: "retention.term_set", data: { kind: "mails", before: 90, after: 30 } },
      { verb: "retention.asked_for", data: {} },
      { verb: "retention.asked_for", data: {} },
    ]);
  });

  test("a run is due a day after the last, and one that begins is not due again", async () => {
    const world = await makeWorld();
    const soon = new Date(Date.now() + DAY_MS + 60_000);
    expect(await organizationsToRetain(new Date())).not.toContain(world.orgId);
    expect(await organizationsToRetain(soon)).toContain(world.orgId);
    await asAdmin("update organization set retention_due_at = $2 where id = $1", [world.orgId, daysAgo(1)]);
    expect(await organizationsToRetain(new Date())).toContain(world.orgId);
    await beginRetaining(workerScope(world.orgId));
    expect(await organizationsToRetain(new Date())).not.toContain(world.orgId);
  });
});

test("a day of the log is dropped once nobody has lines of it, and not before", async () => {
  const world = await makeWorld();
  const old = (
    await asAdmin<{ day: string; name: string }>(
      "select (current_date - 60)::text as day, 'gateway_log_' || to_char(current_date - 60, 'YYYYMMDD') as name",
    )
  )[0]!;
  await asRole("owner", undefined, "select ensure_log_partitions(current_date - 60, current_date - 60)");
  await line(world, new Date(`${old.day}T12:00:00Z`));
  const edge = async () =>
    (
      await asAdmin(
        "select to_regclass('gateway_log_' || to_char(current_date - $1::int, 'YYYYMMDD')) as t",
        [LOG_PAST_DAYS],
      )
    )[0]!["t"];
  expect(await edge()).not.toBeNull();
  const isThere = async () => (await asAdmin("select to_regclass($1) as t", [old.name]))[0]!["t"] !== null;
  await dropEmptyLogPartitions();
  expect(await isThere()).toBe(true);
  await setTerm(world.scope, { kind: "log_lines", days: 90 });
  expect(await retain(world)).toEqual({});
  await setTerm(world.scope, { kind: "log_lines", days: 35 });
  expect(await retain(world)).toEqual({ log_lines: 1 });
  expect(await dropEmptyLogPartitions()).toBeGreaterThanOrEqual(1);
  expect(await isThere()).toBe(false);
  expect(await edge(), "a day for which lines are still taken").not.toBeNull();
  expect(await withScope(world.scope, (tx) => EXPIRERS.log_lines.oldestIn(tx, world.scope))).toBeNull();
});
