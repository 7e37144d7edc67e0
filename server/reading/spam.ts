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
};

/** From here on a report is quarantined, 0–1. */
const THRESHOLD = 0.7;

const LINK = /https?:\/\/|www\.[a-z0-9-]+\.[a-z]{2,}/g;

/**
 * Whether a report is advertising, noise or an automatic mail. Nothing that a floor holds up, critical or major, is ever quarantined for
 * its words, and the model alone cannot do it either. Of an automatic mail only what a person added counts: what the machine wrote, and
 * what it quotes, holds nothing up.
 */
export function judgeSpam({ title, text, sender, isModelSure, floor }: SpamInput): SpamVerdict {
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
  const score = Math.min(
    1,
    signs.reduce((sum, { points }) => sum + points, 0) +
      (links >= 3 ? 0.3 : links > 0 ? 0.1 : 0) +
      (isModelSure ? 0.35 : 0),
  );
  const isSpam = score >= THRESHOLD && signs.length > 0;
  return {
    isSpam,
    score,
    reason: isSpam
      ? `It reads like ${signs.map(({ name }) => name).join(" and ")}${links ? ` with ${links} ${links === 1 ? "link" : "links"}` : ""}.`
      : "Nothing speaks for spam.",
  };
}
