import { toCsv } from "@/contracts/csv";
import { tableOf } from "@/server/analysis/exit-report";
import { openExitReport } from "@/server/analysis/open-exit-report.commands";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { callerOf } from "./caller";
import { DATA_CSP, Reply, SECURITY_HEADERS } from "./reply";
import type { Route } from "./route";

/** The criteria of a shared exit report as a file for a spreadsheet, for whoever has its link. */
export const exitReportsRoute: Route = {
  path: "/api/v1/exit-reports/:token/criteria.csv",
  access: "link of a shared exit report",
  methods: {
    GET: async (request, { params }) => {
      const opened = await openExitReport(params["token"] ?? "", callerOf(request), now());
      if (opened.state === "busy")
        throw new AppError(
          "RATE_LIMITED",
          "Too many requests. Try again in a moment.",
          {},
          opened.retryAfterMs,
        );
      if (opened.state === "closed")
        throw new AppError(
          "NOT_FOUND",
          "There is no report at this link. It may have expired or been revoked.",
        );
      const { snapshot } = opened.report;
      const day = snapshot.at.toISOString().slice(0, 10);
      return new Reply(
        200,
        {
          ...SECURITY_HEADERS,
          "content-security-policy": DATA_CSP,
          "cache-control": "no-store",
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": `attachment; filename="exit-${snapshot.launch.slug}-${day}.csv"`,
          "x-robots-tag": "noindex",
        },
        toCsv(tableOf(snapshot)),
      );
    },
  },
};
