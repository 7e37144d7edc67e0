import { describe, expect, test } from "vitest";
import { BatchReader, type BatchSummary } from "./read-batch";

const NOW = new Date("2026-11-24T12:00:00Z");
const DAY_MS = 86_400_000;
const line = (over: Record<string, unknown> = {}) => ({
  ts: "2026-11-24T11:59:00Z",
  method: "GET",
  path: "/v2/orders",
  status: 200,
  ...over,
});
/** What is told of a batch of these entries. */
function summaryOf(entries: readonly (object | string)[]): BatchSummary {
  const reader = new BatchReader(NOW);
  const text = entries.map((each) => (typeof each === "string" ? each : JSON.stringify(each))).join("\n");
  const body = new TextEncoder().encode(text);
  const rows = [...reader.push(body), ...reader.end()];
  expect(rows).toHaveLength(reader.summary.accepted);
  return reader.summary;
}
const refusal = (text: string): unknown => {
  const reader = new BatchReader(NOW);
  try {
    return [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
  } catch (error) {
    return error;
  }
};
const long = `{"x":"${"y".repeat(262_144)}"}`;

describe("what became of a batch", () => {
  test("is counted, and refused lines are told by number", () =>
    expect(summaryOf([line(), line({ status: 9 }), line(), line({ path: "" })])).toMatchObject({
      accepted: 2,
      rejected: 2,
      unreadable: 0,
      rejections: [
        { line: 2, reason: "status is not an HTTP status" },
        { line: 4, reason: "path is missing" },
      ],
    }));

  test("lists a hundred refusals and counts the rest", () => {
    const { rejected, rejections } = summaryOf([line(), ...Array.from({ length: 101 }, () => "{}")]);
    expect(rejected).toBe(101);
    expect(rejections).toHaveLength(100);
  });

  test("is noted by reason, with three different examples at most", () => {
    const given = [1, 2, 2, 3, 4].map((status) => line({ status }));
    expect(summaryOf([line(), ...given, "{}"]).notes).toEqual([
      {
        kind: "refused",
        reason: "status is not an HTTP status",
        n: 5,
        examples: [1, 2, 3].map((status) => JSON.stringify(line({ status }))),
      },
      { kind: "refused", reason: "ts is missing", n: 1, examples: ["{}"] },
    ]);
  });

  test("counts a line once whose durations can't be read, and notes each of them", () => {
    const broken = line({ latencyMs: "fast", upstreamMs: "slow" });
    const { accepted, unreadable, notes } = summaryOf([broken, line(), broken]);
    expect({ accepted, unreadable }).toEqual({ accepted: 3, unreadable: 2 });
    expect(notes).toEqual([
      {
        kind: "unreadable",
        reason: "latencyMs can't be read as a duration",
        n: 2,
        examples: ["latencyMs: fast"],
      },
      {
        kind: "unreadable",
        reason: "upstreamMs can't be read as a duration",
        n: 2,
        examples: ["upstreamMs: slow"],
      },
    ]);
  });

  test("says what looks wrong in it as a whole", () => {
    const { notes } = summaryOf(Array.from({ length: 10 }, () => line({ latencyMs: 0.024, status: null })));
    expect(notes.map(({ kind, n }) => [kind, n])).toEqual([
      ["implausible", 10],
      ["implausible", 10],
    ]);
  });
});

describe("a line is refused", () => {
  test.each<[string, string]>([
    ["7", "the line is not a JSON object"],
    ["[1]", "the line is not a JSON object"],
    ['{"ts":', "the line is not valid JSON"],
    [`{"a":${"[".repeat(32)}${"]".repeat(32)}}`, "the line is nested too deeply or holds too many values"],
    [`{"a":[${"1,".repeat(4_000)}1]}`, "the line is nested too deeply or holds too many values"],
    [long, "the line is longer than 256 kB"],
  ])("%.20j: %s", (text, reason) =>
    expect(summaryOf([line(), text]).rejections).toEqual([{ line: 2, reason }]),
  );

  test("with its beginning as an example, and none where it is too long to be looked at", () => {
    const { notes } = summaryOf([line(), '{"ts": ann@example.test', long]);
    expect(notes.map(({ examples }) => examples)).toEqual([['{"ts": {secret}'], []]);
  });

  test.each<[number, string | null]>([
    [-35 * DAY_MS, null],
    [-35 * DAY_MS - 1, "the time is more than 35 days ago"],
    [7 * DAY_MS, null],
    [7 * DAY_MS + 1, "the time is more than 7 days ahead"],
  ])("for its time, %d ms from now: %s", (fromNowMs, reason) => {
    const ts = NOW.getTime() + fromNowMs;
    expect(summaryOf([line(), line({ ts })]).rejections).toEqual(
      reason === null ? [] : [{ line: 2, reason }],
    );
  });

  test("not for what its gateway escaped otherwise than JSON does", () =>
    expect(
      summaryOf([`{"ts":"2026-11-24T11:59:00Z","method":"GET","path":"/a","userAgent":"m\\xc3"}`]),
    ).toMatchObject({ accepted: 1, rejected: 0 }));
});

describe("a body is refused as a whole", () => {
  test.each([
    ["of nothing but blank", " \n ", "BAD_REQUEST", "The body holds no log lines."],
    ["of an empty list", "[]", "BAD_REQUEST", "The body holds no log lines."],
    ["of text", "hello", "BAD_REQUEST", "The body is neither JSON nor one JSON object per line."],
    [
      "of a list that breaks off",
      "[{}",
      "BAD_REQUEST",
      "The body begins like a JSON array but is not one. One JSON object per line is fine too.",
    ],
    [
      "of lines that are none",
      "[{}, 7]",
      "UNPROCESSABLE",
      "None of the 2 lines can be stored: ts is missing.",
    ],
  ])("%s", (_, text, code, message) => expect(refusal(text)).toMatchObject({ code, message }));

  test("with the refusals and their notes", () =>
    expect(refusal("[7]")).toMatchObject({
      details: {
        rejected: 1,
        rejections: [{ line: 1, reason: "the line is not a JSON object" }],
        notes: [{ kind: "refused", reason: "the line is not a JSON object", n: 1, examples: ["7"] }],
      },
    }));
});
