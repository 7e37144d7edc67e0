import { CRITICAL_IMPACT_MIN, isImpactReasonRequired, type BelowLine } from "@/contracts/below-line";
import { LABELS_MAX, lacksReason, type AnyAct } from "@/contracts/issues";
import type { IssueState } from "@/contracts/feedback";
import { STATE_AFTER_ACT } from "@/contracts/issue-moves";
import {
  isMoreSevere,
  type ItemType,
  type Provenance,
  type SetBy,
  type Severity,
  type Urgency,
} from "@/contracts/triage";
import type { Snooze } from "@/contracts/snooze";
import { canMove, isOpenState, isReopening, MOVES, settledAfter } from "./issue-lifecycle";
import { beginSnooze, isEndedBySeverity, SNOOZE_OVER } from "./snooze";

/** An issue as far as acts look at it and change it. */
export type ActableIssue = {
  readonly id: string;
  readonly launchId: string;
  readonly number: number;
  readonly version: number;
  readonly mergedIntoId: string | null;
  readonly title: string;
  readonly type: ItemType;
  readonly severity: Severity;
  readonly state: IssueState;
  readonly urgency: Urgency;
  readonly computedUrgency: Urgency;
  readonly componentId: string | null;
  readonly ownerId: string | null;
  readonly teamId: string | null;
  readonly labels: readonly string[];
  readonly impact: number;
  readonly computedImpact: number;
  readonly impactReason: string | null;
  readonly isImpactOverridden: boolean;
  readonly impactSetBy: string | null;
  readonly impactSetAt: Date | null;
  readonly belowLine: BelowLine | null;
  readonly effort: number;
  readonly computedEffort: number;
  readonly effortReason: string;
  readonly isEffortOverridden: boolean;
  readonly effortSetBy: string | null;
  readonly effortSetAt: Date | null;
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly needsReview: string | null;
  readonly snoozedUntil: Date | null;
  readonly snooze: Snooze | null;
  readonly workaround: string | null;
  readonly fixedVersion: string | null;
  /** When it was marked as fixed or, without that, came to rest; null while it is open. */
  readonly settledAt: Date | null;
  readonly reopenedCount: number;
  /** When a person first decided what becomes of it; nobody who reported it was told by that. */
  readonly decidedAt: Date | null;
  readonly itemCount: number;
};

/** What an issue split from another is called and found by; read from its reports by triage and passed down. */
export type SplitWords = {
  readonly title: string;
  readonly terms: readonly string[];
  readonly fingerprint: string | null;
  readonly language: string;
};

/** Fields by name with their new values; `provenance.<field>` stands for one field's provenance. Dates are ISO strings. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** What a person said a field is; kept as a label for those who learn from it. */
export type LabelChange = {
  readonly issueId: string;
  readonly field: "type" | "severity" | "component";
  readonly value: string | null;
  readonly previous: string | null;
  readonly reason: string;
  /** Who says so; a person unless said otherwise. */ readonly setBy?: SetBy;
};

export type Plan =
  | {
      readonly ok: true;
      readonly kind: string;
      readonly changes: FieldValues;
      readonly labels: readonly LabelChange[];
      readonly reason: string;
      /** Whether it says what becomes of the issue: any move to another state, and a look that confirms the present one. */
      readonly isDecision: boolean;
      readonly isRescored: boolean;
    }
  | {
      readonly ok: false;
      readonly message: string;
      readonly allowed: readonly IssueState[];
      /** The part of the act that is missing; without it the state of the issue is what does not fit. */
      readonly field?: "impactReason";
    };

/** States said to people. */
const STATE_WORDS: Readonly<Record<IssueState, string>> = {
  new: "new",
  accepted: "accepted",
  in_progress: "in progress",
  fixed: "fixed",
  verified: "verified",
  closed: "closed",
  declined: "declined",
  parked: "parked",
};

/**
 * What an act would change on an issue; an empty set of changes when it is so already. Deciding anything about where an issue stands
 * also takes it out of the inbox and ends its snooze.
 * @param actorId who acts; kept beside an impact or effort that is set by hand
 */
