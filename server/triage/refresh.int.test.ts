import { beforeAll, expect, test } from "vitest";
import type { IssueState } from "@/contracts/feedback";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { refreshTrends } from "./refresh.commands";

const HOUR_MS = 3_600_000;
const RISING = {
  key: "trend",
  label: "Trend",
  points: 3,
  explain: "5 in the last 24 hours, 1 in the 24 before: rising.",
};

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

/** An issue whose reports all came `hours` ago, with the trend that it had then. */
async function makeRising(state: IssueState, hours: number): Promise<string> {
  const lastSeenAt = new Date(Date.now() - hours * HOUR_MS);
  const issueId = await makeIssue(world, { state, lastSeenAt });
  for (let n = 0; n < 5; n++) await makeItem(world, { issueId, occurredAt: lastSeenAt });
  await asAdmin("update issue set impact_parts = $2 where id = $1", [issueId, JSON.stringify([RISING])]);
  return issueId;
}

const trendOf = async (issueId: string): Promise<number | undefined> => {
  const [row] = await asAdmin<{ parts: { key: string; points: number }[] }>(
    "select impact_parts as parts from issue where id = $1",
    [issueId],
  );
  return row?.parts.find((part) => part.key === "trend")?.points;
};

test.each<[string, IssueState, number, number]>([
  ["an open issue that went quiet loses its trend", "accepted", 60, 0],
  ["so does one that went quiet long ago", "accepted", 400, 0],
  ["so does one that was fixed meanwhile", "verified", 60, 0],
  ["what was closed long ago stays as it was", "closed", 400, RISING.points],
])("%s", async (_, state, hours, points) => {
  const issueId = await makeRising(state, hours);
  await refreshTrends(world.scope);
  expect(await trendOf(issueId)).toBe(points);
});
