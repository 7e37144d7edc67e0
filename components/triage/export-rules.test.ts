import { expect, test } from "vitest";
import { REPORTS_CSV } from "@/components/feedback/export-reports";
import type { IssueItemRow } from "@/components/feedback/issue-row";
import { toCsv } from "@/contracts/csv";
import { rulesCsv } from "./export-rules";

const linesOf = (csv: string) => csv.replace("\uFEFF", "").trimEnd().split("\r\n");

test("rules are numbered in their order and say what the list says, whatever a rule is called", () => {
  const rules = [
    {
      id: "b",
      name: "=cmd|' /C calc'!A0",
      isEnabled: true,
      isEarly: false,
      conditions: [{ field: "text" as const, op: "contains_any" as const, value: ["VAT", "tax"] }],
      effects: { teamId: "t1", urgency: "now" as const },
    },
    {
      id: "a",
      name: "Everything in Turkish",
      isEnabled: false,
      isEarly: true,
      conditions: [{ field: "language" as const, op: "is" as const, value: ["tr"] }],
      effects: { labels: ["istanbul"] },
    },
  ];
  const shape = rulesCsv(rules, { team: () => "Billing", component: (slug) => slug });
  expect(linesOf(toCsv([shape.head, ...rules.map(shape.lineOf)]))).toEqual([
    "order,name,on,before classification,when,then",
    "1,'=cmd|' /C calc'!A0,true,false,the text contains “VAT” or “tax”,team Billing; urgency now",
    "2,Everything in Turkish,false,true,its language is tr,label istanbul",
  ]);
});

test("a report's words and its author's name can't be formulas, and what is cut says so", () => {
  const report = {
    reference: "R-1",
    occurredAt: new Date("2026-12-01T08:00:00Z"),
    severity: "major",
    type: "functional",
    language: "en",
    reporterName: "@SUM(A1)",
    reporterPhone: "+493012345",
    accountKey: null,
    sourceName: "Form",
    firstResponseAt: null,
    isWithdrawn: false,
    title: null,
    excerpt: "=HYPERLINK(1)\nbroken",
    isCut: true,
  } as unknown as IssueItemRow;
  expect(linesOf(toCsv([REPORTS_CSV.lineOf(report)]))[0]).toBe(
    "R-1,2026-12-01T08:00:00.000Z,major,functional,en,'@SUM(A1),'+493012345,,Form,,false,,\"'=HYPERLINK(1)\nbroken…\"",
  );
});
