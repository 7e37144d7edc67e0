"use client";
import { ISSUE_CSV } from "@/components/feedback/issue-csv";
import { useLaunch } from "@/components/launches/launch-context";
import { useTRPCClient, type RouterOutputs } from "@/components/trpc/client";
import { ExportCsv, type CsvShape } from "@/components/trpc/export-csv";
import { inboxInput, type InboxSort, type ReviewReason } from "@/contracts/board";
import { REASON_WORDS } from "./reasons";

type Quarantined = RouterOutputs["feedback"]["quarantine"]["rows"][number];
type Snoozed = RouterOutputs["triage"]["snoozed"]["rows"][number];
type ToTriage = RouterOutputs["triage"]["inbox"]["rows"][number];

const PAGE = 100;
const INBOX_CSV: CsvShape<ToTriage> = {
  head: [...ISSUE_CSV.head, "in the inbox because"],
  lineOf: (issue) => [...ISSUE_CSV.lineOf(issue), REASON_WORDS[issue.needsReview]],
};
const SNOOZED_CSV: CsvShape<Snoozed> = {
  head: ["number", "title", "severity", "state", "until", "snoozed by"],
  lineOf: (issue) => [
    issue.number,
    issue.title,
    issue.severity,
    issue.state,
    issue.snoozedUntil,
    issue.snoozedBy,
  ],
};
const QUARANTINE_CSV: CsvShape<Quarantined> = {
  head: ["reference", "arrived", "reason", "source", "text"],
  lineOf: (item) => [item.reference, item.occurredAt, item.reason, item.sourceName, item.excerpt],
};

/** The list of the inbox that is shown, to its end, as a file. */
export function ExportInbox({
  tab,
  reason,
  sort,
}: {
  tab: "triage" | "snoozed" | "quarantine";
  reason: ReviewReason | null;
  sort: InboxSort;
}) {
  const api = useTRPCClient();
  const { id: launchId, slug } = useLaunch();
  const from = (cursor: string | null) => ({ launchId, limit: PAGE, ...(cursor ? { cursor } : {}) });
  if (tab === "snoozed")
    return (
      <ExportCsv
        name={`${slug}-snoozed`}
        shape={SNOOZED_CSV}
        readPage={(cursor, signal) => api.triage.snoozed.query(from(cursor), { signal })}
      />
    );
  if (tab === "quarantine")
    return (
      <ExportCsv
        name={`${slug}-quarantine`}
        shape={QUARANTINE_CSV}
        readPage={(cursor, signal) => api.feedback.quarantine.query(from(cursor), { signal })}
      />
    );
  return (
    <ExportCsv
      name={`${slug}-inbox`}
      shape={INBOX_CSV}
      readPage={(cursor, signal) =>
        api.triage.inbox.query({ ...inboxInput({ launchId, reason, sort }), ...from(cursor) }, { signal })
      }
    />
  );
}
