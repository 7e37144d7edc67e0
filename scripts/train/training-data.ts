import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sentiment, Severity } from "@/contracts/triage";
import { countSigns, severityFeatures } from "@/server/reading/models/severity-features";
import { readFeeling, sentimentFeatures } from "@/server/reading/models/sentiment-features";
import { readText } from "@/server/reading/read-text";
import type { Case } from "@/scripts/train/logistic-regression";

/** Where labelled texts lie beside the project; never part of it. */
const FOLDER = join(process.cwd(), "..", "shared", "data", "text");

export type LabelledText = {
  readonly id: string;
  readonly lang?: string;
  readonly title?: string;
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
};

const fileOf = (name: string): string => join(FOLDER, `${name}.jsonl`);

/** Those of some labelled sets that are not there, by their files; whoever needs them has nothing to say without. */
export const findMissingSets = (names: readonly string[]): string[] =>
  [...new Set(names)].map(fileOf).filter((file) => !existsSync(file));

/** The rows of one labelled set, or of a set of pairs. */
export function readRows<Row = LabelledText>(name: string): Row[] {
  return readFileSync(fileOf(name), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
}

export const SENTIMENT_SETS = [
  "sentiment_stackoverflow_cc0",
  "sentiment_jira_cc0",
  "sentiment_multilingual_xlmt_val",
] as const;
export const SENTIMENT_CLASSES = ["positive", "neutral", "negative"] as const satisfies readonly Sentiment[];
export const SENTIMENT_OPTIONS = { epochs: 12, rate: 0.05, decay: 1e-4 } as const;

export const SEVERITY_SET = "severity_gitbugs_hadoop";
export const SEVERITY_CLASSES = [
  "critical",
  "major",
  "minor",
  "cosmetic",
] as const satisfies readonly Severity[];
export const SEVERITY_OPTIONS = { epochs: 12, rate: 0.05, decay: 1e-3 } as const;
/** Rare severities count more, nearly in inverse proportion to their share. */
const BALANCE = 0.85;
const MAX_WEIGHT = 8;

/** A labelled text as a training case for sentiment. */
export function sentimentCase({ text, labels }: LabelledText): Case {
  const read = readText(text);
  return {
    features: sentimentFeatures(read, text, readFeeling(read)),
    target: SENTIMENT_CLASSES.indexOf(labels.sentiment as Sentiment),
    weight: 1,
  };
}

/** Labelled reports as training cases for severity, balanced. */
export function severityCases(rows: readonly LabelledText[]): Case[] {
  const targets = rows.map(({ labels }) => SEVERITY_CLASSES.indexOf(labels.severity as Severity));
  const counts = SEVERITY_CLASSES.map((_, index) => targets.filter((target) => target === index).length);
  return rows.map(({ title, text }, index) => {
    const head = readText(title ?? "");
    const body = readText(text);
    const target = targets[index] ?? 0;
    return {
      features: severityFeatures(head, body, countSigns(head), countSigns(body), "en"),
      target,
      weight: Math.min(
        MAX_WEIGHT,
        (rows.length / SEVERITY_CLASSES.length / (counts[target] ?? 1)) ** BALANCE,
      ),
    };
  });
}
