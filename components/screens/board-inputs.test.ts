import { describe, expect, it } from "vitest";
import { boardInput, FIRST_FILTER, ListIssues, listInput, parseFilter, ReadBoard } from "@/contracts/board";

const shown = { launchId: "lau_1", filter: FIRST_FILTER };

describe("what a page and its screen ask for", () => {
  it("is the same list whether the address or the screen says that there is no order", () => {
    expect(JSON.stringify(listInput({ ...shown, sort: null }))).toBe(
      JSON.stringify(listInput({ ...shown, sort: undefined })),
    );
  });

  it("is understood by the procedures as it stands", () => {
    const list = listInput({ ...shown, sort: "severity" });
    expect(ListIssues.parse(list)).toEqual(list);
    const board = boardInput(shown);
    expect(ReadBoard.parse(board)).toEqual(board);
  });

  it("narrows the board to one quadrant and leaves the rest of the filter alone", () => {
    expect(boardInput({ ...shown, quadrant: null })).toEqual(boardInput(shown));
    const { filter, problems } = parseFilter(boardInput({ ...shown, quadrant: "quick_win" }).filter);
    expect(problems).toEqual([]);
    expect(filter).toEqual({ ...parseFilter(FIRST_FILTER).filter, quadrants: ["quick_win"] });
  });
});
