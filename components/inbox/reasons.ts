import { REVIEW_REASONS, type ReviewReason } from "@/contracts/board";

export const REASON_WORDS: Readonly<Record<ReviewReason, string>> = {
  new: "New",
  low_confidence: "Unsure",
  possible_duplicate: "Duplicate?",
  regressed: "Came back",
  reporter_wrote_again: "Wrote again",
  snooze_ended: "Snooze over",
  below_line: "Below the line",
};

/** The reason in a sentence, for hover and for whoever asks why. */
export const REASON_SENTENCES: Readonly<Record<ReviewReason, string>> = {
  new: "Nobody has looked at it yet.",
  low_confidence: "The machine is not sure what it is.",
  possible_duplicate: "Another issue might be about the same.",
  regressed: "It was settled, or quieter, and has been reported again.",
  reporter_wrote_again: "It is settled, and somebody who reported it has written again.",
  snooze_ended: "What its snooze waited for has happened.",
  below_line:
    "Its impact was set by hand before it became critical. Confirm that with a reason, or use the computed one.",
};

/** Whether a word in the address names a reason. */
export function isReviewReason(word: string | null): word is ReviewReason {
  return REVIEW_REASONS.some((reason) => reason === word);
}
