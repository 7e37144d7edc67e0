import { describe, expect, it, test } from "vitest";
import { CRITERION_KINDS, offeredTitle } from "@/contracts/exit";
import { draftFrom, draftOf, readDraft, withCondition } from "./criterion-draft";

describe("a criterion as it is typed", () => {
  it.each(CRITERION_KINDS)("%s is offered complete, and called what it is offered as", (kind) => {
    const draft = draftOf(kind);
    const { target, targetMinutes, isComplete } = readDraft(draft);
    expect(isComplete).toBe(true);
    expect(draft.title).toBe(offeredTitle(kind, target!, targetMinutes));
    expect(targetMinutes === null).toBe(kind !== "first_response");
  });

  it.each([
    [1, "1", "minutes"],
    [45, "45", "minutes"],
    [60, "1", "hours"],
    [90, "90", "minutes"],
    [240, "4", "hours"],
    [2_880, "2", "days"],
  ] as const)("%d minutes are typed as %s %s", (targetMinutes, within, withinUnit) => {
    const draft = draftFrom("first_response", { title: "t", target: 80, targetMinutes, holdHours: 24 });
    expect(draft).toMatchObject({ within, withinUnit });
    expect(readDraft(draft)).toMatchObject({ target: 80, targetMinutes, holdHours: 24, isComplete: true });
  });

  it.each([
    { target: "0" },
    { target: "101" },
    { target: "79.5" },
    { target: "most" },
    { within: "0" },
    { within: "" },
    { within: "31", withinUnit: "days" },
    { holdDays: "61" },
  ] as const)("%o is no first response", (typed) => {
    expect(readDraft({ ...draftOf("first_response"), ...typed }).isComplete).toBe(false);
  });

  it("an hour and a half may be typed with a comma", () => {
    const draft = { ...draftOf("first_response"), within: "1,5", withinUnit: "hours" as const };
    expect(readDraft(draft).targetMinutes).toBe(90);
  });
});

describe("the title", () => {
  test("follows the target, through what is half typed, until somebody chooses another", () => {
    let draft = draftOf("first_response");
    expect(draft.title).toBe("80 % answered within 1 h");
    for (const target of ["8", "", "9", "90"]) draft = withCondition(draft, { target });
    expect(draft.title).toBe("90 % answered within 1 h");
    draft = withCondition(draft, { within: "30", withinUnit: "minutes" });
    expect(draft.title).toBe("90 % answered within 30 min");
    const named = withCondition(
      { ...draft, title: "Support keeps its word", hasOwnTitle: true },
      { target: "70" },
    );
    expect(named.title).toBe("Support keeps its word");
  });
  test("of a kind that names no figure stays", () => {
    expect(withCondition(draftOf("error_rate"), { target: "0.5" }).title).toBe("Gateway error rate is low");
  });
});
