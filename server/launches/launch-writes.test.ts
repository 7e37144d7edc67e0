import { describe, expect, test } from "vitest";
import { changesOf, expectVersion } from "./launch-writes.commands";

describe("a row that people edit", () => {
  const row = { id: "cmp_1", version: 3 };

  test.each([null, undefined])("that is not there (%s) is refused by its name", (missing) =>
    expect(() => expectVersion(missing, "component", 3)).toThrow(
      expect.objectContaining({ code: "NOT_FOUND", message: "There is no such component here." }),
    ),
  );

  test("is what it was when its version was seen, or nobody says which was", () => {
    expect(expectVersion(row, "component", 3)).toBe(row);
    expect(expectVersion(row, "component", undefined)).toBe(row);
  });

  test.each([2, 4])("that moved on from version %d is a conflict, told with the row as it is now", (seen) =>
    expect(() => expectVersion(row, "launch", seen)).toThrow(
      expect.objectContaining({
        code: "CONFLICT",
        message: "This launch was changed by somebody else in the meantime. Your change was not saved.",
        details: { reason: "version", expectedVersion: seen, currentVersion: 3, current: row },
      }),
    ),
  );
});

describe("what an input would change", () => {
  const row = {
    name: "Pay",
    keywords: ["card", "till"],
    ownerTeamId: null,
    liveAt: new Date("2026-03-01T08:00:00Z"),
  };

  test.each<[string, object, { before: object; after: object }]>([
    ["nothing", {}, { before: {}, after: {} }],
    ["another name", { name: "Pay 2" }, { before: { name: "Pay" }, after: { name: "Pay 2" } }],
    ["what is left out", { name: undefined, ownerTeamId: undefined }, { before: {}, after: {} }],
    [
      "the same values again",
      { keywords: ["card", "till"], liveAt: new Date("2026-03-01T08:00:00Z"), ownerTeamId: null },
      { before: {}, after: {} },
    ],
    [
      "a list in another order",
      { keywords: ["till", "card"] },
      { before: { keywords: ["card", "till"] }, after: { keywords: ["till", "card"] } },
    ],
    [
      "something taken away",
      { name: null, keywords: [] },
      { before: { name: "Pay", keywords: ["card", "till"] }, after: { name: null, keywords: [] } },
    ],
    [
      "a field that the row has not",
      { scope: "all of it" },
      { before: { scope: null }, after: { scope: "all of it" } },
    ],
  ])("%s", (_, input, changes) => expect(changesOf(row, input)).toEqual(changes));
});
