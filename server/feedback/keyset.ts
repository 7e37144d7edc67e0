import { AppError } from "@/server/platform/errors";
import { parseJsonText } from "@/server/platform/json";

/** A sort key has a few parts. */
const CURSOR_LIMITS = { maxDepth: 2, maxValues: 50 };

/** Where a page ended: the sort key of its last row. */
export type KeysetKey = readonly (string | number)[];

/** An opaque cursor for the key of a page's last row. */
export function writeCursor(key: KeysetKey): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/**
 * The key inside a cursor; null for the first page.
 * @param shape one letter per part: `n` a finite number, `s` a string
 * @throws AppError BAD_REQUEST when the cursor was not made by `writeCursor` for this list.
 */
export function readCursor(cursor: string | null | undefined, shape: string): KeysetKey | null {
  if (cursor === null || cursor === undefined || cursor === "") return null;
  try {
    const key = parseJsonText(Buffer.from(cursor, "base64url").toString(), CURSOR_LIMITS);
    if (
      Array.isArray(key) &&
      key.length === shape.length &&
      [...shape].every((kind, index) =>
        kind === "n" ? Number.isFinite(key[index]) : typeof key[index] === "string",
      )
    )
      return key as KeysetKey;
  } catch {
    // Falls through: whatever it is, it is not one of our cursors.
  }
  throw new AppError(
    "BAD_REQUEST",
    "This page marker does not belong to this list. Start from the first page.",
  );
}

/** One page of a list, and where the next begins. */
export type Page<Row> = { rows: Row[]; nextCursor: string | null };

/** Cuts a page out of rows read one beyond the limit. */
export function cutPage<Row>(found: Row[], limit: number, keyOf: (last: Row) => KeysetKey): Page<Row> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, nextCursor: found.length > limit && last ? writeCursor(keyOf(last)) : null };
}
