import { describe, expect, test } from "vitest";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { listCriteriaIn, listMovesIn, listReadingsIn } from "./criteria.queries";

const requested: unknown[][] = [];
/** A transaction that answers with these rows: what is made of them needs no database. It has nothing else, hence the cast. */
const answering = (rows: readonly object[]): Tx =>
  ({
    $queryRaw: (_: TemplateStringsArray, ...values: unknown[]) => {
      requested.push(values);
      return Promise.resolve(rows);
    },
  }) as unknown as Tx;
/** Only server/tenancy makes whole ones; nothing but the organization is read here. */
const scope = { orgId: "org_1" } as unknown as Scope;
const at = new Date("2026-03-04T08:00:00Z");

describe("criteria as they are read", () => {
  const row = { id: "crit_1", kind: "error_rate", state: "holding", title: "Errors", target: 1 };

  test("come as they stand", async () =>
    expect(await listCriteriaIn(answering([row]), scope, "lau_1")).toEqual([row]));

  test.each([{ kind: "weather" }, { state: "perhaps" }])(
    "of no known kind or state (%j) are refused",
    (over) =>
      expect(listCriteriaIn(answering([{ ...row, ...over }]), scope, "lau_1")).rejects.toThrow(
        /Invalid option/,
      ),
  );
});

describe("readings", () => {
  const until = new Date(at.getTime() + 3_600_000);
  const reading = (criterionId: string, minute: number, state = "met") => ({
    criterionId,
    at: new Date(at.getTime() + minute * 60_000),
    value: minute,
    state,
    step: minute,
  });

  test("are told by criterion in their order, and of one without any that there is none", async () => {
    const rows = [reading("a", 1), reading("a", 2, "unknown"), reading("b", 1)];
    const found = await listReadingsIn(answering(rows), scope, ["a", "b", "c"], at, until);
    expect([...found.keys()]).toEqual(["a", "b", "c"]);
    expect(found.get("a")).toEqual([
      { at: rows[0]!.at, value: 1, state: "met" },
      { at: rows[1]!.at, value: 2, state: "unknown" },
    ]);
    expect(found.get("b")).toHaveLength(1);
    expect(found.get("c")).toEqual([]);
  });

  test.each([
    ["an hour", 3_600, 18],
    ["ten days", 864_000, 4_320],
    ["a minute", 60, 1],
  ])("of %s are parted into two hundred steps, a second each at least", async (_, seconds, stepSeconds) => {
    const tx = answering([]);
    await listReadingsIn(tx, scope, ["a"], at, new Date(at.getTime() + seconds * 1_000));
    expect(requested.at(-1)!.slice(0, 4)).toEqual([at.getTime() / 1_000, stepSeconds, "org_1", ["a"]]);
  });
});

describe("moves of a condition", () => {
  const before = { target: 1, targetMinutes: null, holdHours: 24, componentId: "cmp_1" };

  test("are told by criterion, with components by name instead of id", async () => {
    const move = { at, by: "Ann", reason: "Agreed with operations." };
    const found = await listMovesIn(
      answering([
        {
          criterionId: "a",
          ...move,
          before,
          after: { ...before, target: 2, componentId: null },
          componentBefore: "Pay",
          componentAfter: null,
        },
      ]),
      scope,
      ["a", "b"],
    );
    expect(found.get("a")).toEqual([
      {
        ...move,
        before: { target: 1, targetMinutes: null, holdHours: 24, componentName: "Pay" },
        after: { target: 2, targetMinutes: null, holdHours: 24, componentName: null },
      },
    ]);
    expect(found.get("b")).toEqual([]);
  });
});
