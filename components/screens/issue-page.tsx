"use client";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { ReportLookup } from "@/components/feedback/use-report-lookup";
import { useLinks } from "@/components/launches/links";
import { useShortcut } from "@/components/layout/shortcuts";
import { IssueView } from "./issue-view";

/** The last moment that a date can hold, ms. */
const LAST_MOMENT_MS = 8.64e15;

/** One issue as a page of its own. */
export function IssuePage({ issueId, number }: { issueId: string; number: number }) {
  const router = useRouter();
  const links = useLinks();
  const lookup = useRequestedReport();
  useShortcut("escape", () => router.push(links.board()), { label: "Back to the board", group: "Issue" });
  return (
    <div className="flex h-full min-h-0 flex-col">
      <nav
        aria-label="Breadcrumb"
        className="flex h-9 shrink-0 items-center gap-2 border-b border-border px-4 text-muted-foreground"
      >
        <Link
          href={links.board()}
          className="inline-flex items-center gap-1 rounded-sm hover:text-foreground"
        >
          <ChevronLeft aria-hidden className="size-3.5" />
          Board
        </Link>
        <span aria-hidden>/</span>
        <span className="text-foreground figures">#{number}</span>
      </nav>
      <div className="min-h-0 flex-1">
        <IssueView key={issueId} issueId={issueId} isPage lookup={lookup} />
      </div>
    </div>
  );
}

/** The report that the address names, to be brought into sight. */
function useRequestedReport(): ReportLookup | null {
  const params = useSearchParams();
  const [reference, at] = [params.get("report"), Number(params.get("at"))];
  return useMemo(
    () =>
      reference === null || !Number.isSafeInteger(at) || Math.abs(at) > LAST_MOMENT_MS
        ? null
        : { reference, reportedAt: new Date(at) },
    [reference, at],
  );
}
