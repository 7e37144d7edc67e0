"use client";
import { MoreHorizontal } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { CriterionBar } from "@/components/charts/criterion-bar";
import { Sparkline } from "@/components/charts/sparkline";
import { formatFigure, formatNoun } from "@/components/format/numbers";
import { OPEN_CRITICALS_FILTER } from "@/components/format/day-sentence";
import { Time } from "@/components/format/time";
import { formatExactTime } from "@/components/format/time-text";
import { CRITERION_STATE_WORDS } from "@/components/format/words";
import { ZonedTime } from "@/components/format/zoned-time";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { later } from "@/components/ui/load-when-idle";
import { DEFECT_TYPES } from "@/contracts/triage";
import type { BlockingIssue, ConditionMove, CriterionView } from "@/contracts/exit";
import { CriterionDot } from "./criterion-dot";
import { useLaunch } from "./launch-context";
import { useLinks, type LaunchLinks } from "./links";
import { formatDay, describeHold, describeToGo } from "./hold-words";
import { describeMove } from "./move-words";
import type { CriterionChanges } from "./use-criterion-changes";
import { isolate } from "@/contracts/isolate";

const ConfirmDialog = later(() => import("./confirm-dialog").then(({ ConfirmDialog: Dialog }) => Dialog));
const CriterionDialog = later(() =>
  import("./criterion-dialog").then(({ CriterionDialog: Dialog }) => Dialog),
);
const WaiveDialog = later(() => import("./waive-dialog").then(({ WaiveDialog: Dialog }) => Dialog));

const SPARK_POINTS = 60;

/** The rows a criterion's value is counted from. */
function rowsBehind(
  { kind, componentId }: CriterionView,
  links: LaunchLinks,
): { href: string; label: string } | null {
  const only = componentId === null ? "" : ` component:${componentId}`;
  switch (kind) {
    case "open_critical":
      return { href: links.board(`${OPEN_CRITICALS_FILTER}${only}`), label: "Open criticals" };
    case "open_major":
      return {
        href: links.board(`severity:major state:open type:${DEFECT_TYPES.join(",")}${only}`),
        label: "Open majors",
      };
    case "new_items_per_day":
    case "negative_share":
      return { href: links.board(`since:24h${only}`), label: "Reported in the last 24 h" };
    case "error_rate":
    case "latency_p95":
      return { href: links.traffic, label: "Traffic of the last 24 h" };
    case "first_response":
      return { href: links.waitingOf(componentId), label: "Who is waiting" };
    case "manual":
      return null;
  }
}

