import { PICTURE_MAX_MB, TEXT_MAX } from "@/contracts/intake";
import type { Language } from "@/contracts/languages";
import type { AppError } from "@/server/platform/errors";
import { translatorFor } from "@/server/platform/messages";

/** A refusal for whoever wrote a report: why, and what is wrong with single fields of the form, by their names. */
export type RefusalTexts = { message: string; fields: Readonly<Record<string, string>> };

type Words = ReturnType<typeof translatorFor<"refusals">>;
type Plain = Parameters<Words>[0];

const size = String(PICTURE_MAX_MB);

/** What is wrong with the text, by Zod's code. */
const OF_TEXT: Readonly<Record<string, (words: Words) => string>> = {
  too_small: (words) => words("textMissing"),
  invalid_type: (words) => words("textMissing"),
  too_big: (words) => words("textTooLong", { max: TEXT_MAX }),
};

/** Refusals that their reason alone explains, whatever their code. */
const OF_REASON = {
  paused: "paused",
  timeout: "late",
  cut_short: "cutShort",
  too_many_fields: "tooManyFields",
  unstorable_text: "textUnreadable",
} as const satisfies Readonly<Record<string, Plain>>;

/**
 * The one home of what a reporter reads when a report is refused; decided by code, `details.reason`, `details.limit` and
 * `details.fieldCodes`, never by the sentences that programs get.
 * @param number what the request is found by in the log
 */
export function refusalTexts(refusal: AppError, language: Language, number: string): RefusalTexts {
  const words = translatorFor(language, "refusals");
  const fields = fieldTexts(refusal, words);
  const [first] = Object.values(fields);
  return { message: first ?? messageOf(refusal, words, number), fields };
}

function fieldTexts({ details }: AppError, words: Words): Record<string, string> {
  const codes = (details["fieldCodes"] ?? {}) as Readonly<Record<string, string>>;
  const ofText = OF_TEXT[codes["text"] ?? ""]?.(words);
  return {
    ...(ofText !== undefined && { text: ofText }),
    ...(details["reason"] === "unstorable_text" &&
      details["path"] === "text" && { text: words("textUnreadable") }),
    ...(codes["screenshot"] === "too_big" && { screenshot: words("pictureTooLarge", { size }) }),
  };
}

function messageOf(refusal: AppError, words: Words, number: string): string {
  const { reason, limit } = refusal.details as { reason?: string; limit?: string };
  const known = OF_REASON[reason as keyof typeof OF_REASON] as
    (typeof OF_REASON)[keyof typeof OF_REASON] | undefined;
  if (known) return words(known);
  // Less than a minute is a moment.
  const waitMs = refusal.retryAfterMs ?? 0;
  const minutes = waitMs < 60_000 ? 0 : Math.ceil(waitMs / 60_000);
  switch (refusal.code) {
    case "NOT_FOUND":
      return words("noForm");
    case "RATE_LIMITED":
      return words(limit === "network" ? "tooManyFromNetwork" : "tooManyForForm", { minutes });
    case "UNAVAILABLE":
      return words("busy", { minutes });
    case "PAYLOAD_TOO_LARGE":
      return words("tooLarge");
    // How a form's parts are written is its page's doing, not its reader's.
    case "BAD_REQUEST":
    case "UNPROCESSABLE":
    case "UNSUPPORTED_MEDIA_TYPE":
      return words("unreadable");
    case "INTERNAL":
      return words("surprise", { number });
    default:
      return words("refused", { number });
  }
}
