/**
 * How good and how fast the built-in reading of reports is, against the bag-of-words baselines of the labelled texts beside the project.
 * Run with `npm run bench:classifier`. Exits 1 when a figure falls below its floor, and 2 when a labelled set is missing: then nothing was
 * measured. What each part measures:
 *
 * - **type, short reports; labels, spam and groups of the demo; language; speed**: the product's own functions (`classifyOffline`,
 *   `detectLanguage`), on texts they were not trained on; the short reports and the demo were written here.
 * - **severity, sentiment**: not the models that are shipped but ones trained here the same way, judged out of sample (five folds, or
 *   another set than the one trained on), because the shipped ones have seen these sets. What `classifyOffline` makes of a model's answer
 *   (signs, floors, thresholds) is not in these figures.
 * - **duplicates**: the product's ranking (`rankCandidates`), of candidates that are retrieved here by shared rare terms in memory; the
 *   product retrieves them by its index in the database.
 * - **grouping**: the product's plan (`planGroups`, `groupBatch`), without a database; word counts are kept here as reports arrive.
 */
import { cpus } from "node:os";
import { readDemoReports } from "./demo-reports";
import { evaluateDemoGroups, evaluateLabels, evaluateSpam, REPORT_SETS } from "./eval-demo";
import { groupArrivals, measureGroups } from "./group-arrivals";
import type { Candidate, GroupItem } from "@/server/triage/grouping";
import { classifyOffline } from "@/server/reading/classify-offline";
import { fingerprintOf } from "@/server/reading/fingerprint";
import { groupBatch, rankCandidates } from "@/server/triage/grouping";
import { detectLanguage } from "@/server/reading/language";
import { predict, type LinearModel } from "@/server/reading/models/linear-model";
import { SENTIMENT_BUCKETS } from "@/server/reading/models/sentiment-features";
import { SEVERITY_BUCKETS } from "@/server/reading/models/severity-features";
import { SHORT_REPORTS } from "@/server/reading/samples/short-reports";
import { countTerms, rareTerms, termsOf } from "@/server/reading/tokens";
import { shuffle, train, type Case } from "@/scripts/train/logistic-regression";
import { measure, measurePairs, type Judged } from "@/scripts/train/metrics";
import {
  findMissingSets,
  readRows,
  SENTIMENT_CLASSES,
  SENTIMENT_OPTIONS,
  SENTIMENT_SETS,
  sentimentCase,
  SEVERITY_CLASSES,
  SEVERITY_OPTIONS,
  SEVERITY_SET,
  severityCases,
} from "@/scripts/train/training-data";

type Figure = {
  readonly what: string;
  readonly value: number;
  readonly floor: number;
  readonly baseline?: string;
};
const figures: Figure[] = [];

function record(what: string, value: number, floor: number, baseline?: string): void {
  figures.push({ what, value, floor, ...(baseline === undefined ? {} : { baseline }) });
}

const FOLDS = 5;

function judge(model: LinearModel<string>, cases: readonly Case[]): Judged[] {
  return cases.map(({ features, target }) => {
    const shares = predict(model, features);
    return [target, shares.indexOf(Math.max(...shares))];
  });
}

function crossValidate(
  cases: readonly Case[],
  trainOn: (cases: readonly Case[]) => LinearModel<string>,
): Judged[] {
  const mixed = shuffle(cases, 3);
  return Array.from({ length: FOLDS }, (_, fold) =>
    judge(
      trainOn(mixed.filter((__, index) => index % FOLDS !== fold)),
      mixed.filter((__, index) => index % FOLDS === fold),
    ),
  ).flat();
}

function evaluateType(): void {
  const classes = ["defect", "feature_request", "question"];
  const judged = readRows("type_nlbse_train").map(({ title, text, labels }): Judged => {
    const { type } = classifyOffline({ title: title ?? null, text });
    return [classes.indexOf(labels["type3"] ?? ""), type === "wish" ? 1 : type === "question" ? 2 : 0];
  });
  record(
    "type, bug/feature/question, macro-F1 (never trained on)",
    measure(judged, 3).macroF1,
    0.62,
    "0.77 trained on it",
  );
  const short = SHORT_REPORTS.flatMap(({ type, texts }) =>
    texts.map(([, text]) => ({ type, found: classifyOffline({ text }).type })),
  );
  record(
    "type, 8 types, short reports, accuracy",
    short.filter(({ type, found }) => type === found).length / short.length,
    0.95,
  );
}

