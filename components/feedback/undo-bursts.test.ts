import { describe, expect, it } from "vitest";
import {
  addToBursts,
  describeUndone,
  inUndoOrder,
  sizeOfBurst,
  type Burst,
  type Undoable,
} from "./undo-bursts";

const change = (order: number, more: Partial<Undoable> = {}): Undoable => ({
  undoId: `undo-${order}`,
  order,
  issueIds: [`issue-${order}`],
  count: 1,
  number: order,
  reverse: new Map(),
  ...more,
});
const after = (acts: readonly [key: string, at: number][]): Burst[] =>
  acts.reduce<Burst[]>(
    (bursts, [key, now], index) => addToBursts(bursts, { key, now, change: change(index + 1) }),
    [],
  );
const burstOf = (...changes: Undoable[]): Burst => ({ key: "park", changes, lastAt: 0, toastId: undefined });

describe("D1: what is done in quick succession is taken back together", () => {
  it.each<[string, [string, number][], number[]]>([
    ["one act", [["park", 0]], [1]],
    [
      "the same act three times within seconds",
      [
        ["park", 0],
        ["park", 400],
        ["park", 3_000],
      ],
      [3],
    ],
    [
      "each of them within seconds of the one before",
      [
        ["park", 0],
        ["park", 4_900],
        ["park", 9_800],
      ],
      [3],
    ],
    [
      "the same act after a pause",
      [
        ["park", 0],
        ["park", 5_001],
      ],
      [1, 1],
    ],
    [
      "another act between them",
      [
        ["park", 0],
        ["accept", 100],
        ["park", 200],
      ],
      [1, 1, 1],
    ],
  ])("%s", (_name, acts, sizes) => {
    expect(after(acts).map((burst) => burst.changes.length)).toEqual(sizes);
  });

  it("what was done last is taken back first, in whichever order it was answered", () => {
    expect(inUndoOrder(burstOf(change(2), change(3), change(1))).map(({ order }) => order)).toEqual([
      3, 2, 1,
    ]);
  });

  it("no more than twenty are kept", () => {
    const acts = Array.from({ length: 30 }, (_, index): [string, number] => [String(index), index]);
    expect(after(acts)).toHaveLength(20);
    expect(after(acts).at(-1)!.key).toBe("29");
  });
});

describe("how many issues a burst changed", () => {
  it.each<[string, Burst, { count: number; number: number | undefined }]>([
    ["a single issue is named", burstOf(change(7)), { count: 1, number: 7 }],
    ["three single ones", burstOf(change(1), change(2), change(3)), { count: 3, number: undefined }],
    ["the same issue twice", burstOf(change(1), change(2, { number: 1 })), { count: 1, number: 1 }],
    [
      "many at once and a single one",
      burstOf(change(1, { count: 40, number: undefined }), change(2)),
      { count: 41, number: undefined },
    ],
  ])("%s", (_name, burst, expected) => expect(sizeOfBurst(burst)).toEqual(expected));
});

describe("what became of taking it back", () => {
  const name = ({ number }: Undoable) => `#${number}`;
  const three = burstOf(change(1), change(2), change(3));
  it.each<[string, Burst, number[], { title: string; description: string | undefined }]>([
    ["one change", burstOf(change(1)), [], { title: "Undone", description: undefined }],
    ["all of three", three, [], { title: "Undone: all 3 changes", description: undefined }],
    [
      "one change that has moved on",
      burstOf(change(1)),
      [1],
      { title: "This could not be undone", description: "changed since." },
    ],
    [
      "one of three that has moved on is named",
      three,
      [2],
      { title: "2 of 3 changes undone", description: "#2: changed since." },
    ],
    [
      "all of them have moved on",
      three,
      [3, 2, 1],
      {
        title: "None of this could be undone",
        description: "#3: changed since. #2: changed since. #1: changed since.",
      },
    ],
  ])("%s", (_name, burst, refusedOrders, expected) => {
    const refused = refusedOrders.map((order) => ({
      change: burst.changes.find((candidate) => candidate.order === order)!,
      message: "changed since.",
    }));
    expect(describeUndone(burst, refused, name)).toEqual(expected);
  });
});
