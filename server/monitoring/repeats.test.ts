import { describe, expect, test } from "vitest";
import type { LogRow } from "./log-formats/log-row";
import { countRepeats } from "./repeats";

const row = (over: Partial<LogRow> = {}): LogRow => ({
  tsMs: 1_000,
  method: "GET",
  path: "/a",
  route: "/a",
  service: "",
  consumer: null,
  version: null,
  status: 200,
  latencyMs: 12,
  upstreamMs: null,
  gatewayMs: null,
  firstByteMs: null,
  signs: { upgrade: null, scheme: null, grpcType: null, contentType: null },
  bytesIn: null,
  bytesOut: null,
  clientIp: "203.0.113.9",
  userAgent: null,
  requestId: "req-1",
  traceId: null,
  isRouteNamed: false,
  ...over,
});
const times = (n: number, over: Partial<LogRow> = {}): LogRow[] => Array.from({ length: n }, () => row(over));

describe("lines that are alike", () => {
  test("are one, sent again, where their id is one request's own", () =>
    expect(countRepeats([...times(3), row({ requestId: "req-2" })])).toEqual([0, 0, 0, 0]));

  test("are different requests where more than three lines have the id", () =>
    expect(countRepeats([...times(4), row({ requestId: "req-2" })])).toEqual([0, 1, 2, 3, 0]));

  test.each<Partial<LogRow>>([
    { tsMs: 2_000 },
    { method: "POST" },
    { path: "/b" },
    { status: 201 },
    { latencyMs: 13 },
    { clientIp: null },
  ])("are not those that differ in %j", (over) =>
    expect(countRepeats([...times(3), row(over), row(), row(over)])).toEqual([0, 1, 2, 0, 3, 1]),
  );

  test("are those that differ in what a gateway may write either way", () =>
    expect(countRepeats([...times(3), row({ route: "/{a}", userAgent: "x", bytesOut: 7 })])).toEqual([
      0, 1, 2, 3,
    ]));

  test.each([
    null,
    "-",
    "0",
    "00000000-0000-0000-0000-000000000000",
    "NULL",
    "none",
    "undefined",
    "n/a",
    "nil",
  ])("are never taken for one another where the id is %j", (requestId) =>
    expect(countRepeats(times(5, { requestId }))).toEqual([null, null, null, null, null]),
  );

  test.each(["0a", "nullable", "null-7"])("may be where the id is %j", (requestId) =>
    expect(countRepeats(times(2, { requestId }))).toEqual([0, 0]),
  );
});
