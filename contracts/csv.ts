/** Tables as CSV files, for whoever opens them in a spreadsheet. */

export type CsvCell = string | number | boolean | Date | null | undefined;

/**
 * How a text begins that a spreadsheet would take for a formula: the signs of OWASP's list on CSV injection, also in their full width, with
 * or without space before them, and a tab or a line break.
 */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

function textOf(cell: CsvCell): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString();
  // A figure is written by us and can be nothing else, also below zero.
  if (typeof cell !== "string") return String(cell);
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * A table as a CSV file by RFC 4180: lines end with CR LF, what holds a comma, a quote or a line break is quoted. It begins with the
 * byte-order mark by which spreadsheets know UTF-8; a text that they would take for a formula gets an apostrophe before it. Times are ISO
 * 8601 in UTC.
 * @param rows the heads of the columns first
 */
export const toCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map((cell) => quoted(textOf(cell))).join(",")}\r\n`).join("")}`;
