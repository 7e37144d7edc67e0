import { describe, expect, it } from "vitest";
import { EFFORT_SIZES, effortSizeOf, quadrantOf, type EffortSize, type Quadrant } from "@/contracts/triage";

describe("quadrant", () => {
  it.each<[number, number, Quadrant]>([
    [50, 49, "quick_win"],
    [50, 50, "big_bet"],
    [49, 49, "fill_in"],
    [49, 50, "later"],
    [100, 0, "quick_win"],
    [0, 100, "later"],
  ])("impact %d and effort %d is %s", (impact, effort, quadrant) => {
    expect(quadrantOf(impact, effort)).toBe(quadrant);
  });
});

describe("size of an effort", () => {
  it.each<[number, EffortSize]>([
    [0, "S"],
    [15, "S"],
    [27, "S"],
    [28, "M"],
    [52, "M"],
    [53, "L"],
    [77, "L"],
    [78, "XL"],
    [100, "XL"],
  ])("%d is %s", (effort, size) => expect(effortSizeOf(effort)).toBe(size));

  it("survives the way to an effort and back", () => {
    for (const [size, effort] of Object.entries(EFFORT_SIZES)) expect(effortSizeOf(effort)).toBe(size);
  });
});
