import type { z } from "zod";
import { AppError } from "./errors";
import { parseJsonText } from "./json";

/** One page of a list, and where the next begins. */
export type Page<Row> = { rows: Row[]; nextCursor: string | null };

/** A sort key has a few parts. */
const CURSOR_LIMITS = { maxDepth: 3, maxValues: 50 };

/** Where a list goes on, as an opaque word: base64url of the JSON of the last row's sort key. It carries no right to anything. */
export function writeCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/**
 * Reads what `writeCursor` wrote.
 * @throws AppError BAD_REQUEST for anything else.
 */
export function readCursor<T>(cursor: string | null | undefined, shape: z.ZodType<T>): T | null {
  if (!cursor) return null;
  try {
    return shape.parse(parseJsonText(Buffer.from(cursor, "base64url").toString("utf8"), CURSOR_LIMITS));
  } catch {
    throw new AppError(
      "BAD_REQUEST",
      "This list cannot continue from here: its cursor is not valid. Load it from the start.",
      { field: "cursor" },
    );
  }
}

/** Cuts a list that was read with one row too many into a page and the cursor of its last row. */
export function cutPage<T>(rows: readonly T[], limit: number, keyOf: (row: T) => unknown): Page<T> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null,
  };
}
