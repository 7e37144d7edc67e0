/**
 * Trains what ships in server/reading/models/*-weights.ts. Run from the project's root: `npx tsx scripts/train/train-models.ts`.
 *
 * Sentiment: Stack Overflow and Jira sentences (CC0, disa-lab/DeepSentimentSECrossPlatform) and tweets in eight
 * languages (Apache-2.0, cardiffnlp/xlm-t). Severity: Hadoop reports of GitBugs (CC BY 4.0, av9ash/gitbugs).
 * The texts lie beside the project and are not part of it; only weights are written.
 */
import { writeFileSync } from "node:fs";
import { train } from "@/scripts/train/logistic-regression";
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
import type { LinearModel } from "@/server/reading/models/linear-model";
import { SENTIMENT_BUCKETS } from "@/server/reading/models/sentiment-features";
import { SEVERITY_BUCKETS } from "@/server/reading/models/severity-features";

/** Zero bytes are written as 0 and a run length of up to 255. */
function packWeights(weights: Int8Array): string {
  const bytes: number[] = [];
  for (let at = 0; at < weights.length;) {
    const value = weights[at] ?? 0;
    if (value !== 0) {
      bytes.push(value & 0xff);
      at += 1;
      continue;
    }
    let run = 0;
    while (run < 255 && at + run < weights.length && weights[at + run] === 0) run += 1;
    bytes.push(0, run);
    at += run;
  }
  return Buffer.from(Uint8Array.from(bytes)).toString("base64");
}

function write<Class extends string>(name: string, about: string, model: LinearModel<Class>): void {
  const data = packWeights(model.weights);
  const source = `import type { PackedModel } from "@/server/reading/models/linear-model";

/** ${about} Written by scripts/train/train-models.ts; do not edit. */
export const ${name.toUpperCase()}_WEIGHTS: PackedModel<${model.classes.map((entry) => JSON.stringify(entry)).join(" | ")}> = {
  classes: [${model.classes.map((entry) => JSON.stringify(entry)).join(", ")}],
  bias: [${model.bias.join(", ")}],
  scale: ${model.scale},
  size: ${model.weights.length},
  data:
    "${data}",
};
`;
  writeFileSync(`server/reading/models/${name}-weights.ts`, source);
  console.log(`${name}: ${Math.round(source.length / 1024)} kB`);
}

const missing = findMissingSets([...SENTIMENT_SETS, SEVERITY_SET]);
if (missing.length > 0) {
  console.error(`Nothing was trained. Missing: ${missing.join(", ")}`);
  process.exitCode = 2;
} else {
  const sentiment = SENTIMENT_SETS.flatMap((set) => readRows(set).map(sentimentCase));
  write(
    "sentiment",
    "Weights of the sentiment model.",
    train(SENTIMENT_CLASSES, sentiment, { ...SENTIMENT_OPTIONS, buckets: SENTIMENT_BUCKETS }),
  );
  const severity = severityCases(readRows(SEVERITY_SET));
  write(
    "severity",
    "Weights of the severity model.",
    train(SEVERITY_CLASSES, severity, { ...SEVERITY_OPTIONS, buckets: SEVERITY_BUCKETS }),
  );
}
