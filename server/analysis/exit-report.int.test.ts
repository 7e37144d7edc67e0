import { describe, expect, test } from "vitest";
import { OPEN_REPORTS_MAX } from "@/contracts/exit-report";
import { withScope } from "@/server/db/client";
import { createCriterion, waiveCriterion } from "@/server/launches/criteria.commands";
import { editLaunch } from "@/server/launches/launches.commands";
import { sha256 } from "@/server/platform/crypto";
import { newSecret } from "@/server/platform/ids";
import { networkOf } from "@/server/platform/network";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { deleteExpiredReportsIn, revokeExitReport, shareExitReport } from "./exit-report.commands";
import { listOpenReports } from "./exit-report.queries";
import { openExitReport } from "./open-exit-report.commands";

const DAY_MS = 86_400_000;
const FROM = { network: networkOf("203.0.113.7"), via: null };
const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);
const tokenOf = ({ url }: { url: string }) => new URL(url).pathname.split("/").at(-1)!;
const share = (world: World, over: { days?: number; hasTitles?: boolean } = {}) =>
  shareExitReport(world.scope, { launchId: world.launchId, days: 14, hasTitles: false, ...over }, now);
const opened = async (link: { url: string }, at = now) => {
  const outcome = await openExitReport(tokenOf(link), FROM, at);
  return outcome.state === "open" ? outcome.report : null;
};

async function worldWithExit(): Promise<World & { criterionId: string }> {
  const world = await makeWorld();
  const { id } = await createCriterion(world.scope, {
    launchId: world.launchId,
    kind: "open_critical",
    title: "No critical",
    target: 0,
    holdHours: 1,
    componentId: null,
    ownerId: world.ownerId,
  });
  return { ...world, criterionId: id };
}

