import type { LogRow } from "./log-formats/log-row";

/** An id that more lines of one portion have is not one request's own: a page's trace id, a constant. */
const OWN_ID_MAX = 3;
/** What is written where there is no id; all zeros in any grouping is one too. */
const NO_ID = /^(?:[0-]+|null|nil|none|undefined|unknown|n\/a)$/i;

/**
 * Which of several lines that are alike in everything a row is: part of what tells a line that was sent again from another request. Null
 * where a line has no id to be known by, and is never taken for another.
 *
 * A shipper that repeats a line repeats it whole, so lines alike in id, time and all else are one (0). Where an id is not one request's
 * own, lines may be alike and different requests, above all with times in whole seconds; then they are counted (0, 1, 2, …), so that all
 * are stored, and the same ones sent again are still the same.
 * @returns one for each row, in their order
 */
export function countRepeats(rows: readonly LogRow[]): (number | null)[] {
  const uses = new Map<string, number>();
  for (const { requestId } of rows)
    if (requestId !== null) uses.set(requestId, (uses.get(requestId) ?? 0) + 1);
  const alike = new Map<string, number>();
  return rows.map((row) => {
    if (row.requestId === null || NO_ID.test(row.requestId)) return null;
    if (uses.get(row.requestId)! <= OWN_ID_MAX) return 0;
    const key = JSON.stringify([
      row.requestId,
      row.tsMs,
      row.method,
      row.path,
      row.status,
      row.latencyMs,
      row.clientIp,
    ]);
    const nth = alike.get(key) ?? 0;
    alike.set(key, nth + 1);
    return nth;
  });
}
