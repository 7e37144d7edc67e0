"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { ISSUE_STATE_WORDS } from "@/components/format/words";
import { useLiveState } from "@/components/live/live-provider";
import { useLaunch } from "@/components/launches/launch-context";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { useTRPC, useTRPCClient } from "@/components/trpc/client";
import { toastError } from "@/components/ui/toaster";
import { MOVES } from "@/contracts/issue-moves";
import { lacksReason } from "@/contracts/issues";
import { actOutcomes, undoStack } from "./act-outcomes";
import { AssignDialog } from "./assign-dialog";
import { IssueActsContext, mayMoveTo, type IssueActs } from "./acts-context";
import type { Conflict } from "./conflict";
import { ConflictDialog } from "./conflict-dialog";
import { DeclineDialog } from "./decline-dialog";
import { FixDialog } from "./fix-dialog";
import type { ActTarget } from "./issue-row";
import { joinActs } from "./join-acts";
import { MergeDialog } from "./merge-dialog";
import { isParking, ParkDialog, type ParkAct } from "./park-dialog";
import { filterAct, performer } from "./perform-act";
import { PriorityDialog } from "./priority-dialog";
import type { PriorityField } from "./priority-field";
import { SnoozeDialog } from "./snooze-dialog";
import { VerifyDialog } from "./verify-dialog";

type Question = "merge" | "decline" | "snooze" | "assign" | "fix" | "verify";
type OpenDialog =
  | { kind: Question; issues: readonly ActTarget[]; onSent: (() => void) | undefined }
  | { kind: "park"; issues: readonly ActTarget[]; act: ParkAct; onSent: (() => void) | undefined }
  | { kind: "place"; issue: ActTarget; field: PriorityField }
  | { kind: "conflict"; conflict: Conflict }
  | null;

