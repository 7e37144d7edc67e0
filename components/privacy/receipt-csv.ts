import { toCsv } from "@/contracts/csv";
import type { ErasureTally } from "@/contracts/privacy";

type Receipt = {
  id: string;
  at: Date;
  actorName: string;
  subjectKind: string;
  subjectIds: readonly string[];
  tallies: readonly ErasureTally[];
};

/** A receipt as a CSV file: one line for each kind of row that was emptied or removed. */
export function receiptCsv({ id, at, actorName, subjectKind, subjectIds, tallies }: Receipt): string {
  const head = ["receipt", "erased at", "by", "what", "ids", "table", "of it", "rows"];
  const lines = tallies.map(({ table, what, rows }) => [
    id,
    at,
    actorName,
    subjectKind,
    subjectIds.join(" "),
    table,
    what,
    rows,
  ]);
  return toCsv([head, ...lines]);
}
