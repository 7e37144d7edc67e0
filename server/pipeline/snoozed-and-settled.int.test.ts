import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { ActOnIssue } from "@/contracts/issues";
import { ReleaseInput } from "@/contracts/monitoring";
import { PERMISSIONS } from "@/contracts/tenancy";
import { readFeed } from "@/server/analysis/feed.queries";
import { readIssue } from "@/server/feedback/issues.queries";
import { wakeSnoozed } from "@/server/feedback/snooze.commands";
import { createSource } from "@/server/intake/sources.commands";
import { signZendesk } from "@/server/intake/sources/zendesk";
import { recordRelease } from "@/server/monitoring/releases.commands";
import { mintScope } from "@/server/platform/mint-scope";
import { pendingOf, post, type Post } from "@/server/testing/arrivals";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { startWebServer, type TestServer } from "@/server/testing/web-server";
import { actOnIssue, undoChange } from "@/server/triage/board.commands";
import { listSnoozed } from "@/server/triage/snoozed.queries";
import { runStages } from "./stages";

type Act = z.input<typeof ActOnIssue>["act"];

const WORDS = "The export of invoices to a spreadsheet leaves out the last column of the table.";
const TEN = Array.from({ length: 10 }, (_, n) => n);

let world: World;
let issueId: string;

/** As the worker does it. */
const carry = async () =>
  runStages(
    mintScope(world.orgId, { kind: "worker", id: "worker", name: "Steady" }, PERMISSIONS),
    await pendingOf(world),
  );
const send = async (posts: readonly Post[]) => {
  await post(world, posts);
  await carry();
};
/** The same fault, reported once more. */
const again = (rest: Partial<Post> = {}): Post => ({ text: `${WORDS} Seen today.`, ...rest });
const act = (what: Act) =>
  actOnIssue(world.scope, { issueId, act: what as z.output<typeof ActOnIssue>["act"] });
const snooze = (conditions: object) =>
  act({ kind: "snooze", whenWorse: false, reason: "", isCriticalConfirmed: false, ...conditions });
const issue = () => readIssue(world.scope, issueId);
const trail = (kind: string) =>
  asAdmin<{ data: { reason?: string; condition?: string; seenOn?: string | null } }>(
    "select data from issue_event where org_id = $1 and issue_id = $2 and kind = $3 order by id",
    [world.orgId, issueId, kind],
  );
const audited = (verb: string) =>
  asAdmin("select data from audit_event where org_id = $1 and verb = $2", [world.orgId, verb]);

beforeEach(async () => {
  world = await makeWorld();
  await send([{ text: WORDS, email: "first@buyer.example", account: "ACME" }]);
  const [opened] = await asAdmin<{ id: string; severity: string }>(
    "select id, severity from issue where org_id = $1",
    [world.orgId],
  );
  issueId = opened!.id;
  expect(["minor", "major"]).toContain(opened!.severity);
});

