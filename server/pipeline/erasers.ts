import { eraseCallErrorsIn } from "@/server/ai/erase.commands";
import { eraseNamesInReportsIn } from "@/server/analysis/erase.commands";
import { eraseMessagesIn } from "@/server/communication/erase.commands";
import type { Eraser } from "@/server/db/erasing";
import { eraseEntriesIn, eraseIssueWordsIn, eraseItemsIn } from "@/server/feedback/erase.commands";
import { eraseNamesOnIssuesIn } from "@/server/feedback/erase-names.commands";
import { eraseRawEventsIn } from "@/server/intake/erase.commands";
import { eraseNamesOnCriteriaIn } from "@/server/launches/erase.commands";
import {
  eraseIssueTitlesIn,
  eraseLabelsIn,
  eraseSearchKeysIn,
  eraseTermsIn,
} from "@/server/triage/erase.commands";

/**
 * Everything that keeps what reporters said, each eraser in the domain whose tables they are. A new place for reporters' words gets a line
 * here; the marker sweep (erasure.cases.int.test.ts) looks through every table of the database and finds one that was forgotten.
 */
export const ERASERS: readonly Eraser[] = [
  eraseRawEventsIn,
  eraseMessagesIn,
  eraseLabelsIn,
  eraseTermsIn,
  eraseSearchKeysIn,
  eraseIssueWordsIn,
  eraseIssueTitlesIn,
  eraseCallErrorsIn,
  eraseEntriesIn,
  eraseNamesOnIssuesIn,
  eraseNamesOnCriteriaIn,
  eraseNamesInReportsIn,
  eraseItemsIn,
];