function evaluateSeverity(): void {
  const trainOn = (cases: readonly Case[]): LinearModel<string> =>
    train(SEVERITY_CLASSES, cases, { ...SEVERITY_OPTIONS, buckets: SEVERITY_BUCKETS });
  const { macroF1, withinOne } = measure(
    crossValidate(severityCases(readRows(SEVERITY_SET)), trainOn),
    SEVERITY_CLASSES.length,
  );
  record("severity, macro-F1, five folds", macroF1, 0.41, "0.36");
  record("severity, within one level, five folds", withinOne, 0.94, "0.80");
}

function evaluateSentiment(): void {
  const trainOn = (cases: readonly Case[]): LinearModel<string> =>
    train(SENTIMENT_CLASSES, cases, { ...SENTIMENT_OPTIONS, buckets: SENTIMENT_BUCKETS });
  const [so, jira, tweets] = SENTIMENT_SETS.map((set) => readRows(set).map(sentimentCase));
  if (!so || !jira || !tweets) throw new Error("three sentiment sets are expected");
  const across = (from: readonly Case[], to: readonly Case[]): number =>
    measure(judge(trainOn(from), to), 3).macroF1;
  record("sentiment, Stack Overflow → Jira, macro-F1", across(so, jira), 0.76, "0.53–0.63");
  record("sentiment, Jira → Stack Overflow, macro-F1", across(jira, so), 0.71, "0.53–0.63");
  record(
    "sentiment, without Stack Overflow → it, macro-F1",
    across([...jira, ...tweets], so),
    0.72,
    "0.53–0.63",
  );
  record("sentiment, without Jira → it, macro-F1", across([...so, ...tweets], jira), 0.77, "0.53–0.63");
  record(
    "sentiment, tweets in 8 languages, macro-F1, five folds",
    measure(crossValidate(tweets, trainOn), 3).macroF1,
    0.45,
  );
}

type Report = { readonly id: string; readonly title: string; readonly text: string };
type Pair = { readonly a: string; readonly b: string; readonly duplicate: boolean };

function statsOf(all: readonly Readonly<Record<string, number>>[]): {
  docCount: number;
  df: Map<string, number>;
} {
  const df = new Map<string, number>();
  for (const terms of all) for (const term of Object.keys(terms)) df.set(term, (df.get(term) ?? 0) + 1);
  return { docCount: all.length, df };
}

/** Which texts use a term, as the database's index would answer. */
function indexOf(all: readonly Readonly<Record<string, number>>[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  all.forEach((terms, at) => {
    for (const term of Object.keys(terms)) {
      const places = index.get(term);
      if (places) places.push(at);
      else index.set(term, [at]);
    }
  });
  return index;
}

const RETRIEVED = 200;

function evaluateDuplicates(): void {
  const reports = readRows<Report>("dup_gitbugs_reports");
  const terms = reports.map(({ title, text }) => countTerms(title, text, "en"));
  const stats = statsOf(terms);
  const index = indexOf(terms);
  const places = new Map(reports.map(({ id }, index) => [id, index]));
  const sideOf = (at: number) => {
    const { id, title, text } = reports[at] as Report;
    return {
      id,
      title,
      text,
      terms: terms[at] ?? {},
      component: null,
      fingerprint: fingerprintOf({ title, text }),
      severity: "minor" as const,
      type: "technical" as const,
      language: "en",
    };
  };
  const ranks: number[] = [];
  for (const { a, b } of readRows<Pair>("dup_gitbugs_pairs").filter(({ duplicate }) => duplicate)) {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const at = places.get(from);
      if (at === undefined) continue;
      const item: GroupItem = sideOf(at);
      const shared = new Map<number, number>();
      for (const term of rareTerms(item.terms, stats))
        for (const other of index.get(term) ?? [])
          if (other !== at)
            shared.set(
              other,
              (shared.get(other) ?? 0) + Math.log(stats.docCount / (stats.df.get(term) ?? 1)),
            );
      const candidates = [...shared]
        .sort((x, y) => y[1] - x[1])
        .slice(0, RETRIEVED)
        .map(([other]): Candidate => ({
          ...sideOf(other),
          issueId: reports[other]?.id ?? "",
          itemCount: 1,
          state: "new",
        }));
      ranks.push(
        rankCandidates(item, candidates, stats).findIndex(({ candidate }) => candidate.issueId === to),
      );
    }
  }
  const recall = (k: number): number => ranks.filter((rank) => rank >= 0 && rank < k).length / ranks.length;
  record("duplicates, recall@1", recall(1), 0.39, "0.43");
  record("duplicates, recall@5", recall(5), 0.69, "0.74");
  record("duplicates, recall@10", recall(10), 0.78, "0.81");
}