describe("a snooze ends", () => {
  test("at the number of reports that was waited for, counted from its beginning, and not before", async () => {
    await send([again({ email: "before@buyer.example" })]);
    await snooze({ moreReports: 3 });
    await send([again(), again({ email: "first@buyer.example" })]);
    expect(await issue()).toMatchObject({ snoozing: { reports: 2 }, needsReview: null });
    await send([again()]);
    expect(await issue()).toMatchObject({ snooze: null, snoozing: null, needsReview: "snooze_ended" });
    const [line] = await trail("woken");
    expect(line!.data).toMatchObject({
      condition: "reports",
      reason: "Woke because 3 more reports came; 3 were waited for.",
    });
    expect(await audited("issue.woken")).toMatchObject([{ data: { condition: "reports" } }]);
    expect(
      (await readFeed(world.scope, world.launchId, 20, new Date())).find(
        (entry) => entry.kind === "decision" && entry.verb === "issue.woken",
      ),
    ).toMatchObject({ actorName: "Steady", reason: line!.data.reason });
  });

  test("at the number of people, whom one person who writes ten times does not make", async () => {
    await snooze({ morePeople: 2 });
    for (const _report of TEN) await send([again({ email: "one@buyer.example" })]);
    expect(await issue()).toMatchObject({ snoozing: { reports: 10, people: 1 } });
    await send([again({ email: "first@buyer.example" }), again()]);
    expect(await issue()).toMatchObject({ snoozing: { reports: 12, people: 1 } });
    await send([again({ email: "two@buyer.example" })]);
    expect((await issue()).snooze).toBeNull();
    expect((await trail("woken"))[0]!.data.reason).toBe(
      "Woke because 2 more people reported it; 2 were waited for.",
    );
  });

  test("when it gets worse: ten reports of ten people within a day", async () => {
    await snooze({ whenWorse: true });
    await send(TEN.map((n) => again({ email: `p${n}@buyer.example` })));
    expect((await issue()).snooze).toBeNull();
    expect((await trail("woken"))[0]!.data).toMatchObject({
      condition: "worse",
      reason: expect.stringMatching(
        /^Woke because it got worse: 10 reports came within 24 hours, against 1 /,
      ),
    });
  });

  test("and not by one person's ten, nor by a trickle", async () => {
    await snooze({ whenWorse: true });
    await send(TEN.map(() => again({ email: "one@buyer.example" })));
    await send([again({ email: "two@buyer.example" })]);
    expect((await issue()).snooze).not.toBeNull();
  });

  test("when it gets worse: three accounts that had not reported it", async () => {
    await snooze({ whenWorse: true });
    await send([again({ account: "ACME" }), again({ account: "Bolt" }), again({ account: "Cargo" })]);
    expect((await issue()).snooze).not.toBeNull();
    await send([again({ account: "Delta" })]);
    expect((await trail("woken"))[0]!.data.reason).toBe(
      "Woke because it got worse: 3 customer accounts reported it that had not before.",
    );
  });

  test("when it gets worse: a report that is more severe, also below a severity that a person set", async () => {
    await act({ kind: "relabel", severity: "cosmetic", reason: "" });
    await snooze({ whenWorse: true });
    await send([again()]);
    expect(await issue()).toMatchObject({ snooze: null, severity: "cosmetic" });
    expect((await trail("woken"))[0]!.data.condition).toBe("worse");
  });

  test("by a critical report, whatever it waits for; a critical is snoozed with a reason only", async () => {
    await act({ kind: "relabel", severity: "critical", reason: "" });
    await expect(snooze({ moreReports: 100 })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/critical.*reason/),
    });
    await expect(snooze({ moreReports: 100, isCriticalConfirmed: true })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await snooze({ moreReports: 100, isCriticalConfirmed: true, reason: "The vendor is on it until noon." });
    expect((await issue()).snooze).toMatchObject({ reason: "The vendor is on it until noon." });
    await send([again()]);
    expect((await issue()).snooze).not.toBeNull();
    await makeItem(world, { issueId, severity: "critical" });
    await send([again()]);
    expect((await issue()).snooze).toBeNull();
    expect((await trail("woken"))[0]!.data.condition).toBe("critical");
  });

  test("at its time, with the reason in trail and audit log", async () => {
    await snooze({ until: new Date(Date.now() + 60_000), moreReports: 100 });
    expect(await wakeSnoozed(world.scope)).toBe(0);
    await asAdmin("update issue set snoozed_until = now() - interval '1 second' where id = $1", [issueId]);
    expect(await wakeSnoozed(world.scope)).toBe(1);
    expect((await trail("woken"))[0]!.data.reason).toBe(
      "Woke because the time had come that it was snoozed until.",
    );
    expect(await audited("issue.woken")).toMatchObject([{ data: { condition: "time" } }]);
  });

  test("and not at a moment that is past already", async () => {
    await expect(snooze({ until: new Date(Date.now() - 1_000) })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("what is snoozed", () => {
  test("is listed with its total, who, since when and how far it is, in pages, the most severe first", async () => {
    await snooze({ moreReports: 10, reason: "Known since the rehearsal." });
    await send([again(), again()]);
    const others = [];
    for (const severity of ["critical", "minor", "cosmetic", "minor"] as const) {
      const id = await makeIssue(world, { severity });
      others.push(id);
      await actOnIssue(world.scope, {
        issueId: id,
        act: { kind: "snooze", whenWorse: true, reason: "Meant.", isCriticalConfirmed: true },
      });
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listSnoozed>> = await listSnoozed(world.scope, {
        launchId: world.launchId,
        cursor,
        limit: 2,
      });
      expect(page.total).toEqual({ n: 5, isCapped: false });
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set([issueId, ...others]));
    expect(seen[0]).toBe(others[0]);
    expect(seen.at(-1)).toBe(others[2]);
    const { rows } = await listSnoozed(world.scope, { launchId: world.launchId });
    expect(rows.find((row) => row.id === issueId)).toMatchObject({
      snoozedBy: "Olga Owner",
      reports: 2,
      people: 0,
      snooze: { moreReports: 10, reason: "Known since the rehearsal." },
    });
  });

  test("comes back by undo as it was, and goes on counting from its beginning", async () => {
    const begun = await snooze({ moreReports: 3 });
    const before = (await issue()).snooze;
    const woken = await act({ kind: "wake" });
    await send([again()]);
    await undoChange(world.scope, woken.undoId!);
    expect(await issue()).toMatchObject({ snooze: before, snoozing: { reports: 1, byName: "Olga Owner" } });
    await undoChange(world.scope, begun.undoId!);
    expect(await issue()).toMatchObject({ snooze: null, needsReview: expect.any(String) });
  });
});

describe("a fix is judged by versions", () => {
  const report = (version?: string) => send([again(version === undefined ? {} : { context: { version } })]);
  const release = (version: string, startedAt: Date, key: string) =>
    recordRelease(
      world.scope,
      ReleaseInput.parse({
        launch: "two",
        kind: "deployment",
        version,
        startedAt: startedAt.toISOString(),
        endedAt: startedAt.toISOString(),
        outcome: "succeeded",
      }),
      key,
    );
  const hours = (n: number) => new Date(Date.now() + n * 3_600_000);

  test.each<[string, string | null, string | undefined, string | null]>([
    ["an older version joins quietly", "2.0.3", "2.0.2", null],
    ["a candidate joins quietly", "2.0.3", "2.0.3-rc.1", null],
    ["the same one opens it again", "2.0.3", "v2.0.3", "Seen again on v2.0.3, the version that has the fix."],
    ["a newer one opens it again", "2.0.3", "2.0.4", "Seen again on 2.0.4; it was fixed in 2.0.3."],
    [
      "none, after it was fixed, opens it again",
      "2.0.3",
      undefined,
      "Reported again after it was fixed in 2.0.3; the report names no version.",
    ],
    [
      "a fix without a version is open again by any later report",
      null,
      "2.0.2",
      "Reported again after it was fixed.",
    ],
  ])("%s", async (_name, fixed, reported, reason) => {
    await act({ kind: "fix", version: fixed });
    await report(reported);
    const now = await issue();
    expect(now.itemCount).toBe(2);
    if (reason === null) {
      expect(now).toMatchObject({ state: "fixed", fixedVersion: fixed, needsReview: null, regression: null });
      expect(await trail("regressed")).toEqual([]);
      return;
    }
    expect(now).toMatchObject({
      state: "accepted",
      fixedVersion: null,
      settledAt: null,
      needsReview: "regressed",
      reopenedCount: 1,
      regression: { reason },
    });
    expect((await trail("regressed"))[0]!.data.reason).toBe(reason);
    expect(await audited("issue.regressed")).toMatchObject([
      { data: { before: { state: "fixed" }, after: { state: "accepted" } } },
    ]);
    expect(
      (await readFeed(world.scope, world.launchId, 20, new Date())).find(
        (entry) => entry.kind === "decision" && entry.verb === "issue.regressed",
      ),
    ).toMatchObject({ reason });
  });

  test("by the launch's releases where versions have no order", async () => {
    await release("3f2a91c", hours(-5), "a");
    await release("9d41e07", hours(-3), "b");
    await release("c0ffee1", hours(-1), "c");
    await act({ kind: "fix", version: "9d41e07" });
    await report("3f2a91c");
    expect((await issue()).state).toBe("fixed");
    await report("c0ffee1");
    expect((await issue()).regression?.reason).toBe("Seen again on c0ffee1; it was fixed in 9d41e07.");
  });

  test("without a version on the report by when the fix was deployed", async () => {
    await act({ kind: "fix", version: "2.0.3" });
    await release("2.0.3", hours(2), "a");
    await report();
    expect((await issue()).state).toBe("fixed");
    await release("2.0.3", hours(-1), "b");
    await report("3f2a91c");
    expect((await issue()).regression?.reason).toBe(
      "Reported again after 2.0.3 was deployed; nothing says whether 3f2a91c is older.",
    );
  });

  test("also once it is verified and closed; declined and wishes stay", async () => {
    await act({ kind: "fix", version: "2.0.3" });
    await act({ kind: "verify", evidence: "Exported with all columns on 2.0.3." });
    expect(await issue()).toMatchObject({
      state: "verified",
      verification: { evidence: "Exported with all columns on 2.0.3.", byName: "Olga Owner" },
    });
    await report("2.0.2");
    await act({ kind: "close", reason: "" });
    await report("2.0.1");
    expect(await issue()).toMatchObject({ state: "closed", verification: { byName: "Olga Owner" } });
    await report("2.1");
    expect(await issue()).toMatchObject({ state: "accepted", verification: null });
    await act({ kind: "decline", reason: "out of scope" });
    await report("2.2");
    expect((await issue()).state).toBe("declined");
  });

  test("what is undone is judged as it was before", async () => {
    const fixed = await act({ kind: "fix", version: "2.0.3" });
    await undoChange(world.scope, fixed.undoId!);
    await report("2.0.4");
    expect(await issue()).toMatchObject({ settledAt: null, reopenedCount: 0, fixedVersion: null });
  });

  test("nobody marks fixed without a version, nor verifies without evidence, nor gets round either", async () => {
    const { ActOnIssue: contract } = await import("@/contracts/issues");
    for (const act of [
      { kind: "fix" },
      { kind: "fix", version: "" },
      { kind: "fix", version: "  " },
      { kind: "verify" },
      { kind: "verify", evidence: " " },
      { kind: "move", state: "fixed" },
      { kind: "move", state: "verified" },
      { kind: "move", state: "declined" },
      { kind: "snooze" },
      { kind: "snooze", moreReports: 0 },
    ])
      expect(contract.safeParse({ issueId: "iss_1", act }).success, JSON.stringify(act)).toBe(false);
    expect(contract.safeParse({ issueId: "iss_1", act: { kind: "fix", version: null } }).success).toBe(true);
  });
});

describe("a reporter who writes again to what is settled", () => {
  let web: TestServer;
  let source: { key: string; secret: string };
  let deliveries = 0;

  beforeAll(async () => {
    web = await startWebServer();
  });
  afterAll(() => web.close());

  async function write(latest_comment: string, author_role = "end-user"): Promise<void> {
    const body = new TextEncoder().encode(
      JSON.stringify({
        ticket_id: "77",
        title: "Refund button",
        latest_comment,
        is_public: "true",
        author_role,
        requester_email: "ruth@buyer.example",
      }),
    );
    const timestamp = new Date().toISOString();
    const answer = await fetch(`${web.url}/api/v1/webhooks/zendesk/${source.key}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-zendesk-webhook-signature": signZendesk(source.secret, timestamp, body),
        "x-zendesk-webhook-signature-timestamp": timestamp,
        "x-zendesk-webhook-invocation-id": `again-${world.orgId}-${++deliveries}`,
      },
      body,
    });
    expect(answer.status).toBeLessThan(300);
    await carry();
  }

  beforeEach(async () => {
    const made = await createSource(world.scope, { launchId: world.launchId, kind: "zendesk", name: "Desk" });
    source = { key: made.key, secret: made.secret! };
    await write("The refund button on the receipts page does nothing when it is pressed.");
    const [own] = await asAdmin<{ issue_id: string }>(
      "select issue_id from item where org_id = $1 and ticket_id = '77'",
      [world.orgId],
    );
    issueId = own!.issue_id;
    await act({ kind: "fix", version: "2.0.3" });
  });

  test.each([
    "It still does not do anything, I tried it again just now.",
    "Works on the receipts page, but not in the list.",
    "Any news?",
  ])("is put before a person, and opens nothing by itself: %j", async (words) => {
    await write(words);
    expect(await issue()).toMatchObject({
      state: "fixed",
      needsReview: "reporter_wrote_again",
      itemCount: 1,
    });
    expect((await trail("reporter_wrote_again"))[0]!.data.reason).toBe(
      "A reporter wrote again while it was fixed.",
    );
  });

  test.each(["Thanks, works now!", "Perfekt, danke!\n\nLG\nRuth", "Merci, ça marche."])(
    "is nothing to decide when all it says is thanks: %j",
    async (words) => {
      await write(words);
      expect(await issue()).toMatchObject({ state: "fixed", needsReview: null });
    },
  );

  test("staff and machines put nothing before anybody; nor does a reporter of what is open", async () => {
    await write("Please try it again, it should work on your side.", "agent");
    expect((await issue()).needsReview).toBeNull();
    await act({ kind: "reopen", reason: "" });
    await write("It still does not do anything.");
    expect((await issue()).needsReview).toBeNull();
  });
});
