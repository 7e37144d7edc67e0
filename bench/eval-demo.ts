/** How the built-in classifier does on the demo's launch, a believable one with its truth known; and what it wrongly takes for spam. */
import { ITEM_TYPES, SEVERITIES } from "@/contracts/triage";
import { familyOf } from "@/server/triage/grouping";
import { isPlace } from "@/server/reading/place";
import { severityFloor } from "@/server/reading/severity";
import { judgeSpam } from "@/server/reading/spam";
import { measure, type Judged } from "@/scripts/train/metrics";
import { readRows } from "@/scripts/train/training-data";
import type { DemoReport } from "./demo-reports";
import { groupArrivals, measureGroups } from "./group-arrivals";

/** Says a figure, with the floor it may not fall below. */
type Record = (what: string, value: number, floor: number) => void;

/** Sets in which hardly anything is spam: bank customers, tracker issues, comments, tweets. */
export const REPORT_SETS = [
  "cluster_banking77_test",
  "type_nlbse_train",
  "dup_gitbugs_reports",
  "lang_vscode",
  "sentiment_jira_cc0",
  "sentiment_stackoverflow_cc0",
  "sentiment_multilingual_xlmt_val",
] as const;

/** How much of the demo's advertising and automatic mail is caught, and how much of what is none is left alone. */
export function evaluateSpam(demo: readonly DemoReport[], record: Record): void {
  const share = (judged: readonly boolean[]): number => judged.filter(Boolean).length / judged.length;
  record(
    "spam, the demo's advertising, tests and automatic mail, share caught",
    share(demo.filter(({ truth }) => truth.isSpam).map(({ read }) => read.isSpam)),
    0.9,
  );
  record(
    "spam, the demo's reports, share left alone",
    share(demo.filter(({ truth }) => !truth.isSpam).map(({ read }) => !read.isSpam)),
    1,
  );
  const others = REPORT_SETS.flatMap((set) => readRows(set)).map(({ title = null, text }) => {
    const floor = severityFloor({ title, text });
    return !judgeSpam({ title: title ?? null, text, isModelSure: false, floor }).isSpam;
  });
  record(`spam, ${others.length} texts of other sets, share left alone`, share(others), 0.998);
}

/** Rows are the truth, columns what was said. */
function printConfusion(what: string, names: readonly string[], judged: readonly Judged[]): void {
  const width = Math.max(...names.map((name) => name.length)) + 2;
  console.log(`\n${what}: truth down, said across`);
  console.log("".padEnd(width) + names.map((name) => name.slice(0, 11).padStart(12)).join(""));
  names.forEach((name, truth) => {
    const row = names.map((_, predicted) => judged.filter(([t, s]) => t === truth && s === predicted).length);
    console.log(name.padEnd(width) + row.map((count) => String(count).padStart(12)).join(""));
  });
}

/**
 * Type and severity against the demo's truth, which is that of the subject and not of each report: "scan crash" is major because many
 * meet it, and a person who writes "does not scan" cannot know. What one report can tell is the family and the severity within a level.
 */
export function evaluateLabels(demo: readonly DemoReport[], record: Record): void {
  const types = demo.flatMap(({ truth, read }): Judged[] =>
    truth.type === null ? [] : [[ITEM_TYPES.indexOf(truth.type), ITEM_TYPES.indexOf(read.type)]],
  );
  const labelled = demo.flatMap(({ truth, read }) => (truth.type === null ? [] : [[truth.type, read.type]]));
  const type = measure(types, ITEM_TYPES.length);
  record(
    "demo, defect/question/wish/praise, accuracy",
    labelled.filter(([truth, predicted]) => familyOf(truth!) === familyOf(predicted!)).length /
      labelled.length,
    0.9,
  );
  record("demo, 8 types, accuracy", type.accuracy, 0.65);
  record("demo, 8 types, macro-F1", type.macroF1, 0.6);
  const severities = demo.flatMap(({ truth, read }): Judged[] =>
    truth.severity === null ? [] : [[SEVERITIES.indexOf(truth.severity), SEVERITIES.indexOf(read.severity)]],
  );
  const severity = measure(severities, SEVERITIES.length);
  record("demo, severity of the subject, accuracy", severity.accuracy, 0.4);
  record("demo, severity of the subject, macro-F1", severity.macroF1, 0.38);
  record("demo, severity of the subject, within one level", severity.withinOne, 0.92);
  printConfusion("Type", ITEM_TYPES, types);
  printConfusion("Severity", SEVERITIES, severities);
  console.log("");
}

/** Reports arrive one after the other and join or open issues, as in the pipeline. */
export function evaluateDemoGroups(demo: readonly DemoReport[], record: Record): void {
  const reports = demo.filter(({ truth }) => !truth.isSpam);
  const truths = reports.map(({ truth }) => truth.problemId);
  const items = reports.map(({ item }) => item);
  const groups = groupArrivals(items);
  const all = measureGroups(groups, truths);
  record("grouping, the demo's launch in 4 languages, B-cubed precision", all.precision, 0.81);
  record("grouping, the demo's launch in 4 languages, B-cubed recall", all.recall, 0.45);
  // What a lead counts first: a wrong one hides a critical, a missed one is a critical more.
  const loud = items.flatMap(({ severity }, index) => (severity === "critical" ? [index] : []));
  const [loudGroups, loudTruths] = [groups, truths].map((all) => loud.map((at) => all[at]!));
  const criticals = measureGroups(loudGroups!, loudTruths!);
  record("grouping, the demo's critical reports, B-cubed precision", criticals.precision, 0.94);
  record("grouping, the demo's critical reports, B-cubed recall", criticals.recall, 0.68);
  const words = items.map((item) => ({ ...item, terms: item.terms.filter((term) => !isPlace(term)) }));
  const grouped = measureGroups(groupArrivals(words), truths);
  record("grouping, the same by words alone, B-cubed precision", grouped.precision, 0.79);
  record("grouping, the same by words alone, B-cubed recall", grouped.recall, 0.38);
}