export function planAct(issue: ActableIssue, act: AnyAct, now: Date, actorId: string): Plan {
  if (lacksReason(issue.severity, act))
    return {
      ok: false,
      message: `#${issue.number} was not parked: it is critical, and that needs a reason.`,
      allowed: MOVES[issue.state],
    };
  switch (act.kind) {
    case "accept":
      // Accepting what is being worked on, or what is settled and waits for a look, confirms the look; opening it again is said so.
      if (issue.state !== "new" && (isOpenState(issue.state) || issue.needsReview !== null))
        return plan(issue, "reviewed", reviewed(), { isDecision: true });
      return issue.state === "new"
        ? toState(issue, STATE_AFTER_ACT[act.kind], "", now)
        : refuse(issue, "to take it up again, reopen it.");
    case "move":
      return act.state === issue.state
        ? plan(issue, "moved", {})
        : toState(issue, act.state, act.reason, now);
    case "fix":
      return toState(issue, STATE_AFTER_ACT[act.kind], "", now, { fixedVersion: act.version });
    case "park": {
      const parked = toState(issue, STATE_AFTER_ACT[act.kind], act.reason, now);
      return act.asWish && parked.ok && issue.type !== "wish"
        ? withLabels(issue, parked, { type: "wish" }, act.reason || "Parked as a wish.")
        : parked;
    }
    case "reopen":
      return isReopening(issue.state, STATE_AFTER_ACT[act.kind])
        ? toState(issue, STATE_AFTER_ACT[act.kind], act.reason, now)
        : refuse(issue, "only what was fixed or has come to rest is reopened.");
    case "start":
      return toState(issue, STATE_AFTER_ACT[act.kind], "", now);
    case "verify":
      return toState(issue, STATE_AFTER_ACT[act.kind], act.evidence, now);
    case "close":
    case "decline":
      return toState(issue, STATE_AFTER_ACT[act.kind], act.reason, now);
    case "snooze": {
      const begun = beginSnooze(issue, act, now);
      if (!begun.ok)
        return { ok: false, message: `#${issue.number} was not snoozed: ${begun.message}`, allowed: [] };
      return plan(
        issue,
        "snoozed",
        { needsReview: null, snoozedUntil: begun.snooze.until, snooze: begun.snooze },
        { reason: act.reason },
      );
    }
    case "wake":
      return plan(issue, "woken", issue.snooze === null ? {} : SNOOZE_OVER);
    case "assign":
      return plan(issue, "assigned", {
        ...(act.ownerId === undefined ? {} : { ownerId: act.ownerId }),
        ...(act.teamId === undefined ? {} : { teamId: act.teamId }),
      });
    case "rename":
      return plan(issue, "renamed", { title: act.title });
    case "tag":
      // Labels are evidence too: an executive's voice weighs.
      return plan(
        issue,
        "tagged",
        {
          labels: [...new Set([...issue.labels, ...act.add])]
            .filter((label) => !act.remove.includes(label))
            .slice(0, LABELS_MAX),
        },
        { isRescored: true },
      );
    case "workaround":
      return plan(issue, "workaround_set", { workaround: act.text || null });
    case "urgency":
      return plan(
        issue,
        "urgency_set",
        act.urgency === null
          ? { urgency: issue.computedUrgency, "provenance.urgency": null }
          : { urgency: act.urgency, "provenance.urgency": byPerson("") },
        { isRescored: act.urgency === null },
      );
    case "relabel":
      return withLabels(
        issue,
        {
          ...emptyPlan("relabelled"),
          reason: act.reason,
          ...(act.severity &&
          isMoreSevere(act.severity, issue.severity) &&
          isEndedBySeverity(issue.snooze, act.severity)
            ? { changes: SNOOZE_OVER }
            : {}),
        },
        { type: act.type, severity: act.severity, component: act.componentId },
        act.reason,
      );
    case "place":
      return place(issue, act, now, actorId);
  }
}

type SuccessfulPlan = Extract<Plan, { ok: true }>;

const emptyPlan = (kind: string): SuccessfulPlan => ({
  ok: true,
  kind,
  changes: {},
  labels: [],
  reason: "",
  isDecision: false,
  isRescored: false,
});

function plan(
  issue: ActableIssue,
  kind: string,
  changes: FieldValues,
  rest: Partial<SuccessfulPlan> = {},
): SuccessfulPlan {
  return { ...emptyPlan(kind), ...rest, changes: onlyChanged(issue, changes) };
}

const reviewed = (): FieldValues => ({ needsReview: null, snooze: null, snoozedUntil: null });

function toState(
  issue: ActableIssue,
  to: IssueState,
  reason: string,
  now: Date,
  extra: FieldValues = {},
): Plan {
  if (!canMove(issue.state, to))
    return refuse(
      issue,
      `from there it can become ${MOVES[issue.state].map((s) => STATE_WORDS[s]).join(", ")}, not ${STATE_WORDS[to]}.`,
    );
  const reopened = isReopening(issue.state, to)
    ? { reopenedCount: issue.reopenedCount + 1, fixedVersion: null }
    : {};
  const settledAt = settledAfter(issue, to, now)?.toISOString() ?? null;
  return plan(
    issue,
    isReopening(issue.state, to) ? "reopened" : to,
    { state: to, settledAt, ...reviewed(), ...reopened, ...extra },
    // What an open critical has at least comes and goes with its state.
    {
      reason,
      isDecision: true,
      isRescored: isOpenState(issue.state) !== isOpenState(to) && issue.severity === "critical",
    },
  );
}

