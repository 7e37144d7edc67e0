import type { Quadrant } from "@/contracts/triage";

/** Where the matrix is divided, on both axes. */
export const QUADRANT_THRESHOLD = 50;

/** The quadrant of an impact and an effort (0–100 each); 50 is high impact, and low effort ends below 50. */
export function quadrantOf(impact: number, effort: number): Quadrant {
  const isHighImpact = impact >= QUADRANT_THRESHOLD;
  const isHighEffort = effort >= QUADRANT_THRESHOLD;
  if (isHighImpact) return isHighEffort ? "big_bet" : "quick_win";
  return isHighEffort ? "avoid" : "fill_in";
}
