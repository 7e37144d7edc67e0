import { REVIEW_REASONS, type ReviewReason } from "@/contracts/board";

export const REASON_WORDS: Readonly<Record<ReviewReason, string>> = {
  new: "New",
  low_confidence: "Unsure",
  possible_duplicate: "Duplicate?",
  regressed: "Came back",
  reporter_wrote_again: "Wrote again",
  snooze_ended: "Snooze over",
};

/** The reason in a sentence, for hover and for whoever asks why. */
export const REASON_SENTENCES: Readonly<Record<ReviewReason, string>> = {
  new: "Nobody has looked at it yet.",
  low_confidence: "The machine is not sure what it is.",
  possible_duplicate: "Another issue might be about the same.",
  regressed: "It was settled, or quieter, and has been reported again.",
  reporter_wrote_again: "It is settled, and somebody who reported it has written again.",
  snooze_ended: "What its snooze waited for has happened.",
};

/** Whether a word in the address names a reason. */
export function isReviewReason(word: string | null): word is ReviewReason {
  return REVIEW_REASONS.some((reason) => reason === word);
}
