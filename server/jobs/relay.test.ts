import { describe, expect, test } from "vitest";
import type { DueRow } from "@/server/db/relay-pool";
import { defineJob } from "./define-job";
import { packJobs } from "./relay";
import { judgeFailure } from "./attempts";
import { AppError, RetryAfter, Terminal } from "@/server/platform/errors";

const job = defineJob({ topic: "t", queue: "triage", batch: 3, attempts: 5, backoffMs: 1_000 });
const jobs = new Map([[job.topic, job]]);
const row = (id: string, over: Partial<DueRow> = {}): DueRow => ({
  orgId: "org_a",
  id,
  topic: "t",
  enqN: 1,
  attempts: 0,
  ...over,
});

describe("packJobs", () => {
  test("rows of one organization travel together up to the batch, and never with another organization's", () => {
    const packed = packJobs(
      [row("1"), row("2"), row("3"), row("4"), row("5", { orgId: "org_b" })],
      jobs,
      1_000,
    );
    expect(packed.map((p) => p.job.data.ids)).toEqual([["1", "2", "3"], ["4"], ["5"]]);
  });
  test("a row that failed before travels alone", () => {
    expect(
      packJobs([row("1"), row("2", { attempts: 1 }), row("3", { attempts: 1 })], jobs, 1_000).map(
        (p) => p.job.data.ids,
      ),
    ).toEqual([["1"], ["2"], ["3"]]);
  });
  test("a row that was lost again and again ends up alone", () => {
    expect(packJobs([row("1", { enqN: 6 }), row("2", { enqN: 6 })], jobs, 1_000)).toHaveLength(2);
  });
  test("the same row handed over again has another job id, because a queue may still remember the first", () => {
    expect(packJobs([row("1")], jobs, 1_000)[0]!.job.jobId).not.toBe(
      packJobs([row("1", { enqN: 2 })], jobs, 1_001)[0]!.job.jobId,
    );
  });
  test("work that this version does not know is left where it is", () => {
    expect(packJobs([row("1", { topic: "unknown" })], jobs, 1_000)).toEqual([]);
  });
});

describe("judgeFailure", () => {
  test.each([
    [
      "an ordinary failure waits and counts",
      new Error("x"),
      0,
      { isDead: false, countsAsAttempt: true, delayMs: 1_000 },
    ],
    ["the wait doubles", new Error("x"), 3, { isDead: false, countsAsAttempt: true, delayMs: 8_000 }],
    [
      "the last attempt is the end",
      new Error("x"),
      4,
      { isDead: true, countsAsAttempt: true, delayMs: 16_000 },
    ],
    [
      "a terminal failure ends at once",
      new Terminal("gone"),
      0,
      { isDead: true, countsAsAttempt: true, delayMs: 0 },
    ],
    [
      "a wait that was asked for is kept",
      new RetryAfter(30_000, "429"),
      0,
      { isDead: false, countsAsAttempt: true, delayMs: 30_000 },
    ],
    [
      "a database that restarts costs no attempt",
      new AppError("UNAVAILABLE", "x"),
      4,
      { isDead: false, countsAsAttempt: false, delayMs: 1_000 },
    ],
  ])("%s", (_, error, attempts, verdict) => {
    expect(judgeFailure(error, attempts, job)).toEqual(verdict);
  });
});
