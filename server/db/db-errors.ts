import { AppError, asAppError } from "@/server/platform/errors";
import { singleton } from "@/server/platform/singleton";

type Coded = {
  code?: unknown;
  message?: string;
  meta?: { code?: unknown; driverAdapterError?: { cause?: { originalCode?: unknown; code?: unknown } } };
  cause?: unknown;
};

/** The SQLSTATE or Prisma code inside an error, however deep the libraries wrapped it. */
export function errorCodes(error: unknown): string[] {
  const found: string[] = [];
  for (
    let offset = error as Coded | undefined, depth = 0;
    offset && typeof offset === "object" && depth < 6;
    offset = offset.cause as Coded | undefined, depth++
  ) {
    for (const code of [
      offset.code,
      offset.meta?.code,
      offset.meta?.driverAdapterError?.cause?.originalCode,
      offset.meta?.driverAdapterError?.cause?.code,
      (offset as { originalCode?: unknown }).originalCode,
    ])
      if (typeof code === "string") found.push(code);
  }
  return found;
}

/**
 * SQLSTATEs of a server that cannot store anything now: classes 53 (no disk, no memory, no connection left) and 58 (what lies under the
 * server fails), and a server that only reads, as after a failover.
 */
const NO_ROOM = /^(?:53\d{3}|58\d{3}|25006)$/;
/** The same without a code of its own: the words of the operating system, which the server passes on. */
const NO_ROOM_WORDS = [
  /No space left on device|Disk quota exceeded|Read-only file system/i,
  /could not (?:write|extend|fsync|flush)(?: to| out)?(?: log)? (?:file|block)\b/i,
];

/** SQLSTATEs and codes of a connection that was lost, refused or never free: class 08, 57P0x (the server stops or starts), Prisma's own. */
const LOST =
  /^(?:08\d{3}|57P0[1-5]|53300|P1001|P1002|P1008|P1017|P2024|P2028|P2037|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN)$/;
/** Connection trouble has no code of its own in every layer; these are the words of node-postgres. */
const LOST_WORDS = [
  /Connection terminated|ECONNREFUSED|ECONNRESET|timeout exceeded when trying to connect|^timeout expired$/i,
  /terminating connection|the database system is|Server has closed the connection/i,
  /Connection ended unexpectedly|Client has encountered a connection error/i,
];

/** How soon whoever was refused should come back, ms: a restart takes a moment, making room on a disk takes longer. */
const RETRY_MS = { lost: 1_000, no_room: 5_000 } as const;

/**
 * What keeps the database from doing its work, whatever was asked of it: `no_room` when it answers and cannot store, `lost` when it
 * does not answer; null when the error is about the question.
 */
export function readOutage(error: unknown): "no_room" | "lost" | null {
  const codes = errorCodes(error);
  const words = error instanceof Error ? error.message : "";
  const isLost = codes.some((code) => LOST.test(code)) || LOST_WORDS.some((lost) => lost.test(words));
  if (!isLost && (codes.some((code) => NO_ROOM.test(code)) || NO_ROOM_WORDS.some((full) => full.test(words))))
    return "no_room";
  return isLost ? "lost" : null;
}

/**
 * The kind under which the log counts an error (`logFailure`): all that an outage of the database, or of the mail server, causes is one
 * story.
 */
export function outageKind(error: unknown): "database" | "mail_server" | undefined {
  const known = asAppError(error);
  if (known?.code === "UNAVAILABLE")
    return known.details["reason"] === "mail_server" ? "mail_server" : "database";
  return readOutage(error) !== null ? "database" : undefined;
}

const lastNoRoom = () => singleton("db.no-room", () => ({ atMs: Number.NEGATIVE_INFINITY }));

/** When this process last met a database that could not store something, ms; readiness goes by it. */
export const lastNoRoomMs = (): number => lastNoRoom().atMs;

/**
 * What a database error means for whoever asked: busy, full or gone (retry), taken, refused by row level security, or a surprise that
 * is passed on as it is. A database without room is also remembered (`lastNoRoomMs`).
 */
export function translateDbError(error: unknown): unknown {
  if (asAppError(error)) return error;
  const outage = readOutage(error);
  if (outage === "no_room") lastNoRoom().atMs = Date.now();
  if (outage)
    return new AppError(
      "UNAVAILABLE",
      outage === "lost"
        ? "The database is busy or restarting. Nothing was changed; try again in a moment."
        : "The database cannot store anything at the moment. Nothing was changed; try again in a moment.",
      {},
      RETRY_MS[outage],
    );
  const codes = errorCodes(error);
  const has = (...wanted: string[]) => wanted.some((w) => codes.includes(w));
  if (has("P2002", "23505"))
    return new AppError("CONFLICT", "Something with this name or key exists already.", { reason: "taken" });
  if (has("P2034", "40001", "40P01"))
    return new AppError(
      "CONFLICT",
      "Somebody changed this at the same moment. Try again.",
      { reason: "serialisation" },
      200,
    );
  if (has("P2003", "23503"))
    return new AppError("NOT_FOUND", "That does not exist here, or no longer.", { reason: "reference" });
  if (has("42501")) return new AppError("NOT_FOUND", "That does not exist here.", { reason: "foreign" });
  return error;
}

/** Whether trying again later can help. */
export function isTransient(error: unknown): boolean {
  const known = asAppError(translateDbError(error));
  return known?.code === "UNAVAILABLE" || known?.details["reason"] === "serialisation";
}
