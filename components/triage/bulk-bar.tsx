"use client";
import { cn } from "@/components/ui/cn";
import { useQuery } from "@tanstack/react-query";
import {
  Check,
  CircleSlash,
  Clock,
  GitMerge,
  Lightbulb,
  ShieldCheck,
  UserRound,
  Wrench,
  X,
} from "lucide-react";
import { useState } from "react";
import { useIssueActs } from "@/components/feedback/acts-context";
import type { ActTarget } from "@/components/feedback/issue-row";
import { formatCount, formatNoun } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { useLaunch } from "@/components/launches/launch-context";
import { usePressGuard } from "@/components/layout/use-press-guard";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import type { IssueAct } from "@/contracts/issues";
import { SeverityChoices } from "./issue-choices";

/**
 * What can be done with the selected issues, with how many they are; or with all that the filter finds, after saying how many that is.
 * What was done clears the selection: the next key acts on what is in front of the person.
 */
export function BulkBar({
  issues,
  filter,
  onClear,
}: {
  issues: readonly ActTarget[];
  filter: string;
  onClear: () => void;
}) {
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  const [isForAll, setIsForAll] = useState(false);
  const guarded = usePressGuard(null);
  if (issues.length === 0) return null;
  const severities = new Set(issues.map((issue) => issue.severity));
  return (
    <div
      role="toolbar"
      aria-label={formatNoun(issues.length, "selected issue")}
      className={cn(
        "absolute bottom-4 left-1/2 z-20 flex max-w-[calc(100%-1.5rem)] -translate-x-1/2 animate-pop-in",
        "items-center gap-1 overflow-x-auto rounded-md border border-border bg-raised p-1.5 shadow-float",
      )}
    >
      <span className="px-2 font-medium whitespace-nowrap figures" role="status">
        {formatCount(issues.length)} selected
      </span>
      {mayWrite && (
        <>
          <Button
            size="sm"
            variant="ghost"
            icon={<Check aria-hidden />}
            shortcut="1"
            onClick={(click) => guarded(() => acts.act(issues, { kind: "accept" }, onClear), click)}
          >
            Accept
          </Button>
          <Button
            size="sm"
            variant="ghost"
            icon={<GitMerge aria-hidden />}
            shortcut="2"
            onClick={(click) => guarded(() => acts.openMerge(issues, onClear), click)}
          >
            Merge
          </Button>
          <Button
            size="sm"
            variant="ghost"
            icon={<CircleSlash aria-hidden />}
            shortcut="3"
            onClick={(click) => guarded(() => acts.openDecline(issues, onClear), click)}
          >
            Decline
          </Button>
          <Button
            size="sm"
            variant="ghost"
            icon={<Clock aria-hidden />}
            shortcut="h"
            onClick={(click) => guarded(() => acts.openSnooze(issues, onClear), click)}
          >
            Snooze
          </Button>
          <Button
            size="sm"
            variant="ghost"
            icon={<Wrench aria-hidden />}
            shortcut="f"
            onClick={(click) => guarded(() => acts.moveTo(issues, "fixed", onClear), click)}
          >
            Fixed
          </Button>
          {issues.some((issue) => issue.state === "fixed") && (
            <Button
              size="sm"
              variant="ghost"
              icon={<ShieldCheck aria-hidden />}
              shortcut="v"
              onClick={(click) => guarded(() => acts.moveTo(issues, "verified", onClear), click)}
            >
              Verify
            </Button>
          )}
          <Button
            size="sm"
            variant="ghost"
            icon={<Lightbulb aria-hidden />}
            shortcut="w"
            onClick={(click) =>
              guarded(() => acts.act(issues, { kind: "park", asWish: true, reason: "" }, onClear), click)
            }
          >
            Park
          </Button>
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button
                size="sm"
                variant="ghost"
                icon={<SeverityGlyph severity={[...severities][0] ?? "minor"} isDecorative />}
              >
                Severity
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent side="top">
              <SeverityChoices
                issues={issues}
                value={severities.size === 1 ? [...severities][0] : undefined}
                onSent={onClear}
              />
            </DropdownMenuContent>
          </DropdownMenu>
          <Button
            size="sm"
            variant="ghost"
            icon={<UserRound aria-hidden />}
            shortcut="a"
            onClick={() => acts.openAssign(issues, onClear)}
          >
            Assign
          </Button>
          <Button size="sm" variant="quiet" onClick={() => setIsForAll(true)}>
            All that match…
          </Button>
        </>
      )}
      <IconButton size="sm" label="Clear the selection" shortcut="escape" onClick={onClear}>
        <X aria-hidden />
      </IconButton>
      {isForAll && <ForAllDialog filter={filter} onSent={onClear} onClose={() => setIsForAll(false)} />}
    </div>
  );
}

/** Criticals among them are neither snoozed nor parked: each of those needs a reason of its own. */
const UNTIL_WORSE: IssueAct = { kind: "snooze", whenWorse: true, reason: "", isCriticalConfirmed: false };
const FOR_ALL: readonly { label: string; verb: string; act: IssueAct }[] = [
  { label: "Accept", verb: "Accept", act: { kind: "accept" } },
  { label: "Snooze until they get worse", verb: "Snooze", act: UNTIL_WORSE },
  { label: "Park as wishes", verb: "Park", act: { kind: "park", asWish: true, reason: "" } },
];

/** The count first: nothing happens to what nobody has counted. */
function ForAllDialog({
  filter,
  onSent,
  onClose,
}: {
  filter: string;
  onSent: () => void;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const acts = useIssueActs();
  const [picked, setPicked] = useState(0);
  const preview = useQuery({
    ...trpc.triage.bulkPreview.queryOptions({ launchId: launch.id, target: { filter } }),
    staleTime: 0,
  });
  const choice = FOR_ALL[picked]!;
  const count = preview.data?.count ?? 0;
  const description = preview.isPending
    ? "Counting…"
    : preview.isError
      ? messageOf(preview.error)
      : preview.data.isTooMany
        ? `The filter finds more than ${preview.data.cap} issues, which is more than anybody can check. Narrow it first.`
        : `The filter “${filter || "everything"}” finds ${formatNoun(count, "issue")}. Those it does not ` +
          "fit are left as they are, and all of it can be undone.";
  return (
    <AlertDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Act on everything the filter finds"
      description={description}
      confirmLabel={`${choice.verb} ${formatNoun(count, "issue")}`}
      isConfirmDisabled={!preview.data || preview.data.isTooMany || count === 0}
      onConfirm={() => {
        acts.actOnFilter(filter, count, choice.act);
        onSent();
        onClose();
      }}
    >
      <div role="radiogroup" aria-label="What to do" className="flex flex-wrap gap-1.5">
        {FOR_ALL.map((option, index) => (
          <Button
            key={option.label}
            size="sm"
            role="radio"
            aria-checked={index === picked}
            variant={index === picked ? "primary" : "secondary"}
            onClick={() => setPicked(index)}
          >
            <bdi>{option.label}</bdi>
          </Button>
        ))}
      </div>
    </AlertDialog>
  );
}
