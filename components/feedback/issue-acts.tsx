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
import { ConflictDialog, type Conflict } from "./conflict-dialog";
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
type Asking =
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
  const [asking, setAsking] = useState<Asking>(null);
  const [undoable] = useState(undoStack);
  const targetsRef = useRef<readonly ActTarget[]>([]);
  const nameOf = useCallback(
    (id: string) =>
      [...(people.data ?? []), ...(teams.data ?? [])].find((each) => each.id === id)?.name ?? null,
    [people.data, teams.data],
  );

  const acts = useMemo<Omit<IssueActs, "isAsking" | "targetsRef">>(() => {
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
      onConflict: (conflict) => setAsking({ kind: "conflict", conflict }),
    });
    const ask =
      (kind: Question): IssueActs["askToMerge"] =>
      (issues, onSent) => {
        if (issues.length > 0 && mayWrite) setAsking({ kind, issues, onSent });
      };
    const act: IssueActs["act"] = (issues, wanted, onSent) => {
      if (isParking(wanted) && mayWrite && issues.some(({ severity }) => lacksReason(severity, wanted)))
        return setAsking({ kind: "park", issues, act: wanted, onSent });
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
      if (state === "fixed") return ask("fix")(issues, onSent);
      if (state === "verified") return ask("verify")(issues, onSent);
      if (state === "declined") return ask("decline")(issues, onSent);
      act(issues, { kind: "move", state, reason: "" }, onSent);
    };
    return {
      act,
      actOnFilter: filterAct({ client, launchId: launch.id, outcomes, nameOf }),
      ...joinActs({ client, outcomes }),
      undo: outcomes.takeBackById,
      undoLast: outcomes.undoLast,
      askToMerge: ask("merge"),
      askToDecline: ask("decline"),
      askToSnooze: ask("snooze"),
      askToPlace: (issue, field) => {
        if (mayPlace) setAsking({ kind: "place", issue, field });
      },
      askToAssign: ask("assign"),
      moveTo,
    };
  }, [client, isLive, launch.id, mayPlace, mayWrite, membership.name, nameOf, queryClient, undoable]);

  const value = useMemo<IssueActs>(
    () => ({ ...acts, isAsking: asking !== null, targetsRef }),
    [acts, asking],
  );
  const close = () => setAsking(null);
  return (
    <IssueActsContext value={value}>
      {children}
      {asking?.kind === "merge" && (
        <MergeDialog
          issues={asking.issues}
          onClose={close}
          onMerge={(...merge) => {
            acts.merge(...merge);
            asking.onSent?.();
          }}
        />
      )}
      {asking?.kind === "decline" && (
        <DeclineDialog
          issues={asking.issues}
          onClose={close}
          onDecline={(reason) => acts.act(asking.issues, { kind: "decline", reason }, asking.onSent)}
        />
      )}
      {asking?.kind === "snooze" && (
        <SnoozeDialog
          issues={asking.issues}
          onClose={close}
          onSnooze={(act) => acts.act(asking.issues, act, asking.onSent)}
        />
      )}
      {asking?.kind === "park" && (
        <ParkDialog
          issues={asking.issues}
          onClose={close}
          onPark={(reason) => acts.act(asking.issues, { ...asking.act, reason }, asking.onSent)}
        />
      )}
      {asking?.kind === "assign" && (
        <AssignDialog
          issues={asking.issues}
          onClose={close}
          onAssign={(ownerId) => acts.act(asking.issues, { kind: "assign", ownerId }, asking.onSent)}
        />
      )}
      {asking?.kind === "fix" && (
        <FixDialog
          issues={asking.issues}
          onClose={close}
          onFix={(version) => acts.act(asking.issues, { kind: "fix", version }, asking.onSent)}
        />
      )}
      {asking?.kind === "verify" && (
        <VerifyDialog
          issues={asking.issues}
          onClose={close}
          onVerify={(evidence) => acts.act(asking.issues, { kind: "verify", evidence }, asking.onSent)}
        />
      )}
      {asking?.kind === "place" && (
        <PriorityDialog issue={asking.issue} field={asking.field} onClose={close} />
      )}
      {asking?.kind === "conflict" && (
        <ConflictDialog
          conflict={asking.conflict}
          onClose={close}
          onInsist={() => acts.act([asking.conflict.current], asking.conflict.act)}
          nameOf={nameOf}
        />
      )}
    </IssueActsContext>
  );
}
