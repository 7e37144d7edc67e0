import { effortSizeOf, quadrantOf } from "@/contracts/triage";
import { isImpactReasonRequired } from "@/contracts/below-line";
import type { PriorityAct } from "@/contracts/issues";
import { QUADRANT_WORDS } from "@/components/format/words";
import type { RouterOutputs } from "@/components/trpc/client";

/** The plane as the server answers it. */
export type Matrix = RouterOutputs["triage"]["matrix"];
/** One issue on the plane. */
export type Bubble = Matrix["bubbles"][number];
export type Axis = "impact" | "effort";
/** Where somebody wants an issue to be, before they have kept it there; and what they placed it with. */
export type Placement = {
  bubble: Bubble;
  impact: number;
  effort: number;
  by: "mouse" | "touch" | "keys" | "fields";
};
/** Why, for each axis of its own; empty where nobody wrote one. */
export type PlacementReasons = Readonly<Record<Axis, string>>;

export const NO_REASONS: PlacementReasons = { impact: "", effort: "" };

/** The axes that a placement changes. */
export const changedAxes = ({ bubble, impact, effort }: Placement): Axis[] => [
  ...(impact === bubble.impact ? [] : (["impact"] as const)),
  ...(effort === bubble.effort ? [] : (["effort"] as const)),
];

/** Whether an axis cannot be kept without a reason: an open critical is set below the line only with one. */
export const isReasonRequired = (placement: Placement, axis: Axis): boolean =>
  axis === "impact" &&
  changedAxes(placement).includes("impact") &&
  isImpactReasonRequired(placement.bubble, placement.impact);

/** The first axis that is short of its reason; undefined when the placement can be kept. */
export const missingReason = (placement: Placement, reasons: PlacementReasons): Axis | undefined =>
  changedAxes(placement).find((axis) => isReasonRequired(placement, axis) && reasons[axis].trim() === "");

/** What is sent for a placement: the axes that changed, each with its own reason; null when nothing did. */
export function actOf(placement: Placement, reasons: PlacementReasons): PriorityAct | null {
  const axes = changedAxes(placement);
  if (axes.length === 0) return null;
  return {
    kind: "place",
    ...(axes.includes("impact") && { impact: placement.impact, impactReason: reasons.impact.trim() }),
    ...(axes.includes("effort") && { effort: placement.effort, effortReason: reasons.effort.trim() }),
  };
}

/** In words where a placement leads, for those who do not see the plane. */
export function describePlacement(placement: Placement): string {
  const { bubble, impact, effort } = placement;
  const axes = changedAxes(placement);
  if (axes.length === 0) return "choose an impact or an effort";
  const moves = axes.map((axis) =>
    axis === "impact"
      ? `impact ${bubble.impact} → ${impact}`
      : `effort ${effortSizeOf(bubble.effort)} ${bubble.effort} → ${effortSizeOf(effort)} ${effort}`,
  );
  const quadrant = quadrantOf(impact, effort);
  if (quadrant === quadrantOf(bubble.impact, bubble.effort)) return moves.join(", ");
  return `${moves.join(", ")}, into ${QUADRANT_WORDS[quadrant].toLowerCase()}`;
}

/** Within 20° of an axis a drag follows that axis alone, and lets go of it beyond 32°. */
const LOCKS_BELOW = Math.tan((20 * Math.PI) / 180);
const FREES_ABOVE = Math.tan((32 * Math.PI) / 180);

/**
 * The one axis that a drag changes; null when it changes both. A drag that goes mostly along an axis changes that axis alone, a clearly
 * diagonal one changes both.
 * @param dx,dy how far the pointer is from where it started, px
 * @param before what the same drag was locked to so far
 */
export function lockedAxis(dx: number, dy: number, before: Axis | null): Axis | null {
  const [along, across] = [Math.max(Math.abs(dx), Math.abs(dy)), Math.min(Math.abs(dx), Math.abs(dy))];
  if (along === 0) return before;
  const nearest: Axis = Math.abs(dx) > Math.abs(dy) ? "effort" : "impact";
  const slope = across / along;
  return slope <= (nearest === before ? FREES_ABOVE : LOCKS_BELOW) ? nearest : null;
}
