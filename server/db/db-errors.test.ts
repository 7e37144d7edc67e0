import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError, asAppError } from "@/server/platform/errors";
import { dropSingleton } from "@/server/platform/singleton";
import { isTransient, lastNoRoomMs, outageKind, readOutage, translateDbError } from "./db-errors";

const coded = (code: string, message = "it failed") => Object.assign(new Error(message), { code });
/** As Prisma hands on what its adapter was told. */
const wrapped = (originalCode: string) =>
  Object.assign(new Error("Raw query failed"), {
    code: "P2010",
    meta: { driverAdapterError: { cause: { originalCode, kind: "postgres" } } },
  });

beforeEach(() => void dropSingleton("db.no-room"));
afterEach(() => void dropSingleton("db.no-room"));

describe("readOutage", () => {
  it.each<[string, unknown, "no_room" | "lost" | null]>([
    ["a full disk", coded("53100"), "no_room"],
    ["no memory left", coded("53200"), "no_room"],
    ["a limit of the server's configuration", coded("53400"), "no_room"],
    ["any other lack of resources", coded("53000"), "no_room"],
    ["a disk that fails", coded("58030"), "no_room"],
    ["a file that is gone", coded("58P01"), null],
    ["a server that only reads", coded("25006"), "no_room"],
    ["a full disk inside Prisma's error", wrapped("53100"), "no_room"],
    ["a full disk as a cause", new Error("commit failed", { cause: coded("53100") }), "no_room"],
    [
      "words without a code",
      new Error('could not extend file "base/1/2": No space left on device'),
      "no_room",
    ],
    [
      "a quota",
      coded("XX000", 'could not write to file "pg_wal/xlogtemp.1": Disk quota exceeded'),
      "no_room",
    ],
    ["a flush that failed", coded("XX000", 'could not fsync file "base/5/16384"'), "no_room"],
    ["too many connections", coded("53300"), "lost"],
    ["an administrator's shutdown", coded("57P01"), "lost"],
    ["a crash of another session", coded("57P02"), "lost"],
    ["a server that starts", coded("57P03"), "lost"],
    ["a session that was idle too long", coded("57P05"), "lost"],
    ["a connection that failed", coded("08006"), "lost"],
    ["a connection that was never there", coded("08001"), "lost"],
    ["a refused connection", coded("ECONNREFUSED"), "lost"],
    ["a name that cannot be looked up", coded("EAI_AGAIN"), "lost"],
    ["Prisma, unable to reach the server", coded("P1001"), "lost"],
    ["Prisma, without a free connection", coded("P2024"), "lost"],
    ["node-postgres, cut off", new Error("Connection terminated unexpectedly"), "lost"],
    ["node-postgres, too late", new Error("timeout expired"), "lost"],
    ["a crash for lack of room", coded("57P02", "No space left on device"), "lost"],
    ["a value that is taken", coded("23505"), null],
    ["a mistake in a statement", coded("42601"), null],
    ["a statement that took too long", coded("57014"), null],
    ["damaged data", coded("XX001"), null],
    ["a bug of ours", new TypeError("x is not a function"), null],
    ["no error at all", undefined, null],
    ["words about files that are a report's", new Error("the user could not write a file name"), null],
  ])("%s: %s is %s", (_, error, outage) => expect(readOutage(error)).toBe(outage));
});

describe("translateDbError", () => {
  it.each<[unknown, string | null, number | undefined]>([
    [coded("53100"), "UNAVAILABLE", 5_000],
    [wrapped("58030"), "UNAVAILABLE", 5_000],
    [coded("25006"), "UNAVAILABLE", 5_000],
    [coded("57P03"), "UNAVAILABLE", 1_000],
    [coded("23505"), "CONFLICT", undefined],
    [coded("40001"), "CONFLICT", 200],
    [coded("23503"), "NOT_FOUND", undefined],
    [coded("42501"), "NOT_FOUND", undefined],
    [coded("42601"), null, undefined],
  ])("%s is %s", (error, code, retryAfterMs) => {
    const known = asAppError(translateDbError(error));
    expect([known?.code ?? null, known?.retryAfterMs]).toEqual([code, retryAfterMs]);
  });

  it("remembers a database without room, and nothing else", () => {
    translateDbError(coded("57P01"));
    translateDbError(coded("23505"));
    expect(lastNoRoomMs()).toBe(Number.NEGATIVE_INFINITY);
    const beforeMs = Date.now();
    translateDbError(coded("53100"));
    expect(lastNoRoomMs()).toBeGreaterThanOrEqual(beforeMs);
  });
});

describe("work that met an outage", () => {
  it.each([coded("53100"), coded("58030"), coded("25006"), coded("57P01"), coded("40001")])(
    "is tried again without counting: %s",
    (error) => expect(isTransient(error)).toBe(true),
  );
  it.each([coded("42601"), new Error("no such prompt"), coded("23505")])("counts otherwise: %s", (error) =>
    expect(isTransient(error)).toBe(false),
  );
  it("is one kind in the log, whoever noticed", () => {
    const outages = [
      coded("53100"),
      coded("ECONNREFUSED"),
      wrapped("57P03"),
      new AppError("UNAVAILABLE", "x"),
    ];
    expect(outages.map(outageKind)).toEqual(outages.map(() => "database"));
    expect(outageKind(new Error("something else"))).toBeUndefined();
  });
});