/** One condition for leaving: its state, its value, since when it holds, who answers for it. Met ones are quiet. */
export function CriterionRow({
  criterion,
  componentName,
  blockers,
  changes,
}: {
  criterion: CriterionView;
  componentName: string | null;
  /** Issues that hold this one back. */ blockers: readonly BlockingIssue[];
  changes: CriterionChanges;
}) {
  const links = useLinks();
  const { timeZone } = useLaunch();
  const rows = rowsBehind(criterion, links);
  const isSettled = criterion.state === "met" || criterion.state === "waived";
  const isManual = criterion.compare === "manual";
  const { waiver, confirmation } = criterion;
  return (
    <li
      data-criterion-id={criterion.id}
      className={cn(
        "relative grid gap-x-4 gap-y-2 border-b border-border px-4 py-3.5 last:border-b-0",
        "md:grid-cols-[minmax(0,1fr)_10.25rem_3.75rem_8.25rem_1.75rem] md:items-start",
      )}
    >
      <div className="flex min-w-0 items-start gap-3 max-md:pr-8">
        <CriterionDot state={criterion.state} className="mt-[3px]" />
        <div className="min-w-0">
          <p className={cn("[overflow-wrap:anywhere]", isSettled ? "text-muted-foreground" : "font-medium")}>
            {rows ? (
              <Link
                href={rows.href}
                title={`${rows.label}. ${criterion.basis}`}
                className="-my-0.5 inline-block py-0.5 hover:underline"
              >
                <bdi>{criterion.title}</bdi>
              </Link>
            ) : (
              <bdi>{criterion.title}</bdi>
            )}
            {componentName !== null && (
              <span className="font-normal text-muted-foreground">
                {" "}
                · <bdi>{componentName}</bdi>
              </span>
            )}
          </p>
          {!isSettled &&
            criterion.state !== "holding" &&
            (blockers.length > 0 ? (
              <BlockedBy blockers={blockers} />
            ) : (
              <p className="text-meta text-muted-foreground">
                {criterion.state === "not_met" && !isManual && criterion.note === null
                  ? criterion.basis
                  : criterion.blockedBy}
              </p>
            ))}
          {criterion.kind === "first_response" && (
            <p className="text-meta text-muted-foreground">
              {criterion.note}{" "}
              <Link
                href={links.waitingOf(criterion.componentId)}
                className="text-accent-text underline decoration-1 underline-offset-2 hover:decoration-2"
              >
                Who is waiting
              </Link>
            </p>
          )}
          <Moves moves={criterion.moves} unit={criterion.unit} />
          {waiver && (
            <p className="text-meta text-muted-foreground">
              {waiver.isExpired ? "The waiver ended" : "Waived until"}{" "}
              <ZonedTime value={waiver.until} timeZone={timeZone} />
              {waiver.by ? ` by ${isolate(waiver.by)}` : ""}:{" "}
              <span className="reported">{waiver.reason}</span>
            </p>
          )}
          {confirmation && (
            <p className="text-meta text-muted-foreground">
              Confirmed {confirmation.by ? `by ${isolate(confirmation.by)} ` : ""}
              <Time value={confirmation.at} />:{" "}
              <span className="reported [overflow-wrap:anywhere]">{confirmation.evidence}</span>
            </p>
          )}
        </div>
      </div>
      {criterion.compare === "manual" ? (
        <p className="text-meta text-muted-foreground max-md:hidden print:hidden">Manual check</p>
      ) : (
        <CriterionBar
          label={criterion.title}
          value={criterion.value}
          target={criterion.target}
          unit={criterion.unit}
          compare={criterion.compare}
          state={criterion.state}
          className="pt-1.5 max-md:pl-6"
        />
      )}
      <div className="max-md:hidden">
        {!isManual && (
          <Sparkline
            values={criterion.readings.slice(-SPARK_POINTS).map((point) => point.value)}
            widthPx={60}
            tone={criterion.state === "not_met" ? "negative" : isSettled ? "muted" : "accent"}
            label={`${isolate(criterion.title)} so far, now ${formatFigure(criterion.value, criterion.unit)}`}
          />
        )}
      </div>
      <div className="min-w-0 text-meta max-md:flex max-md:flex-wrap max-md:gap-x-4 max-md:pl-6">
        <p
          className={cn(
            "figures",
            criterion.state === "holding" ? "font-medium text-foreground" : "text-muted-foreground",
          )}
        >
          {isManual && <span className="md:hidden">Manual check · </span>}
          {criterion.state === "waived" ? CRITERION_STATE_WORDS.waived : describeHold(criterion)}
        </p>
        {criterion.hold.until !== null && (
          <p className="text-muted-foreground" title={formatExactTime(criterion.hold.until.getTime())}>
            {describeToGo(criterion)}
          </p>
        )}
        <p className="mt-0.5 flex items-center gap-1.5 text-muted-foreground">
          {criterion.owner ? (
            <>
              <Avatar name={criterion.owner.name} size="sm" isDecorative />
              <span dir="auto" className="truncate">
                {criterion.owner.name}
              </span>
            </>
          ) : (
            <span className="text-faint-foreground">no owner</span>
          )}
        </p>
      </div>
      <Menu criterion={criterion} changes={changes} />
    </li>
  );
}

/** That the condition was moved, and why; earlier moves open. */
function Moves({ moves, unit }: Pick<CriterionView, "moves" | "unit">) {
  const [last, ...earlier] = moves;
  if (!last) return null;
  return (
    <div className="text-meta text-muted-foreground">
      <MoveLine move={last} unit={unit} />
      {earlier.length > 0 && (
        <details>
          <summary className="w-fit py-0.5 text-accent-text underline decoration-1 underline-offset-2">
            {formatNoun(earlier.length, "earlier change")}
          </summary>
          {earlier.map((move) => (
            <MoveLine key={move.at.getTime()} move={move} unit={unit} />
          ))}
        </details>
      )}
    </div>
  );
}

