import type { FormSigns } from "@/contracts/intake";
import { readAutomaticMail } from "@/server/reading/automatic-mail";
import { clipText, foldText } from "@/server/reading/fold-text";
import { ADVERTISING } from "@/server/reading/models/advertising";
import { GREETING_ONLY, NOISE } from "@/server/reading/models/noise";
import { severityFloor, type SeverityFloor } from "@/server/reading/severity";

/** Quarantine keeps a report in sight, apart and counted; it never drops it. */
export type SpamVerdict = { readonly isSpam: boolean; readonly score: number; readonly reason: string };

export type SpamInput = {
  readonly title: string | null;
  readonly text: string;
  /** The sender's address where the source names it. */
  readonly sender?: string | null | undefined;
  /** The model called it spam. */ readonly isModelSure: boolean;
  readonly floor: SeverityFloor | null;
  /** How a hosted form was filled in. */ readonly form?: FormSigns | null | undefined;
};

/** From here on a report is quarantined, 0–1. */
const THRESHOLD = 0.7;

/** What each sign adds to the score, 0–1. None of them is enough alone; words that say something are worth more than a filled trap. */
const POINTS = {
  trap: 0.4,
  hasty: 0.3,
  repeated: 0.3,
  /** With a filled trap: nothing was said. */ wordless: 0.4,
  manyLinks: 0.3,
  link: 0.1,
  model: 0.35,
} as const;
/** Nobody reads a form, writes and sends it in less, ms. */
const HASTY_BELOW_MS = 3_000;
/** Fewer different words, and fewer letters of scripts that do not space them, say nothing. */
const CONTENT_WORDS = 3;
const CONTENT_LETTERS = 6;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
/** One line so often is a machine's. */
const REPEATED_LINES = 3;

const LINK = /https?:\/\/|www\.[a-z0-9-]+\.[a-z]{2,}/g;

/**
 * Whether a report is advertising, noise or an automatic mail. Nothing that a floor holds up, critical or major, is ever quarantined for
 * its words, and the model alone cannot do it either. Of an automatic mail only what a person added counts: what the machine wrote, and
 * what it quotes, holds nothing up. How a form was filled in is one sign among several: a filled trap alone
 * quarantines nothing that says something.
 */
export function judgeSpam({ title, text, sender, isModelSure, floor, form }: SpamInput): SpamVerdict {
  const automatic = readAutomaticMail({ title, text, sender });
  if (automatic && severityFloor({ text: automatic.rest }) === null)
    return { isSpam: true, score: 0.9, reason: automatic.reason };
  const folded = foldText(clipText(`${title ?? ""}\n${text}`)).trim();
  if (floor !== null) return { isSpam: false, score: 0, reason: "A floor holds its severity up." };
  if (!/[\p{L}\p{N}]{2}/u.test(folded)) return { isSpam: true, score: 1, reason: "It has no words." };
  if (folded.length < 60 && NOISE.test(folded))
    return { isSpam: true, score: 0.9, reason: "It reads like somebody trying the form out." };
  if (GREETING_ONLY.test(folded))
    return { isSpam: true, score: 0.8, reason: "It says nothing but a greeting." };
  const signs = ADVERTISING.filter(({ pattern }) => pattern.test(folded));
  const links = folded.match(LINK)?.length ?? 0;
  const isTrapFilled = form?.isTrapFilled === true;
  const isHasty =
    form?.filledInMs !== null && form?.filledInMs !== undefined && form.filledInMs < HASTY_BELOW_MS;
  const isRepeated = repeatsItself(folded);
  const score = Math.min(
    1,
    signs.reduce((sum, { points }) => sum + points, 0) +
      (links >= 3 ? POINTS.manyLinks : links > 0 ? POINTS.link : 0) +
      (isModelSure ? POINTS.model : 0) +
      (isTrapFilled ? POINTS.trap : 0) +
      (isTrapFilled && isWithoutContent(folded) ? POINTS.wordless : 0) +
      (isHasty ? POINTS.hasty : 0) +
      (isRepeated ? POINTS.repeated : 0),
  );
  const isSpam = score >= THRESHOLD && (signs.length > 0 || isTrapFilled);
  const reads = signs.length > 0 ? `It reads like ${signs.map(({ name }) => name).join(" and ")}` : "";
  const shows = [
    ...(isTrapFilled ? ["a field that people do not see filled in"] : []),
    ...(links > 0 ? [`${links} ${links === 1 ? "link" : "links"}`] : []),
    ...(isHasty ? ["sent within seconds"] : []),
    ...(isRepeated ? ["a line that repeats"] : []),
  ].join(", ");
  return {
    isSpam,
    score,
    reason: !isSpam
      ? "Nothing speaks for spam."
      : reads
        ? `${reads}${shows ? ` with ${shows}` : ""}.`
        : `${shows.charAt(0).toUpperCase()}${shows.slice(1)}, and little said.`,
  };
}

/** Whether a text, its links apart, has too few words to say anything. */
function isWithoutContent(folded: string): boolean {
  const plain = folded
    .split(/\s+/)
    .filter((word) => !word.includes("://") && !word.startsWith("www."))
    .join(" ");
  const words = new Set(plain.match(/\p{L}{2,}/gu));
  return words.size < CONTENT_WORDS && (plain.match(UNSPACED)?.length ?? 0) < CONTENT_LETTERS;
}

function repeatsItself(folded: string): boolean {
  const lines = folded.split("\n").filter((line) => line.trim() !== "");
  return lines.length >= REPEATED_LINES && new Set(lines.map((line) => line.trim())).size === 1;
}
