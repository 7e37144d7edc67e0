import { clipText, foldText } from "./fold-text";
import type { SeverityFloor } from "./severity";

/** Quarantine keeps a report in sight, apart and counted; it never drops it. */
export type SpamVerdict = { readonly isSpam: boolean; readonly score: number; readonly reason: string };

export type SpamInput = {
  readonly title: string | null;
  readonly text: string;
  /** The model called it spam. */ readonly isModelSure: boolean;
  readonly floor: SeverityFloor | null;
};

/** From here on a report is quarantined, 0–1. */
const THRESHOLD = 0.7;

/** Folded. Points for advertising; none of it is said by somebody whose product does not work. */
const SIGNS: readonly [RegExp, number, string][] = [
  [
    /\b(?:seo|backlinks?|guest posts?|domain authority|link building|rank(?:ing)? (?:on|in) google|first page of google|google ranking)\b/,
    0.6,
    "search-engine advertising",
  ],
  [
    /\b(?:crypto|bitcoin|btc|forex|usdt|airdrop|nft)\b.{0,80}\b(?:invest|profit|earn|double|wallet|returns?|bonus|guaranteed)/,
    0.8,
    "an investment offer",
  ],
  [
    /\b(?:casino|viagra|cialis|escort|payday loan|weight loss|slot machines?|betting tips|sportwetten)\b/,
    0.8,
    "an offer of the usual kind",
  ],
  [
    /\b(?:we (?:offer|provide|can help you)|our (?:agency|team of experts|services include)|wir bieten|nous proposons|ofrecemos)\b.{0,120}\b(?:website|leads?|traffic|marketing|followers|design|outsourc|webseite|clientes|visibilite)/,
    0.7,
    "an offer of services",
  ],
  [
    /\b(?:dear (?:sir|madam|webmaster|website owner|business owner)|to whom it may concern)\b/,
    0.3,
    "a mass mailing's greeting",
  ],
  [
    /\b(?:unsubscribe|abmelden vom newsletter|click here|klicken sie hier|limited time offer|act now|100% free|risk[- ]free)\b/,
    0.35,
    "a mass mailing's words",
  ],
  [
    /\b(?:buy|cheap|kaufen)\b.{0,30}\b(?:followers|likes|reviews|traffic|bewertungen)\b/,
    0.8,
    "followers for sale",
  ],
  [
    /\byou(?:'ve| have) (?:won|been selected)\b|\b(?:lottery|inheritance|million (?:usd|dollars|euros?))\b/,
    0.7,
    "a prize",
  ],
];

const LINK = /https?:\/\/|www\.[a-z0-9-]+\.[a-z]{2,}/g;
const NOISE =
  /^(?:test+|testing|asdf+\w*|qwert\w*|abc+|xxx+|foo|bar|hello world|123+|lorem ipsum.*|hallo test|ceci est un test|prueba)(?:[\s.!,-]+(?:test+|ing|123|1|2|3|please ignore|bitte ignorieren|asdf\w*))*[\s.!?]*$/;

/**
 * Whether a report is advertising or noise. Nothing that a floor holds up, critical or major, is ever quarantined, and the model alone
 * cannot do it either.
 */
export function judgeSpam({ title, text, isModelSure, floor }: SpamInput): SpamVerdict {
  const folded = foldText(clipText(`${title ?? ""}\n${text}`)).trim();
  if (floor !== null) return { isSpam: false, score: 0, reason: "A floor holds its severity up." };
  if (!/[\p{L}\p{N}]{2}/u.test(folded)) return { isSpam: true, score: 1, reason: "It has no words." };
  if (folded.length < 60 && NOISE.test(folded))
    return { isSpam: true, score: 0.9, reason: "It reads like somebody trying the form out." };
  const signs = SIGNS.filter(([pattern]) => pattern.test(folded));
  const links = folded.match(LINK)?.length ?? 0;
  const score = Math.min(
    1,
    signs.reduce((sum, [, points]) => sum + points, 0) +
      (links >= 3 ? 0.3 : links > 0 ? 0.1 : 0) +
      (isModelSure ? 0.35 : 0),
  );
  const isSpam = score >= THRESHOLD && signs.length > 0;
  return {
    isSpam,
    score,
    reason: isSpam
      ? `It reads like ${signs.map(([, , name]) => name).join(" and ")}${links ? ` with ${links} ${links === 1 ? "link" : "links"}` : ""}.`
      : "Nothing speaks for spam.",
  };
}
