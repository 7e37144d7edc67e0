"use client";
import { AssignDialog } from "./assign-dialog";
import type { IssueActs, ParkAct } from "./acts-context";
import type { Conflict } from "./conflict";
import { ConflictDialog } from "./conflict-dialog";
import { DeclineDialog } from "./decline-dialog";
import { FixDialog } from "./fix-dialog";
import type { ActTarget } from "./issue-row";
import { MergeDialog } from "./merge-dialog";
import { ParkDialog } from "./park-dialog";
import { PriorityDialog } from "./priority-dialog";
import type { PriorityField } from "./priority-field";
import { SnoozeDialog } from "./snooze-dialog";
import { VerifyDialog } from "./verify-dialog";

/** What is asked before something is done. */
export type Question = "merge" | "decline" | "snooze" | "assign" | "fix" | "verify";
/** A dialog of an act, with what it is about. */
export type OpenAct =
  | { kind: Question; issues: readonly ActTarget[]; onSent: (() => void) | undefined }
  | { kind: "park"; issues: readonly ActTarget[]; act: ParkAct; onSent: (() => void) | undefined }
  | { kind: "place"; issue: ActTarget; field: PriorityField }
  | { kind: "conflict"; conflict: Conflict };

/** The dialog that an act on issues asks with; fetched apart, since most pages are read without one. */
export function ActDialog({
  open,
  acts,
  nameOf,
  onClose,
}: {
  open: OpenAct;
  acts: Pick<IssueActs, "act" | "merge">;
  /** The name of a member or a team by its id. */
  nameOf: (id: string) => string | null;
  onClose: () => void;
}) {
  switch (open.kind) {
    case "merge":
      return (
        <MergeDialog
          issues={open.issues}
          onClose={onClose}
          onMerge={(...merge) => {
            acts.merge(...merge);
            open.onSent?.();
          }}
        />
      );
    case "decline":
      return (
        <DeclineDialog
          issues={open.issues}
          onClose={onClose}
          onDecline={(reason) => acts.act(open.issues, { kind: "decline", reason }, open.onSent)}
        />
      );
    case "snooze":
      return (
        <SnoozeDialog
          issues={open.issues}
          onClose={onClose}
          onSnooze={(act) => acts.act(open.issues, act, open.onSent)}
        />
      );
    case "park":
      return (
        <ParkDialog
          issues={open.issues}
          onClose={onClose}
          onPark={(reason) => acts.act(open.issues, { ...open.act, reason }, open.onSent)}
        />
      );
    case "assign":
      return (
        <AssignDialog
          issues={open.issues}
          onClose={onClose}
          onAssign={(ownerId) => acts.act(open.issues, { kind: "assign", ownerId }, open.onSent)}
        />
      );
    case "fix":
      return (
        <FixDialog
          issues={open.issues}
          onClose={onClose}
          onFix={(version) => acts.act(open.issues, { kind: "fix", version }, open.onSent)}
        />
      );
    case "verify":
      return (
        <VerifyDialog
          issues={open.issues}
          onClose={onClose}
          onVerify={(evidence) => acts.act(open.issues, { kind: "verify", evidence }, open.onSent)}
        />
      );
    case "place":
      return <PriorityDialog issue={open.issue} field={open.field} onClose={onClose} />;
    case "conflict":
      return (
        <ConflictDialog
          conflict={open.conflict}
          onClose={onClose}
          onInsist={() => acts.act([open.conflict.current], open.conflict.act)}
          nameOf={nameOf}
        />
      );
  }
}
