import { CRITERION_DEFS, type CriterionView, type ExitView } from "@/contracts/exit";
import type { ExitSnapshot, ReportCriterion } from "@/contracts/exit-report";
import type { CsvCell } from "@/contracts/csv";

/** What a report keeps of the exit as it is read now. `criticals` and `criticalCount` as the contract has them. */
export function snapshotOf(
  { launch, at, criteria, met, waived, total, isReady, burnDown }: ExitView,
  componentNames: ReadonlyMap<string, string>,
  open: Pick<ExitSnapshot, "criticals" | "criticalCount">,
): ExitSnapshot {
  const { name, slug, phase, liveAt, endsAt, day, days } = launch;
  return {
    at,
    launch: { name, slug, phase, liveAt, endsAt, day, days },
    met,
    waived,
    total,
    isReady,
    criteria: criteria.map((criterion) => criterionOf(criterion, componentNames)),
    burnDown,
    ...open,
  };
}

function criterionOf(criterion: CriterionView, componentNames: ReadonlyMap<string, string>): ReportCriterion {
  const { componentId, owner, confirmation, waiver } = criterion;
  const { id, kind, title, unit, compare, state, value, target, hold, blockedBy, note, moves } = criterion;
  return {
    ...{ id, kind, title, unit, compare, state, value, target, hold, blockedBy, note, moves },
    componentName: componentId === null ? null : (componentNames.get(componentId) ?? null),
    ownerName: owner?.name ?? null,
    // What was shown is for those who work here; that it was shown, by whom and when, is for everybody.
    confirmation: confirmation && { at: confirmation.at, by: confirmation.by },
    waiver: waiver && {
      reason: waiver.reason,
      by: waiver.by,
      until: waiver.until,
      isExpired: waiver.isExpired,
    },
  };
}

const HOUR_MS = 3_600_000;
const COMPARE_TEXTS = { at_most: "at most", below: "below", at_least: "at least", manual: "" } as const;
const hoursOf = (ms: number): number => Math.round((ms / HOUR_MS) * 10) / 10;

/** A report's criteria as the rows of a table, heads first: figures as figures in the unit of their column, times as times. */
export function tableOf({ at, criteria }: ExitSnapshot): CsvCell[][] {
  return [
    [
      "Criterion",
      "Component",
      "State",
      "Value",
      "Condition",
      "Target",
      "Unit",
      "Held (hours)",
      "To hold (hours)",
      "Owner",
      "Confirmed by",
      "Confirmed at",
      "Waived until",
      "Waived by",
      "Reason of the waiver",
      "Last change of the target",
      "Reason of the change",
      "As of",
    ],
    ...criteria.map((criterion): CsvCell[] => {
      const { compare, waiver, confirmation } = criterion;
      const isMeasured = compare !== "manual";
      const [move] = criterion.moves;
      return [
        criterion.title,
        criterion.componentName,
        criterion.state.replace("_", " "),
        criterion.value,
        COMPARE_TEXTS[compare],
        isMeasured ? criterion.target : null,
        isMeasured ? CRITERION_DEFS[criterion.kind].unit : null,
        isMeasured ? hoursOf(criterion.hold.heldMs) : null,
        isMeasured ? hoursOf(criterion.hold.neededMs) : null,
        criterion.ownerName,
        confirmation?.by,
        confirmation?.at,
        waiver?.until,
        waiver?.by,
        waiver?.reason,
        move?.at,
        move?.reason,
        at,
      ];
    }),
  ];
}
