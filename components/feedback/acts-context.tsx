"use client";
import { createContext, useContext } from "react";
import type { IssueState } from "@/contracts/feedback";
import { MOVES } from "@/contracts/issue-moves";
import type { AnyAct, IssueAct } from "@/contracts/issues";
import type { ActTarget } from "./issue-row";
import type { PriorityField } from "./priority-field";

/** An issue as joining and parting know it. */
type Joined = Pick<ActTarget, "id" | "number">;

/** What can be done with issues from any screen: at once, with ten seconds to take it back. */
export type IssueActs = {
  /**
   * Does one thing to one or many issues, after asking for the reason where it takes a critical out of sight without one. `onSent` is
   * called when it was sent, and not when the person thought better of it; so it is below.
   */
  act: (issues: readonly ActTarget[], act: AnyAct, onSent?: () => void) => void;
  /** Does one thing to everything that a filter finds; `count` is what the person was shown. */
  actOnFilter: (filter: string, count: number, act: IssueAct) => void;
  merge: (into: Joined, sources: readonly Joined[], reason: string) => void;
  unmerge: (issue: Joined) => void;
  relate: (issue: Joined, other: Joined, kind: "related" | "not_same", isTakenBack?: boolean) => void;
  splitOut: (issue: Joined, itemIds: readonly string[], title: string | undefined) => void;
  moveItems: (from: Joined, itemIds: readonly string[], to: Joined) => void;
  /** Takes a change back by its id from the trail. */
  undo: (undoId: string) => void;
  /** Takes the person's last change back. */
  undoLast: () => void;
  /** Asks what is missing first. */
  openMerge: (issues: readonly ActTarget[], onSent?: () => void) => void;
  openDecline: (issues: readonly ActTarget[], onSent?: () => void) => void;
  /** Asks what ends the snooze. */
  openSnooze: (issues: readonly ActTarget[], onSent?: () => void) => void;
  /** Asks whose they are. */
  openAssign: (issues: readonly ActTarget[], onSent?: () => void) => void;
  /** Asks for an impact or an effort, and its reason. */
  openPlacement: (issue: ActTarget, field: PriorityField) => void;
  /** Moves issues to a state, after asking for what it needs: the version of a fix, what proves it, why it is declined or parked. */
  moveTo: (issues: readonly ActTarget[], state: IssueState, onSent?: () => void) => void;
  isDialogOpen: boolean;
  /** The issues that the keys of the screen act on right now; kept by `useTriageKeys`, read by the command palette. */
  targetsRef: { current: readonly ActTarget[] };
};

/** An act that parks issues. */
export type ParkAct = Extract<AnyAct, { kind: "park" | "move" }>;
export const isParking = (act: AnyAct): act is ParkAct =>
  act.kind === "park" || (act.kind === "move" && act.state === "parked");

export const IssueActsContext = createContext<IssueActs | null>(null);

/** Whether any of these issues may be moved to a state. */
export const mayMoveTo = (issues: readonly ActTarget[], state: IssueState): boolean =>
  issues.some((issue) => MOVES[issue.state].includes(state));

/** The acts of the workspace. @throws Error outside of a launch's screens */
export function useIssueActs(): IssueActs {
  const acts = useContext(IssueActsContext);
  if (!acts) throw new Error("useIssueActs needs a launch's screens around it");
  return acts;
}
