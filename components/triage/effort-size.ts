import { EFFORT_SIZES, type EffortSize } from "@/contracts/triage";

const SIZES = Object.entries(EFFORT_SIZES) as [EffortSize, number][];

/** The size an effort (0–100) is called: the nearest of S 15, M 40, L 65, XL 90, ties to the larger, as the server reads it. */
export function sizeOf(effort: number): EffortSize {
  return SIZES.reduce<EffortSize>(
    (best, [size, at]) => (Math.abs(at - effort) <= Math.abs(EFFORT_SIZES[best] - effort) ? size : best),
    "S",
  );
}
