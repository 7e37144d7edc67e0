"use client";
import { ISSUE_CSV } from "@/components/feedback/issue-csv";
import { useLaunch } from "@/components/launches/launch-context";
import { useTRPCClient } from "@/components/trpc/client";
import { ExportCsv } from "@/components/trpc/export-csv";
import { listInput, type BoardSort } from "@/contracts/board";

const PAGE = 200;

/** All issues that the board's filter finds, in the table's order, as a file. */
export function ExportIssues({ filter, sort }: { filter: string; sort: BoardSort | null }) {
  const api = useTRPCClient();
  const launch = useLaunch();
  return (
    <ExportCsv
      name={`${launch.slug}-issues`}
      shape={ISSUE_CSV}
      readPage={(cursor, signal) =>
        api.triage.issues.query(
          { ...listInput({ launchId: launch.id, filter, sort }), limit: PAGE, ...(cursor ? { cursor } : {}) },
          { signal },
        )
      }
    />
  );
}
