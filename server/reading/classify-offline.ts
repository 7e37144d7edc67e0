import { cutText } from "@/contracts/cut-text";
import type { ItemContext } from "@/contracts/feedback";
import type { Classification, ItemType } from "@/contracts/triage";
import { classifySeverity } from "@/server/reading/classify-severity";
import { classifyType } from "@/server/reading/classify-type";
import { readComponent, type OfflineComponent } from "@/server/reading/component";
import { clipText } from "@/server/reading/fold-text";
import { detectLanguage } from "@/server/reading/language";
import { ownWords } from "@/server/reading/own-words";
import { unreadLanguageOf } from "@/server/reading/read-languages";
import { readSentiment, type SentimentReading } from "@/server/reading/sentiment";
import {
  applyFloor,
  findStatedFloors,
  severityFloor,
  type SeverityFloor,
  type StatedFloor,
} from "@/server/reading/severity";
import { splitQuote } from "@/server/reading/split-quote";
import { judgeSpam } from "@/server/reading/spam";

/** A report as the built-in classifier reads it. */
export type OfflineInput = {
  readonly title?: string | null | undefined;
  readonly text: string;
  readonly context?: ItemContext | undefined;
  readonly components?: readonly OfflineComponent[] | undefined;
  /** The floors that the words state, where they were found already. */
  readonly stated?: readonly StatedFloor[] | undefined;
};

const MAX_REASON_CHARS = 400;
const ARTICLE: Readonly<Record<ItemType, string>> = {
  technical: "a technical defect",
  functional: "a functional defect",
  usability: "a usability problem",
  performance: "a performance problem",
  integration: "an integration problem",
  question: "a question",
  wish: "a wish",
  praise: "praise",
};

function round(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
}

/** "Would be nice" is courtesy, and money taken twice is not said calmly with three exclamation marks. */
function tone(
  reading: SentimentReading,
  type: ItemType,
  text: string,
  floor: SeverityFloor | null,
): SentimentReading {
  if (type === "wish" && reading.sentiment === "positive" && reading.words.length <= 1) {
    return { ...reading, sentiment: "neutral", score: round(reading.score) * 0.3, confidence: 0.55 };
  }
  if (
    floor !== null &&
    reading.sentiment !== "negative" &&
    reading.score < 0.4 &&
    (text.includes("!!") || floor.severity === "critical" || isShouted(text))
  ) {
    return { ...reading, sentiment: "negative", score: Math.min(reading.score, -0.4), confidence: 0.55 };
  }
  return reading;
}

function isShouted(text: string): boolean {
  const letters = text.slice(0, 300).replace(/[^\p{L}]/gu, "");
  return letters.length >= 12 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}

/**
 * A report that nobody here could read is called nothing by silence: it stands as major until a person has looked, with no confidence, and
 * says so. Major, because a report that is taken for too small is found too late, and one that is taken for too large within the hour.
 */
function leftToPeople(classification: Classification, language: string): Classification {
  return {
    ...classification,
    typeConfidence: 0,
    severity: "major",
    severityConfidence: 0,
    sentiment: "neutral",
    sentimentScore: 0,
    sentimentConfidence: 0,
    reason: `The built-in reader does not read ${language}: major until a person has looked.`,
  };
}

/**
 * Classifies a report without any model outside: type, severity, sentiment, language, component, spam, each with a
 * confidence of 0–1, and one sentence naming the evidence. The severity already respects the floors that words and the
 * reporter's own request set; signals of other systems are applied by the caller (`severityFloor`, `applyFloor`).
 * Reads at most the first 6,000 and the last 500 characters. Same input, same output.
 */
export function classifyOffline(input: OfflineInput): Classification {
  const title = input.title?.trim() ? cutText(input.title.trim(), 500) : null;
  // What a mail quotes is another's, and decides nothing.
  const text = clipText(splitQuote(input.text).own || input.text);
  const whole = title ? `${title}\n${text}` : text;
  const { language, confidence: languageConfidence } = detectLanguage(whole);
  const stated = input.stated ?? findStatedFloors({ title, text });
  const untyped = severityFloor({ title, text, context: input.context, stated });
  const own = ownWords(text);
  const feeling = readSentiment(title ? `${title}\n${own}` : own);
  const type = classifyType(title, own, {
    isFloorStated: untyped !== null,
    sentiment: feeling.confidence >= 0.5 ? feeling.sentiment : "neutral",
    statusCode: input.context?.statusCode,
  });
  const severity = classifySeverity(title, text, type.type, language);
  const floor = severityFloor({ title, text, context: input.context, type: type.type, stated });
  const spam = judgeSpam({ title, text, isModelSure: false, floor });
  const component = readComponent({ title, text, context: input.context }, input.components ?? [], language);
  const sounding = tone(feeling, type.type, whole, floor);
  const evidence = type.evidence.slice(0, 2).map((words) => `"${cutText(words, 50)}"`);
  const reason = [
    `Reads as ${ARTICLE[type.type]}${evidence.length > 0 ? ` (${evidence.join(", ")})` : ", without a telling word"}`,
    severity.signs.length > 0
      ? `${severity.severity} by signs of ${severity.signs.slice(0, 3).join(", ")}`
      : `${severity.severity} for want of stronger signs`,
    ...(sounding.sentiment === "neutral"
      ? []
      : sounding.words.slice(0, 1).map((word) => `${sounding.sentiment} in tone ("${word}")`)),
    ...(component.component !== null && component.evidence !== null
      ? [`${component.component} by ${component.evidence}`]
      : []),
    ...(spam.isSpam ? ["looks like spam"] : []),
  ].join("; ");
  const classification: Classification = {
    type: type.type,
    typeConfidence: round(type.confidence),
    severity: severity.severity,
    severityConfidence: round(severity.confidence),
    sentiment: sounding.sentiment,
    sentimentScore: Math.round(Math.min(1, Math.max(-1, sounding.score)) * 100) / 100,
    sentimentConfidence: round(sounding.confidence),
    language,
    languageConfidence: round(languageConfidence),
    component: component.component,
    componentConfidence: round(component.confidence),
    isSpam: spam.isSpam,
    reason: cutText(`${reason}.`, MAX_REASON_CHARS),
  };
  const unread = unreadLanguageOf(
    whole,
    { language, confidence: languageConfidence },
    type.evidence.length > 0 || severity.signs.length > 0 || floor !== null,
  );
  return applyFloor(unread === null ? classification : leftToPeople(classification, unread), floor);
}