/** @param why goes on after the state that the issue is in */
function refuse(issue: ActableIssue, why: string): Plan {
  return {
    ok: false,
    allowed: MOVES[issue.state],
    message: `#${issue.number} is ${STATE_WORDS[issue.state]}: ${why}`,
  };
}

function byPerson(reason: string): Provenance {
  return { by: "person", confidence: 1, reason };
}

/** A person's word counts also when it repeats the machine's: from then on it stays. */
function withLabels(
  issue: ActableIssue,
  base: SuccessfulPlan,
  chosen: {
    type?: ItemType | undefined;
    severity?: Severity | undefined;
    component?: string | null | undefined;
  },
  reason: string,
): SuccessfulPlan {
  const fields = [
    ["type", "type", issue.type, chosen.type],
    ["severity", "severity", issue.severity, chosen.severity],
    ["component", "componentId", issue.componentId, chosen.component],
  ] as const;
  const changes: Record<string, unknown> = {};
  const labels: LabelChange[] = [];
  for (const [field, column, previous, value] of fields) {
    if (value === undefined || (value === previous && issue.provenance[field]?.by === "person")) continue;
    changes[column] = value;
    changes[`provenance.${field}`] = byPerson(reason);
    labels.push({ issueId: issue.id, field, value, previous, reason });
  }
  return {
    ...base,
    changes: { ...base.changes, ...onlyChanged(issue, changes) },
    labels: [...base.labels, ...labels],
    isRescored: base.isRescored || labels.length > 0,
  };
}

type PriorityAct = Extract<AnyAct, { kind: "place" }>;

function place(issue: ActableIssue, act: PriorityAct, now: Date, actorId: string): Plan {
  if (
    typeof act.impact === "number" &&
    isImpactReasonRequired(issue, act.impact) &&
    (act.impactReason ?? "") === ""
  )
    return {
      ok: false,
      allowed: [],
      field: "impactReason",
      message: `#${issue.number} is an open critical: say why its impact is below ${CRITICAL_IMPACT_MIN}.`,
    };
  const set = { by: actorId, at: now.toISOString() };
  const impact = act.impact === undefined ? {} : setImpact(issue, act.impact, act.impactReason ?? "", set);
  const effort = act.effort === undefined ? {} : setEffort(issue, act.effort, act.effortReason ?? "", set);
  const kind = act.effort === undefined ? "impact_set" : act.impact === undefined ? "effort_set" : "placed";
  // What was taken back is estimated anew, with the estimate's own reason; an impact decides about urgency as well.
  return plan(
    issue,
    kind,
    { ...impact, ...effort },
    { isRescored: act.impact !== undefined || act.effort === null },
  );
}

type SetByHand = { readonly by: string; readonly at: string };

/** The same value for the same reason once more stays whose it was. */
function setImpact(issue: ActableIssue, impact: number | null, reason: string, set: SetByHand): FieldValues {
  const changed = onlyChanged(issue, {
    impact: impact ?? issue.computedImpact,
    isImpactOverridden: impact !== null,
    impactReason: impact === null ? null : reason,
    belowLine: impact !== null && isImpactReasonRequired(issue, impact) ? "confirmed" : null,
    ...(issue.needsReview === "below_line" ? { needsReview: null } : {}),
  });
  if (Object.keys(changed).length === 0) return {};
  return impact === null
    ? { ...changed, impactSetBy: null, impactSetAt: null }
    : { ...changed, impactSetBy: set.by, impactSetAt: set.at };
}

/** As `setImpact`; an estimate that counts again brings its own reason. */
function setEffort(issue: ActableIssue, effort: number | null, reason: string, set: SetByHand): FieldValues {
  const changed = onlyChanged(issue, {
    effort: effort ?? issue.computedEffort,
    isEffortOverridden: effort !== null,
    ...(effort === null ? {} : { effortReason: reason }),
  });
  if (Object.keys(changed).length === 0) return {};
  return effort === null
    ? { ...changed, effortSetBy: null, effortSetAt: null }
    : { ...changed, effortSetBy: set.by, effortSetAt: set.at };
}

/** The value of a field by its name in a set of changes, as it would be written there. */
export function fieldOf(issue: ActableIssue, name: string): unknown {
  if (name.startsWith("provenance.")) return issue.provenance[name.slice("provenance.".length)] ?? null;
  const value = (issue as unknown as Record<string, unknown>)[name];
  return value instanceof Date ? value.toISOString() : (value ?? null);
}

/** Whether two field values are the same, looking into lists and objects; the order of keys does not matter. */
export function isSameValue(a: unknown, b: unknown): boolean {
  return canonical(a ?? null) === canonical(b ?? null);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}

function onlyChanged(issue: ActableIssue, changes: FieldValues): FieldValues {
  return Object.fromEntries(
    Object.entries(changes).filter(([name, value]) => !isSameValue(fieldOf(issue, name), value ?? null)),
  );
}
