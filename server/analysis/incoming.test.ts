import { expect, test } from "vitest";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { readIncomingIn } from "./incoming.queries";

const now = new Date("2026-11-24T12:30:00Z");
const hoursAgo = (n: number) => new Date(now.getTime() - n * 3_600_000);
const scope: Scope = Object.assign(Object.create(null), { orgId: "org_1" });

/** A transaction that answers its statements in turn, and what each was asked with. */
function answering(byHour: { back: number; n: number }[], sameHour: number[], firstAt: Date | null) {
  const answers: unknown[][] = [byHour, sameHour.map((n) => ({ n }))];
  const requested: unknown[] = [];
  const tx: Tx = Object.assign(Object.create(null), {
    $queryRaw: async (_words: TemplateStringsArray, ...values: unknown[]) => {
      requested.push(values);
      return answers.shift();
    },
    item: {
      findFirst: async (query: unknown) => {
        requested.push(query);
        return firstAt && { occurredAt: firstAt };
      },
    },
  });
  return { tx, requested };
}
const read = ({
  byHour = [{ back: 0, n: 1 }],
  sameHour = [],
  firstAt = hoursAgo(90),
  liveAt = hoursAgo(72),
}: {
  byHour?: { back: number; n: number }[];
  sameHour?: number[];
  firstAt?: Date | null;
  liveAt?: Date;
}) => readIncomingIn(answering(byHour, sameHour, firstAt).tx, scope, { id: "lau_1", liveAt }, now);

test("two days of hours are told apart: the last one, the last 24 and the 24 before", async () => {
  const hours = [
    { back: 0, n: 5 },
    { back: 2, n: 3 },
    { back: 23, n: 7 },
    { back: 24, n: 11 },
    { back: 47, n: 2 },
  ];
  const found = await read({ byHour: hours, sameHour: [4, 0, 6] });
  expect(found).toMatchObject({ lastHour: 5, last24h: 15, previous24h: 13, sameHourBefore: [4, 0, 6] });
  expect(found.perHour).toEqual([7, ...new Array<number>(20).fill(0), 3, 0, 5]);
});

test("hours without a report count as none", async () => {
  expect(await read({ byHour: [] })).toMatchObject({
    lastHour: 0,
    last24h: 0,
    previous24h: 0,
    perHour: new Array<number>(24).fill(0),
  });
});

test.each([
  ["it went live, where reports had come before", 90, 72, 72],
  ["its first report, where that came later", 10, 72, 10],
  ["its first report, as long as it is not live", 10, -24, 10],
])("counts can be compared since %s", async (_what, first, live, since) => {
  const found = await read({ firstAt: hoursAgo(first), liveAt: hoursAgo(live) });
  expect(found.since).toEqual(hoursAgo(since));
});
test("at the very moment in which a launch goes live, since then", async () => {
  expect((await read({ firstAt: hoursAgo(10), liveAt: now })).since).toEqual(now);
});
test("and since no moment where nobody has reported", async () => {
  expect((await read({ firstAt: null })).since).toBeNull();
});

test("everything is asked of this organization's launch alone, and without what was set aside", async () => {
  const { tx, requested } = answering([], [], null);
  await readIncomingIn(tx, scope, { id: "lau_1", liveAt: now }, now);
  expect(requested).toEqual([
    expect.arrayContaining(["org_1", "lau_1", now]),
    expect.arrayContaining(["org_1", "lau_1", now, 7]),
    {
      where: { orgId: "org_1", launchId: "lau_1", state: { notIn: ["quarantined", "withdrawn"] } },
      orderBy: { occurredAt: "asc" },
      select: { occurredAt: true },
    },
  ]);
});
