"use client";
import { useLaunch } from "@/components/launches/launch-context";
import { useTRPCClient } from "@/components/trpc/client";
import { ExportCsv, type CsvShape } from "@/components/trpc/export-csv";
import { issueItemsInput, type ReportFilter } from "@/contracts/issues";
import type { ActTarget, IssueItemRow } from "./issue-row";

const PAGE = 100;

/** Reports as a spreadsheet has them, one a line; the words as far as the list shows them. */
export const REPORTS_CSV: CsvShape<IssueItemRow> = {
  head: [
    "reference",
    "arrived",
    "severity",
    "type",
    "language",
    "reporter",
    "telephone",
    "account",
    "source",
    "first answered",
    "withdrawn",
    "title",
    "text",
  ],
  lineOf: (item) => [
    item.reference,
    item.occurredAt,
    item.severity,
    item.type,
    item.language,
    item.reporterName,
    item.reporterPhone,
    item.accountKey,
    item.sourceName,
    item.firstResponseAt,
    item.isWithdrawn,
    item.title,
    item.isCut ? `${item.excerpt}…` : item.excerpt,
  ],
};

/** The reports of an issue that the list shows, to their end, as a file. */
export function ExportReports({ issue, only }: { issue: ActTarget; only: ReportFilter | null }) {
  const api = useTRPCClient();
  const launch = useLaunch();
  return (
    <ExportCsv
      name={`${launch.slug}-${issue.number}-reports`}
      shape={REPORTS_CSV}
      readPage={(cursor, signal) =>
        api.feedback.issueItems.query(
          { ...issueItemsInput(issue.id, only), limit: PAGE, ...(cursor ? { cursor } : {}) },
          { signal },
        )
      }
    />
  );
}
