import type { ItemType, Severity } from "@/contracts/triage";
import { predict, softmax, unpackModel } from "@/server/reading/models/linear-model";
import { countSigns, severityFeatures, type SignCounts } from "@/server/reading/models/severity-features";
import { SEVERITY_SIGNS, type SeveritySign } from "@/server/reading/models/severity-lexicon";
import { SEVERITY_WEIGHTS } from "@/server/reading/models/severity-weights";
import { readText, type ReadText } from "@/server/reading/read-text";

/** How bad a report sounds, how sure that is (0–1), and the signs that said so. */
export type SeverityReading = {
  readonly severity: Severity;
  readonly confidence: number;
  readonly signs: readonly SeveritySign[];
};

const CLASSES = ["critical", "major", "minor", "cosmetic"] as const satisfies readonly Severity[];
const model = unpackModel(SEVERITY_WEIGHTS);

/** What each sign adds to critical, major, minor, cosmetic when a short report shows it. */
const SIGN_VOTES: Readonly<Record<SeveritySign, readonly [number, number, number, number]>> = {
  breakdown: [0.5, 1.4, 0, -1],
  harm: [1, 0.9, -0.2, -1],
  failure: [0, 0.5, 0.4, -0.8],
  regression: [0.1, 0.3, 0.1, -0.2],
  many: [0.4, 0.6, -0.1, -0.2],
  urgent: [0.4, 0.7, -0.2, -0.4],
  workaround: [-0.6, -0.5, 0.6, 0],
  slight: [-0.8, -0.9, 0.5, 0.6],
  looks: [-0.8, -0.8, 0.3, 1.3],
  text: [-0.9, -0.9, 0.1, 1.7],
  upkeep: [-0.3, -0.3, 0.5, 0.4],
  request: [-0.4, -0.3, 0.4, 0.1],
};
/** Without any sign a report is minor. */
const PRIOR = [-1.4, -0.1, 0.8, -0.5] as const;

/** From this many words on, a report in English reads like those the model was trained on. */
const MODEL_FROM_WORDS = 18;
const MODEL_FULL_WORDS = 50;

const TYPE_VOTES: Partial<Record<ItemType, readonly [number, number, number, number]>> = {
  question: [-1.5, -1, 0.8, 0.3],
  wish: [-2, -1.5, 0.8, 0.6],
  praise: [-3, -3, 0, 2],
  usability: [-0.6, -0.5, 0.3, 0.5],
};

/** The signs a report shows. */
function signsOf(title: SignCounts, body: SignCounts): SeveritySign[] {
  return SEVERITY_SIGNS.filter((sign) => title[sign] > 0 || body[sign] > 0);
}

/**
 * Reads the severity of a report. Short reports and languages other than English go by signs; longer English ones
 * lean on a linear model trained on bug reports. Floors are not its business: `severity.ts` raises what this says.
 */
export function classifySeverity(
  title: string | null,
  text: string,
  type: ItemType,
  language: string,
): SeverityReading {
  const head: ReadText = readText(title ?? "");
  const body = readText(text);
  const headSigns = countSigns(head);
  const bodySigns = countSigns(body);
  const signs = signsOf(headSigns, bodySigns);
  const wordCount = head.words.length + body.words.length;
  const isReadable = language === "en" || language === "und";
  const share = isReadable
    ? Math.min(1, Math.max(0, (wordCount - MODEL_FROM_WORDS) / (MODEL_FULL_WORDS - MODEL_FROM_WORDS)))
    : 0;
  const votes = CLASSES.map((_, index) => {
    let score = (PRIOR[index] ?? 0) + (TYPE_VOTES[type]?.[index] ?? 0);
    for (const sign of signs)
      score += (SIGN_VOTES[sign][index] ?? 0) * (bodySigns[sign] + headSigns[sign] > 1 ? 1.2 : 1);
    return score;
  });
  const bySigns = softmax(votes);
  const byModel =
    share > 0 ? predict(model, severityFeatures(head, body, headSigns, bodySigns, "en")) : bySigns;
  // Wishes, questions and praise are no bug reports, however long.
  const weight = TYPE_VOTES[type] && type !== "usability" ? share * 0.4 : share;
  const shares = bySigns.map((value, index) => (1 - weight) * value + weight * (byModel[index] ?? 0));
  const best = shares.indexOf(Math.max(...shares));
  return { severity: CLASSES[best] ?? "minor", confidence: shares[best] ?? 0, signs };
}
