import { describe, expect, it } from "vitest";
import type { NamedCondition } from "@/contracts/exit";
import { describeMove } from "./move-words";

const BEFORE: NamedCondition = { target: 120, targetMinutes: null, holdHours: 72, componentName: null };
const plain = (text: string) => text.replaceAll("\u202f", " ");

describe("a moved condition in words", () => {
  it.each([
    [{ target: 300 }, "count", "Target moved from 120 to 300"],
    [{ target: 0.5 }, "percent", "Target moved from 120 % to 0.5 %"],
    [{ target: 800 }, "ms", "Target moved from 120 ms to 800 ms"],
    [{ holdHours: 24 }, "count", "Hold period moved from 3 d to 1 d"],
    [{ holdHours: 0 }, "count", "Hold period moved from 3 d to none"],
    [{ componentName: "Checkout" }, "count", "Measured part moved from the whole launch to Checkout"],
    [{ target: 300, holdHours: 24 }, "count", "Target moved from 120 to 300, hold period from 3 d to 1 d"],
  ] as const)("%j of a %s", (after, unit, words) =>
    expect(plain(describeMove({ before: BEFORE, after: { ...BEFORE, ...after } }, unit))).toBe(words),
  );

  it("names the time of a first response", () =>
    expect(
      plain(
        describeMove(
          {
            before: { ...BEFORE, target: 80, targetMinutes: 45 },
            after: { ...BEFORE, target: 80, targetMinutes: 120 },
          },
          "percent",
        ),
      ),
    ).toBe("Time for an answer moved from 45 min to 2 h"));
});