function MoveLine({ move, unit }: { move: ConditionMove; unit: CriterionView["unit"] }) {
  return (
    <p className="[overflow-wrap:anywhere]">
      {describeMove(move, unit)}
      {move.by ? ` by ${isolate(move.by)}` : ""}, {formatDay(move.at)}:{" "}
      <span className="reported">{move.reason}</span>
    </p>
  );
}

const BLOCKERS_NAMED = 5;

function BlockedBy({ blockers }: { blockers: readonly BlockingIssue[] }) {
  const links = useLinks();
  return (
    <p className="text-meta text-muted-foreground">
      blocked by{" "}
      {blockers.slice(0, BLOCKERS_NAMED).map((issue, index) => (
        <span key={issue.id}>
          {index > 0 && ", "}
          <Link
            href={links.issue(issue.number)}
            title={issue.title}
            className="text-accent-text figures underline decoration-1 underline-offset-2 hover:decoration-2"
          >
            #{issue.number}
          </Link>
        </span>
      ))}
      {blockers.length > BLOCKERS_NAMED && ` and ${blockers.length - BLOCKERS_NAMED} more`}
    </p>
  );
}

function Menu({ criterion, changes }: { criterion: CriterionView; changes: CriterionChanges }) {
  const { membership } = useMember();
  const mayWrite = useCan("criterion:write");
  const mayConfirm = useCan("criterion:confirm") && (mayWrite || criterion.owner?.id === membership.id);
  const mayWaive = useCan("criterion:waive");
  const [open, setOpen] = useState<"edit" | "waive" | "confirm" | "archive" | null>(null);
  const isManual = criterion.kind === "manual";
  if (!mayWrite && !mayWaive && !(isManual && mayConfirm)) return <span />;
  const close = () => setOpen(null);
  return (
    <div className="flex items-center gap-2 max-md:absolute max-md:top-3 max-md:right-2 md:justify-end print:hidden">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton label={`Change “${isolate(criterion.title)}”`} size="sm" isTooltipHidden>
            <MoreHorizontal aria-hidden />
          </IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {isManual &&
            mayConfirm &&
            (criterion.confirmation ? (
              <DropdownMenuItem onSelect={() => changes.withdraw(criterion)}>
                Withdraw the confirmation
              </DropdownMenuItem>
            ) : (
              <DropdownMenuItem onSelect={() => setOpen("confirm")}>Confirm with evidence…</DropdownMenuItem>
            ))}
          {mayWrite && <DropdownMenuItem onSelect={() => setOpen("edit")}>Edit…</DropdownMenuItem>}
          {mayWaive &&
            (criterion.waiver ? (
              <DropdownMenuItem onSelect={() => changes.unwaive(criterion)}>
                Withdraw the waiver
              </DropdownMenuItem>
            ) : (
              criterion.state !== "met" && (
                <DropdownMenuItem onSelect={() => setOpen("waive")}>Waive…</DropdownMenuItem>
              )
            ))}
          {mayWrite && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem onSelect={() => setOpen("archive")}>Archive…</DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {open === "edit" && <CriterionDialog criterion={criterion} changes={changes} onClose={close} />}
      {open === "waive" && <WaiveDialog criterion={criterion} changes={changes} onClose={close} />}
      {open === "confirm" && <ConfirmDialog criterion={criterion} changes={changes} onClose={close} />}
      {open === "archive" && (
        <AlertDialog
          open
          onOpenChange={(isOpen) => !isOpen && close()}
          title={`Archive “${isolate(criterion.title)}”?`}
          description={
            "It no longer counts for the exit of this launch. Its readings are kept and stay in the trail; " +
            "it cannot be restored, only added again."
          }
          confirmLabel="Archive the criterion"
          onConfirm={() => {
            changes.archive(criterion);
            close();
          }}
        />
      )}
    </div>
  );
}
