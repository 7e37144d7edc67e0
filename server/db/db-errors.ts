import { AppError, asAppError } from "@/server/platform/errors";

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
    let at = error as Coded | undefined, depth = 0;
    at && typeof at === "object" && depth < 6;
    at = at.cause as Coded | undefined, depth++
  ) {
    for (const code of [
      at.code,
      at.meta?.code,
      at.meta?.driverAdapterError?.cause?.originalCode,
      at.meta?.driverAdapterError?.cause?.code,
      (at as { originalCode?: unknown }).originalCode,
    ])
      if (typeof code === "string") found.push(code);
  }
  return found;
}

/** Connection trouble has no code of its own in every layer; these are the words of node-postgres. */
const LOST =
  /Connection terminated|ECONNREFUSED|ECONNRESET|timeout exceeded when trying to connect|terminating connection|the database system is|Server has closed the connection|Connection ended unexpectedly|Client has encountered a connection error/i;

/**
 * What a database error means for whoever asked: busy or gone (retry), taken, refused by row level security, or a surprise that is
 * passed on as it is.
 */
export function translateDbError(error: unknown): unknown {
  if (asAppError(error)) return error;
  const codes = errorCodes(error);
  const has = (...wanted: string[]) => wanted.some((w) => codes.includes(w));
  if (
    has(
      "P2028",
      "P2024",
      "P1001",
      "P1017",
      "57P01",
      "57P02",
      "57P03",
      "53300",
      "08006",
      "08003",
      "ECONNREFUSED",
      "ECONNRESET",
    ) ||
    (error instanceof Error && LOST.test(error.message))
  )
    return new AppError(
      "UNAVAILABLE",
      "The database is busy or restarting. Nothing was changed; try again in a moment.",
      {},
      1_000,
    );
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
