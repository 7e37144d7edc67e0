"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { lazy, Suspense } from "react";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { useShortcut } from "@/components/layout/shortcuts";
import { refusalOf, useTRPC } from "@/components/trpc/client";
import { NotLoaded } from "@/components/trpc/not-loaded";
import { EmptyState } from "@/components/ui/empty-state";
import { useLoadWhenIdle } from "@/components/ui/load-when-idle";
import { SidePanel } from "@/components/ui/side-panel";
import { SkeletonRows } from "@/components/ui/skeleton";

const loadIssueView = () => import("./issue-view").then(({ IssueView }) => ({ default: IssueView }));
const IssueView = lazy(loadIssueView);
const LATER = [loadIssueView];

/** An issue beside the list it was opened from: Escape closes, ⇧↵ opens it full, j and k walk the list behind. */
export function IssuePanel({
  number,
  knownId,
  onClose,
  onPrevious,
  onNext,
}: {
  number: number | null;
  /** Its id where the list has it, so that nothing is looked up. */ knownId?: string | undefined;
  onClose: () => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const launch = useLaunch();
  const links = useLinks();
  const isOpen = number !== null;
  useLoadWhenIdle(LATER);
  const found = useQuery({
    ...trpc.feedback.issueByNumber.queryOptions({ launchId: launch.id, number: number ?? 1 }),
    enabled: isOpen && knownId === undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useShortcut("shift+enter", () => number !== null && router.push(links.issue(number)), {
    label: "Open the issue full",
    group: "Issue",
    isEnabled: isOpen,
  });
  const issueId = knownId ?? found.data?.id;
  return (
    <SidePanel
      isOpen={isOpen}
      onClose={onClose}
      label={`Issue ${number ?? ""}`}
      title={<span className="text-muted-foreground figures">#{number}</span>}
      {...(number === null ? {} : { fullHref: links.issue(number), panelKey: String(number) })}
      onPrevious={onPrevious}
      onNext={onNext}
      size="md"
    >
      {issueId !== undefined ? (
        <Suspense fallback={<SkeletonRows count={8} />}>
          <IssueView key={issueId} issueId={issueId} />
        </Suspense>
      ) : refusalOf(found.error)?.code === "NOT_FOUND" ? (
        <EmptyState
          title={`There is no issue #${number ?? ""} here`}
          description="It may belong to another launch."
        />
      ) : (
        <NotLoaded
          query={found}
          what={`issue #${number ?? ""}`}
          skeleton={<SkeletonRows count={8} label="Loading the issue" />}
        />
      )}
    </SidePanel>
  );
}
