import type { ExitReportPage } from "@/contracts/exit-report";
import { withScope } from "@/server/db/client";
import { findExitReport } from "@/server/db/doors";
import { takeFromNetwork } from "@/server/db/network-limit";
import { takeFromLimit } from "@/server/db/rate-limit";
import { sha256 } from "@/server/platform/crypto";
import { asAppError } from "@/server/platform/errors";
import type { From } from "@/server/platform/network";
import type { Scope } from "@/server/platform/scope";
import { workerScope } from "@/server/tenancy/scope.commands";
import { readReportIn } from "./exit-report.queries";

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
