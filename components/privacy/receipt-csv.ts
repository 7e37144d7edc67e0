import type { ErasureTally } from "@/contracts/privacy";

type Receipt = {
  id: string;
  at: Date;
  actorName: string;
  subjectKind: string;
  subjectIds: readonly string[];
  tallies: readonly ErasureTally[];
};

/** A value of a CSV line; one that a spreadsheet would take for a formula is led by an apostrophe. */
const cell = (value: string | number): string => {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return `"${text.replaceAll('"', '""')}"`;
};

/** A receipt as a CSV file: one line for each kind of row that was emptied or removed. */
export function receiptCsv({ id, at, actorName, subjectKind, subjectIds, tallies }: Receipt): string {
  const head = ["receipt", "erased at", "by", "what", "ids", "table", "of it", "rows"];
  const lines = tallies.map(({ table, what, rows }) => [
    id,
    at.toISOString(),
    actorName,
    subjectKind,
    subjectIds.join(" "),
    table,
    what,
    rows,
  ]);
  return [head, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}