/** Reports arrive one after the other and join or open issues, as in the pipeline. */
function evaluateGrouping(): void {
  const rows = shuffle(readRows("cluster_banking77_test"), 7).slice(0, 1_500);
  const bank = measureGroups(
    groupArrivals(
      rows.map(({ id, text }) => ({
        id,
        terms: termsOf(null, text, "en"),
        title: null,
        text,
        component: null,
        fingerprint: null,
        severity: "minor",
        type: "functional",
        language: "en",
      })),
    ),
    rows.map(({ labels }) => labels["cluster"] ?? ""),
  );
  record("grouping, 77 fine intents of one bank, B-cubed precision", bank.precision, 0.5);
  record("grouping, 77 fine intents of one bank, B-cubed recall", bank.recall, 0.4);
  const short = SHORT_REPORTS.flatMap(({ about, type, texts }) =>
    texts.map(([language, text]) => ({
      id: text,
      about,
      type,
      language,
      text,
      terms: countTerms(null, text, language),
    })),
  );
  const made = groupBatch(
    short.map((entry): GroupItem => ({
      ...entry,
      title: null,
      component: null,
      fingerprint: null,
      severity: "minor",
    })),
    statsOf(short.map(({ terms }) => terms)),
  );
  const groupOf = new Map(
    made.flatMap(
      ({ leadId, members }) =>
        [[leadId, leadId], ...members.map(({ itemId }) => [itemId, leadId])] as [string, string][],
    ),
  );
  const own = measurePairs(
    short.map(({ id }) => groupOf.get(id) ?? id),
    short.map(({ about }) => about),
  );
  record("grouping, short reports in 4 languages, pairwise precision", own.precision, 0.95);
  record("grouping, short reports in 4 languages, pairwise recall", own.recall, 0.6);
}

function evaluateLanguage(): void {
  const rows = readRows("lang_vscode");
  const right = rows.filter(
    ({ title, text, lang }) =>
      detectLanguage(`${title ?? ""}\n${text}`).language === (lang ?? "").slice(0, 2),
  );
  record("language, tracker issues in 15 languages, accuracy", right.length / rows.length, 0.96);
}

/** Whole classifications per second of processor time on one core, the best of five rounds. */
function measureSpeed(what: string, texts: readonly { title?: string; text: string }[], floor: number): void {
  const components = ["Checkout and payment", "Accounts", "Search", "Orders"].map((name) => ({
    slug: name.toLowerCase().replaceAll(" ", "-"),
    name,
    keywords: name.toLowerCase().split(" "),
    routePatterns: [`/${name.toLowerCase().split(" ")[0] ?? ""}/*`],
  }));
  const rounds = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    for (const { title, text } of texts) classifyOffline({ title: title ?? null, text, components });
    const { user, system } = process.cpuUsage(before);
    return texts.length / ((user + system) / 1e6);
  });
  record(what, Math.max(...rounds), floor);
}

function print(): void {
  const width = Math.max(...figures.map(({ what }) => what.length));
  const show = (value: number): string => (value > 10 ? String(Math.round(value)) : value.toFixed(3));
  for (const { what, value, floor, baseline } of figures) {
    console.log(
      `${what.padEnd(width)}  ${show(value).padStart(6)}  floor ${show(floor).padStart(5)}  ` +
        `${baseline ? `baseline ${baseline}` : ""}${value < floor ? "  BELOW" : ""}`,
    );
  }
  const fallen = figures.filter(({ value, floor }) => value < floor);
  const machine = `${String(cpus().length)} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`;
  console.log(
    fallen.length === 0
      ? `ok: ${String(figures.length)} figures at or above their floors (${machine})`
      : `${String(fallen.length)} of ${String(figures.length)} figures below their floors (${machine})`,
  );
  if (fallen.length > 0) process.exitCode = 1;
}

const missing = findMissingSets([...REPORT_SETS, ...SENTIMENT_SETS, SEVERITY_SET, "dup_gitbugs_pairs"]);
if (missing.length > 0) {
  console.error(`Nothing was measured. Missing: ${missing.join(", ")}`);
  process.exitCode = 2;
} else {
  const demo = readDemoReports();
  evaluateSpam(demo, record);
  evaluateType();
  evaluateLabels(demo, record);
  evaluateSeverity();
  evaluateSentiment();
  evaluateDuplicates();
  evaluateGrouping();
  evaluateDemoGroups(demo, record);
  evaluateLanguage();
  measureSpeed("items per second, short texts", readRows("cluster_banking77_test"), 2_000);
  measureSpeed("items per second, long reports", readRows(SEVERITY_SET).slice(0, 600), 500);
  print();
}