describe("a shared exit report", () => {
  test("is opened by its link alone, and keeps the figures of the moment it was shared", async () => {
    const world = await worldWithExit();
    const issueId = await makeIssue(world, {
      title: "Paid twice",
      severity: "critical",
      ownerId: world.ownerId,
    });
    const link = await share(world);
    expect(link.expiresAt).toEqual(inDays(14));
    await editLaunch(world.scope, { launchId: world.launchId, version: 1, name: "Renamed" });
    await waiveCriterion(world.scope, {
      criterionId: world.criterionId,
      version: 1,
      reason: "Not for this exit",
      until: inDays(3),
    });
    await asAdmin("update issue set state = 'closed' where id = $1", [issueId]);
    const report = await opened(link);
    expect(report).toMatchObject({
      expiresAt: inDays(14),
      snapshot: {
        at: now,
        total: 1,
        waived: 0,
        isReady: false,
        criteria: [{ title: "No critical", state: "unknown", waiver: null }],
        criticalCount: 1,
        criticals: [{ issueId, state: "new", title: null }],
      },
    });
    expect(report!.snapshot.launch.name).not.toBe("Renamed");
    expect(report!.snapshot.criticals[0]!.ownerName).toEqual(expect.any(String));
  });

  test("keeps of its link only a digest, and of issues no title", async () => {
    const world = await worldWithExit();
    await makeIssue(world, { title: "Paid twice by Ana", severity: "critical" });
    const link = await share(world, { hasTitles: true });
    const [row] = await asAdmin<{ digest: string; all: string }>(
      "select digest, r::text as all from exit_report r where id = $1",
      [link.id],
    );
    expect(row!.digest).toBe(sha256(tokenOf(link)));
    expect(row!.all).not.toContain(tokenOf(link));
    expect(row!.all).not.toContain("Paid twice");
  });

  test.each([
    ["with titles, those of now", true, "Charged twice"],
    ["without titles, none", false, null],
  ])("shows %s", async (_, hasTitles, title) => {
    const world = await worldWithExit();
    const issueId = await makeIssue(world, { title: "Paid twice by Ana", severity: "critical" });
    const link = await share(world, { hasTitles });
    await asAdmin("update issue set title = 'Charged twice' where id = $1", [issueId]);
    expect((await opened(link))!.snapshot.criticals).toMatchObject([{ title }]);
  });

  test("a link that is unknown, cut short, expired or revoked opens nothing, and all the same", async () => {
    const world = await worldWithExit();
    const [expired, revoked, whole] = [
      await share(world, { days: 1 }),
      await share(world),
      await share(world),
    ];
    await revokeExitReport(world.scope, revoked.id);
    const outcomes = [
      await openExitReport(tokenOf(expired), FROM, inDays(1)),
      await openExitReport(tokenOf(revoked), FROM, now),
      await openExitReport(tokenOf(whole).slice(0, -1), FROM, now),
      await openExitReport(newSecret("xrp"), FROM, now),
      await openExitReport(whole.id, FROM, now),
      await openExitReport("", FROM, now),
    ];
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome)))).toEqual(
      new Set(['{"state":"closed"}']),
    );
    expect(await opened(whole)).not.toBeNull();
  });

  test("a network that tries many links is slowed down; a link that works still opens from there", async () => {
    const world = await worldWithExit();
    const link = await share(world);
    const from = { network: networkOf("203.0.113.99"), via: null };
    const states: string[] = [];
    for (let n = 0; n < 62; n++) states.push((await openExitReport(newSecret("xrp"), from, now)).state);
    expect([states[0], states.at(-1)]).toEqual(["closed", "busy"]);
    expect((await openExitReport(tokenOf(link), from, now)).state).toBe("open");
  });

  test("is listed with who, until when and when it was opened last, until it expires or is revoked", async () => {
    const world = await worldWithExit();
    const [short, long] = [await share(world, { days: 1 }), await share(world, { hasTitles: true })];
    await opened(long);
    expect(await listOpenReports(world.scope, world.launchId, now)).toMatchObject([
      { id: long.id, sharedAt: now, expiresAt: inDays(14), lastOpenedAt: now, hasTitles: true },
      { id: short.id, expiresAt: inDays(1), lastOpenedAt: null, hasTitles: false },
    ]);
    expect((await listOpenReports(world.scope, world.launchId, inDays(2))).map(({ id }) => id)).toEqual([
      long.id,
    ]);
    await revokeExitReport(world.scope, long.id);
    expect((await listOpenReports(world.scope, world.launchId, inDays(2))).map(({ id }) => id)).toEqual([]);
    await expect(revokeExitReport(world.scope, long.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("sharing and revoking are in the audit log, the link is not", async () => {
    const world = await worldWithExit();
    const link = await share(world, { hasTitles: true });
    await revokeExitReport(world.scope, link.id);
    const entries = await asAdmin<{ verb: string; subject_id: string; data: object }>(
      "select verb, subject_id, data from audit_event where org_id = $1 and subject_kind = 'exit_report' order by id",
      [world.orgId],
    );
    expect(entries.map(({ verb, subject_id }) => [verb, subject_id])).toEqual([
      ["exit_report.shared", link.id],
      ["exit_report.revoked", link.id],
    ]);
    expect(entries[0]!.data).toEqual({ expiresAt: link.expiresAt.toISOString(), hasTitles: true });
  });

  test("is deleted once its day is over, of this organization and no other", async () => {
    const [world, other] = [await worldWithExit(), await worldWithExit()];
    await share(world, { days: 1 });
    const kept = await share(world, { days: 3 });
    await share(other, { days: 1 });
    expect(await withScope(world.scope, (tx) => deleteExpiredReportsIn(tx, world.scope, inDays(2)))).toBe(1);
    const left = await asAdmin<{ org_id: string; id: string }>(
      "select org_id, id from exit_report where org_id = any($1) order by org_id = $2 desc",
      [[world.orgId, other.orgId], world.orgId],
    );
    expect(left.map((row) => row.org_id)).toEqual([world.orgId, other.orgId]);
    expect(left[0]!.id).toBe(kept.id);
  });

  test("there are only so many at once, and of another organization's launch none", async () => {
    const [world, other] = [await worldWithExit(), await worldWithExit()];
    await asAdmin(
      `
        insert into exit_report (org_id, id, launch_id, digest, snapshot, has_titles, shared_by, shared_at, expires_at)
        select $1, 'xrp_' || n, $2, n::text, '{}', false, $3, now(), now() + interval '1 day'
        from generate_series(1, $4::int) n
      `,
      [world.orgId, world.launchId, world.ownerId, OPEN_REPORTS_MAX],
    );
    await expect(share(world)).rejects.toMatchObject({ code: "CONFLICT", details: { reason: "too_many" } });
    await expect(
      shareExitReport(world.scope, { launchId: other.launchId, days: 1, hasTitles: false }, now),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(listOpenReports(world.scope, other.launchId, now)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const link = await share(other);
    await expect(revokeExitReport(world.scope, link.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await opened(link)).not.toBeNull();
  });
});
