import { OPEN_REPORTS_MAX, type ShareExitReport } from "@/contracts/exit-report";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { json, type Tx } from "@/server/db/sql";
import { listComponents } from "@/server/launches/components.queries";
import { sha256 } from "@/server/platform/crypto";
import { AppError } from "@/server/platform/errors";
import { newId, newSecret } from "@/server/platform/ids";
import { exitReportUrl } from "@/server/platform/links";
import type { Scope } from "@/server/platform/scope";
import { snapshotOf } from "./exit-report";
import { listCriticalsIn } from "./exit-report.queries";
import { readExit } from "./exit.queries";

const DAY_MS = 86_400_000;

/**
 * Keeps the exit as it is now and makes a link that opens it for some days. The link is told here and nowhere again: only the digest of
 * its secret is kept.
 * @throws AppError NOT_FOUND for the launch; CONFLICT when too many of its reports are open.
 */
export async function shareExitReport(
  scope: Scope,
  { launchId, days, hasTitles }: ShareExitReport,
  now: Date,
): Promise<{ id: string; url: string; expiresAt: Date }> {
  const exit = await readExit(scope, launchId, now);
  const names = new Map((await listComponents(scope, launchId)).map(({ id, name }) => [id, name]));
  const [id, secret] = [newId("exitReport"), newSecret("xrp")];
  const expiresAt = new Date(now.getTime() + days * DAY_MS);
  await withScope(scope, async (tx) => {
    await deleteExpiredReportsIn(tx, scope, now);
    if ((await tx.exitReport.count({ where: { orgId: scope.orgId, launchId } })) >= OPEN_REPORTS_MAX)
      throw new AppError(
        "CONFLICT",
        `${OPEN_REPORTS_MAX} reports of this launch are open. Revoke one first.`,
        {
          reason: "too_many",
        },
      );
    await tx.exitReport.create({
      data: {
        orgId: scope.orgId,
        id,
        launchId,
        digest: sha256(secret),
        snapshot: json(snapshotOf(exit, names, await listCriticalsIn(tx, scope, launchId))),
        hasTitles,
        sharedBy: scope.actor.id,
        sharedAt: now,
        expiresAt,
      },
    });
    await recordIn(tx, scope, {
      verb: "exit_report.shared",
      subjectKind: "exit_report",
      subjectId: id,
      launchId,
      data: { expiresAt, hasTitles },
    });
  });
  return { id, url: exitReportUrl(secret), expiresAt };
}

/** Makes a report's link worthless and deletes what it kept. @throws AppError NOT_FOUND when no open report here has this id. */
export async function revokeExitReport(scope: Scope, reportId: string): Promise<{ launchId: string }> {
  return withScope(scope, async (tx) => {
    const report = await tx.exitReport.findFirst({
      where: { orgId: scope.orgId, id: reportId },
      select: { launchId: true },
    });
    const { count } = await tx.exitReport.deleteMany({ where: { orgId: scope.orgId, id: reportId } });
    if (!report || count === 0) throw new AppError("NOT_FOUND", "There is no open report like this.");
    await recordIn(tx, scope, {
      verb: "exit_report.revoked",
      subjectKind: "exit_report",
      subjectId: reportId,
      launchId: report.launchId,
    });
    return report;
  });
}

/** Deletes the organization's reports whose day is over; how many. */
export async function deleteExpiredReportsIn(tx: Tx, scope: Scope, now: Date): Promise<number> {
  const { count } = await tx.exitReport.deleteMany({
    where: { orgId: scope.orgId, expiresAt: { lte: now } },
  });
  return count;
}
