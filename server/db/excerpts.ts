import { CUT_REACH, cutText } from "@/contracts/cut-text";

/**
 * How many characters of a text to read with `left(…)` for an excerpt of `max`: PostgreSQL counts code points, of which a family emoji has
 * eleven, so there is room for `cutExcerpts` to find where the last whole character ends.
 */
export const excerptChars = (max: number): number => max + CUT_REACH;

/** Rows with their excerpts cut to `max` UTF-16 units, where a character ends. */
export const cutExcerpts = <Row extends { excerpt: string }>(rows: readonly Row[], max: number): Row[] =>
  rows.map((row) => ({ ...row, excerpt: cutText(row.excerpt, max) }));
