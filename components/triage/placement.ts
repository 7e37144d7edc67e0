import { effortSizeOf, quadrantOf } from "@/contracts/triage";
import type { RouterOutputs } from "@/components/trpc/client";

/** The plane as the server answers it. */
export type Matrix = RouterOutputs["triage"]["matrix"];
/** One issue on the plane. */
export type Bubble = Matrix["bubbles"][number];
/** Where somebody wants an issue to be, before they have said so for good. */
export type Placement = { bubble: Bubble; impact: number; effort: number; isDragged: boolean };

/** In words where a placement leads, for those who do not see the plane. */
export function describePlacement({ bubble, impact, effort }: Placement): string {
  const moves = [
    ...(impact === bubble.impact ? [] : [`impact ${bubble.impact} → ${impact}`]),
    ...(effort === bubble.effort
      ? []
      : [`effort ${effortSizeOf(bubble.effort)} ${bubble.effort} → ${effortSizeOf(effort)} ${effort}`]),
  ];
  const quadrant = quadrantOf(impact, effort);
  if (quadrant === quadrantOf(bubble.impact, bubble.effort)) return moves.join(", ");
  return `${moves.join(", ")}, into ${quadrant.replace("_", " ")}`;
}
