import { expect, test } from "vitest";
import { IssueAct, PriorityAct, type AnyAct } from "@/contracts/issues";
import { describeConflict } from "./conflict";
import type { ActTarget } from "./issue-row";
import { fieldsOf } from "./optimistic";

const seen: ActTarget & { urgency: string; workaround: string | null } = {
  id: "iss_1",
  number: 1,
  title: "Card is charged twice",
  state: "in_progress",
  severity: "major",
  type: "functional",
  urgency: "this_week",
  impact: 60,
  effort: 40,
  version: 3,
  ownerId: "mem_gone",
  teamId: null,
  componentId: "com_1",
  workaround: null,
};
const NAMES: Readonly<Record<string, string>> = { mem_1: "Ada", mem_2: "Bo", tea_1: "Payments" };
const nameOf = (id: string) => NAMES[id] ?? null;
const act = (given: unknown) => IssueAct.parse(given);

test.each<[AnyAct, object, [label: string, seen: string, current: string, wanted: string][]]>([
  [act({ kind: "fix", version: "2.0" }), { state: "closed" }, [["State", "In progress", "Closed", "Fixed"]]],
  [act({ kind: "rename", title: "Mine" }), { title: "Theirs" }, [["Title", seen.title, "Theirs", "Mine"]]],
  [
    act({ kind: "relabel", severity: "critical", type: "wish" }),
    { severity: "minor", type: "praise" },
    [
      ["Type", "Functional", "Praise", "Wish"],
      ["Severity", "Major", "Minor", "Critical"],
    ],
  ],
  [
    act({ kind: "urgency", urgency: "now" }),
    { urgency: "later" },
    [["Urgency", "This week", "Later", "Now"]],
  ],
  [
    act({ kind: "assign", ownerId: "mem_1", teamId: "tea_1" }),
    { ownerId: "mem_2", teamId: null },
    [
      ["Owner", "Somebody", "Bo", "Ada"],
      ["Team", "None", "None", "Payments"],
    ],
  ],
  [
    PriorityAct.parse({ kind: "place", impact: 80, effort: 20 }),
    { impact: 10, effort: 50 },
    [
      ["Impact", "60", "10", "80"],
      ["Effort", "40", "50", "20"],
    ],
  ],
  [
    act({ kind: "workaround", text: "Wait." }),
    { workaround: "Restart it." },
    [["Workaround", "None", "Restart it.", "Wait."]],
  ],
])("%o shows what was seen, what it is now and what is wanted, in words", (what, theirs, expected) => {
  const rows = describeConflict(
    { seen, current: { ...seen, ...theirs, version: 4 }, act: what, fields: fieldsOf(what) },
    nameOf,
  );
  expect(rows.map(({ label, ...row }) => [label, row.seen, row.current, row.wanted])).toEqual(expected);
});
