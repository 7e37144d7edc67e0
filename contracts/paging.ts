/** Lists that come a page at a time, and figures that stop counting. */
import { z } from "zod";

/** Where the page before ended, as the server wrote it; nothing for the first page. */
export const Cursor = z.string().max(2_000).nullish();

/** Counting stops here: what is more is "10k+". A query reads one row beyond it. */
export const COUNT_CAP = 10_000;

/** A count that is exact up to `COUNT_CAP`; beyond it, a lower bound. */
export type Count = { n: number; isCapped: boolean };

/** A count from how many rows were found, of at most one beyond the cap. */
export const countOf = (found: number): Count => ({
  n: Math.min(found, COUNT_CAP),
  isCapped: found > COUNT_CAP,
});
