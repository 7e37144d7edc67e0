import { REVIEW_REASONS, type ReviewReason } from "@/contracts/board";

export const REASON_WORDS: Readonly<Record<ReviewReason, string>> = {
  new: "New",
  low_confidence: "Low confidence",
  possible_duplicate: "Possible duplicate",
  regressed: "Regression",
  reporter_wrote_again: "Reporter replied",
  snooze_ended: "Snooze ended",
  below_line: "Below the line",
  unread: "Not read",
};

/** The reason in a sentence, for hover and beside the report. */
export const REASON_SENTENCES: Readonly<Record<ReviewReason, string>> = {
  new: "New: not triaged yet.",
  low_confidence: "Low confidence: check type and severity.",
  possible_duplicate: "Possible duplicate of another issue.",
  regressed: "Reported again after it was settled or had gone quiet.",
  reporter_wrote_again: "A reporter has written again since it was settled.",
  snooze_ended: "Its snooze has ended.",
  below_line:
    "Its impact was set by hand before it became critical. Confirm that with a reason, or use the computed one.",
  unread:
    "Nobody here reads its language, or could make sense of its text: it may be anything, also a critical.",
};

/** Whether a word in the address names a reason. */
export function isReviewReason(word: string | null): word is ReviewReason {
  return REVIEW_REASONS.some((reason) => reason === word);
}
