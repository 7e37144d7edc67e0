import { expect, test } from "vitest";
import { OPEN_STATES } from "@/contracts/feedback";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { readBurnDownIn } from "./burn-down.queries";

const now = new Date("2026-11-24T12:00:00Z");
const daysAgo = (n: number) => new Date(now.getTime() - n * 86_400_000);
const scope: Scope = Object.assign(Object.create(null), { orgId: "org_1" });
const day = (ends: number, opened: number, resolved: number, openNow: number, isFull = true) => ({
  ...{ ends: daysAgo(ends), opened, resolved, openNow, isFull },
});

async function read(found: ReturnType<typeof day>[], liveAt = daysAgo(3)) {
  const requested: unknown[] = [];
  const tx: Tx = Object.assign(Object.create(null), {
    $queryRaw: async (_words: TemplateStringsArray, ...values: unknown[]) => {
      requested.push(...values);
      return found;
    },
  });
  const launch = { id: "lau_1", liveAt, timeZone: "Europe/Berlin" };
  return { requested, ...(await readBurnDownIn(tx, scope, launch, ["critical", "major"], now)) };
}

test("what was open is counted back from what is open now by what came and went", async () => {
  const { start, days } = await read([day(2, 4, 1, 5, false), day(1, 0, 2, 5), day(0, 3, 1, 5, false)]);
  expect(days).toEqual([
    { at: daysAgo(2), open: 5, opened: 4, resolved: 1, isFull: false },
    { at: daysAgo(1), open: 3, opened: 0, resolved: 2, isFull: true },
    { at: daysAgo(0), open: 5, opened: 3, resolved: 1, isFull: false },
  ]);
  expect(start).toEqual({ at: daysAgo(3), open: 2 });
});

test("no line falls below nothing, whatever the trail says", async () => {
  const { start, days } = await read([day(1, 2, 0, 1), day(0, 4, 0, 1)]);
  expect(days.map(({ open }) => open)).toEqual([0, 1]);
  expect(start?.open).toBe(0);
});

test("before a launch is live there is no day and nothing to begin with", async () => {
  const { start, days } = await read([], daysAgo(-1));
  expect([start, days]).toEqual([null, []]);
});

test("of a long launch the last ninety days are read, of a younger one all", async () => {
  expect((await read([day(0, 0, 0, 1)], daysAgo(91))).start?.at).toEqual(daysAgo(90));
  expect((await read([day(0, 0, 0, 1)], daysAgo(89))).start?.at).toEqual(daysAgo(89));
});

test("only this organization's launch is asked for, in its zone, from its beginning until now", async () => {
  const { requested } = await read([]);
  expect(requested).toEqual(
    expect.arrayContaining([
      ...["org_1", "lau_1", "Europe/Berlin", daysAgo(3), now],
      ["critical", "major"],
      [...OPEN_STATES],
    ]),
  );
});
