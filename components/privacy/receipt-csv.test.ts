import { expect, test } from "vitest";
import { receiptCsv } from "./receipt-csv";

test("a receipt is a line for each kind of row, and no name becomes a formula", () => {
  expect(
    receiptCsv({
      id: "era_1",
      at: new Date("2026-12-01T10:00:00Z"),
      actorName: '=cmd|"x"',
      subjectKind: "report",
      subjectIds: ["itm_1", "itm_2"],
      tallies: [{ table: "item", what: "title, text", rows: 2 }],
    }).split("\r\n"),
  ).toEqual([
    "\uFEFFreceipt,erased at,by,what,ids,table,of it,rows",
    'era_1,2026-12-01T10:00:00.000Z,"\'=cmd|""x""",report,itm_1 itm_2,item,"title, text",2',
    "",
  ]);
});