/** Lets everything below act on issues: drawn at once, sent, and either kept, taken back within ten seconds, or put right in a conflict. */
export function IssueActsProvider({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const launch = useLaunch();
  const mayWrite = useCan("issue:write");
  const mayPlace = useCan("issue:prioritise");
  const mayReadMembers = useCan("member:read");
  const { membership } = useMember();
  const isLive = useLiveState() === "live";
  const people = useQuery({
    ...trpc.tenancy.people.queryOptions(),
    enabled: mayReadMembers,
    staleTime: 5 * 60_000,
  });
  const teams = useQuery({ ...trpc.launches.teams.queryOptions(), staleTime: 5 * 60_000 });
  const [openDialog, setOpenDialog] = useState<OpenDialog>(null);
  const [undoable] = useState(undoStack);
  const targetsRef = useRef<readonly ActTarget[]>([]);
  const nameOf = useCallback(
    (id: string) =>
      [...(people.data ?? []), ...(teams.data ?? [])].find((named) => named.id === id)?.name ?? null,
    [people.data, teams.data],
  );

  const acts = useMemo<Omit<IssueActs, "isDialogOpen" | "targetsRef">>(() => {
    const outcomes = actOutcomes({ client, queryClient, launchId: launch.id, isLive, undoable });
    const perform = performer({
      client,
      queryClient,
      launchId: launch.id,
      outcomes,
      mayWrite,
      mayPlace,
      nameOf,
      memberName: membership.name,
      onConflict: (conflict) => setOpenDialog({ kind: "conflict", conflict }),
    });
    const opener =
      (kind: Question): IssueActs["openMerge"] =>
      (issues, onSent) => {
        if (issues.length > 0 && mayWrite) setOpenDialog({ kind, issues, onSent });
      };
    const act: IssueActs["act"] = (issues, wanted, onSent) => {
      if (isParking(wanted) && mayWrite && issues.some(({ severity }) => lacksReason(severity, wanted)))
        return setOpenDialog({ kind: "park", issues, act: wanted, onSent });
      perform(issues, wanted);
      onSent?.();
    };
    const moveTo: IssueActs["moveTo"] = (issues, state, onSent) => {
      const [first] = issues;
      if (first && !mayMoveTo(issues, state))
        return void toastError(
          issues.length === 1
            ? `#${first.number} is ${ISSUE_STATE_WORDS[first.state].toLowerCase()}`
            : "None of these issues can be moved there",
          `From there it can become ${MOVES[first.state].map((to) => ISSUE_STATE_WORDS[to].toLowerCase()).join(", ")}.`,
        );
      if (state === "fixed") return opener("fix")(issues, onSent);
      if (state === "verified") return opener("verify")(issues, onSent);
      if (state === "declined") return opener("decline")(issues, onSent);
      act(issues, { kind: "move", state, reason: "" }, onSent);
    };
    return {
      act,
      actOnFilter: filterAct({ client, launchId: launch.id, outcomes, nameOf }),
      ...joinActs({ client, outcomes }),
      undo: outcomes.takeBackById,
      undoLast: outcomes.undoLast,
      openMerge: opener("merge"),
      openDecline: opener("decline"),
      openSnooze: opener("snooze"),
      openPlacement: (issue, field) => {
        if (mayPlace) setOpenDialog({ kind: "place", issue, field });
      },
      openAssign: opener("assign"),
      moveTo,
    };
  }, [client, isLive, launch.id, mayPlace, mayWrite, membership.name, nameOf, queryClient, undoable]);

  const value = useMemo<IssueActs>(
    () => ({ ...acts, isDialogOpen: openDialog !== null, targetsRef }),
    [acts, openDialog],
  );
  const close = () => setOpenDialog(null);
  return (
    <IssueActsContext value={value}>
      {children}
      {openDialog?.kind === "merge" && (
        <MergeDialog
          issues={openDialog.issues}
          onClose={close}
          onMerge={(...merge) => {
            acts.merge(...merge);
            openDialog.onSent?.();
          }}
        />
      )}
      {openDialog?.kind === "decline" && (
        <DeclineDialog
          issues={openDialog.issues}
          onClose={close}
          onDecline={(reason) => acts.act(openDialog.issues, { kind: "decline", reason }, openDialog.onSent)}
        />
      )}
      {openDialog?.kind === "snooze" && (
        <SnoozeDialog
          issues={openDialog.issues}
          onClose={close}
          onSnooze={(act) => acts.act(openDialog.issues, act, openDialog.onSent)}
        />
      )}
      {openDialog?.kind === "park" && (
        <ParkDialog
          issues={openDialog.issues}
          onClose={close}
          onPark={(reason) => acts.act(openDialog.issues, { ...openDialog.act, reason }, openDialog.onSent)}
        />
      )}
      {openDialog?.kind === "assign" && (
        <AssignDialog
          issues={openDialog.issues}
          onClose={close}
          onAssign={(ownerId) => acts.act(openDialog.issues, { kind: "assign", ownerId }, openDialog.onSent)}
        />
      )}
      {openDialog?.kind === "fix" && (
        <FixDialog
          issues={openDialog.issues}
          onClose={close}
          onFix={(version) => acts.act(openDialog.issues, { kind: "fix", version }, openDialog.onSent)}
        />
      )}
      {openDialog?.kind === "verify" && (
        <VerifyDialog
          issues={openDialog.issues}
          onClose={close}
          onVerify={(evidence) =>
            acts.act(openDialog.issues, { kind: "verify", evidence }, openDialog.onSent)
          }
        />
      )}
      {openDialog?.kind === "place" && (
        <PriorityDialog issue={openDialog.issue} field={openDialog.field} onClose={close} />
      )}
      {openDialog?.kind === "conflict" && (
        <ConflictDialog
          conflict={openDialog.conflict}
          onClose={close}
          onInsist={() => acts.act([openDialog.conflict.current], openDialog.conflict.act)}
          nameOf={nameOf}
        />
      )}
    </IssueActsContext>
  );
}
