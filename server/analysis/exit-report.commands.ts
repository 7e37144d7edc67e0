import { OPEN_REPORTS_MAX, type ExitReportPage, type ShareExitReport } from "@/contracts/exit-report";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { findExitReport } from "@/server/db/doors";
import { takeFromNetwork } from "@/server/db/network-limit";
import { takeFromLimit } from "@/server/db/rate-limit";
import { json, type Tx } from "@/server/db/sql";
import { listComponents } from "@/server/launches/components.queries";
import { sha256 } from "@/server/platform/crypto";
import { AppError, asAppError } from "@/server/platform/errors";
import { newId, newSecret } from "@/server/platform/ids";
import { exitReportUrl } from "@/server/platform/links";
import type { From } from "@/server/platform/network";
import type { Scope } from "@/server/platform/scope";
import { workerScope } from "@/server/tenancy/scope.commands";
import { snapshotOf } from "./exit-report";
import { listCriticalsIn, readReportIn } from "./exit-report.queries";
import { readExit } from "./exit.queries";

const DAY_MS = 86_400_000;
const SECRET = /^xrp_[0-9a-z]{52}$/;

/** Links that lead nowhere, from one network. */
const UNKNOWN_REPORTS_PER_NETWORK = {
  name: "exit-report-unknown",
  points: 60,
  windowSeconds: 15 * 60,
  message: "Too many links that lead nowhere were opened from your network. Try again later.",
} as const;
/** Whoever has a link that works is limited by it, and by nobody beside them. */
const OPENED_PER_REPORT = {
  name: "exit-report-opened",
  points: 600,
  windowSeconds: 15 * 60,
  message: "This report is being opened very often. Try again in a few minutes.",
} as const;

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

/** What a link leads to: a report, nothing (unknown, expired and revoked are the same), or a request to come back later. */
export type OpenedReport =
  { state: "open"; report: ExitReportPage } | { state: "closed" } | { state: "busy"; retryAfterMs: number };

/** Opens a report by the secret in its link, and notes when. */
export async function openExitReport(token: string, from: From, now: Date): Promise<OpenedReport> {
  try {
    const found = SECRET.test(token) ? await findExitReport(sha256(token)) : null;
    const report = found && (await openIn(workerScope(found.orgId), found.id, now));
    if (report) return { state: "open", report };
    await takeFromNetwork(UNKNOWN_REPORTS_PER_NETWORK, from);
    return { state: "closed" };
  } catch (error) {
    const refusal = asAppError(error);
    if (refusal?.code === "RATE_LIMITED")
      return { state: "busy", retryAfterMs: refusal.retryAfterMs ?? 1_000 };
    throw error;
  }
}

async function openIn(scope: Scope, reportId: string, now: Date): Promise<ExitReportPage | null> {
  const report = await withScope(scope, async (tx) => {
    const read = await readReportIn(tx, scope, reportId, now);
    // A page that many open at once writes once a minute.
    if (read)
      await tx.$executeRaw`
        update exit_report
        set last_opened_at = ${now}
        where
          org_id = ${scope.orgId}
          and id = ${reportId}
          and coalesce(last_opened_at, '-infinity') < ${new Date(now.getTime() - 60_000)}
      `;
    return read;
  });
  if (report) await takeFromLimit(OPENED_PER_REPORT, reportId);
  return report;
}
