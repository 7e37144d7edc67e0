import { expect, test } from "vitest";
import type { ResponseFigures } from "@/server/feedback/first-response";
import { describeResponses, noShareReason } from "./response-words";

const figures = (change: Partial<ResponseFigures> = {}): ResponseFigures => ({
  waiting: 0,
  overdue: 0,
  oldestWaitingAt: null,
  unanswerable: 0,
  answered: 0,
  medianMinutes: null,
  due: 0,
  sharePercent: null,
  ...change,
});

test.each<[Partial<ResponseFigures>, string]>([
  [{}, "No helpdesk ticket was due in the last 24 hours."],
  [{ due: 1 }, "Only 1 ticket is due; a share is judged from 5."],
  [{ due: 2, waiting: 3, unanswerable: 4 }, "Only 2 tickets are due; a share is judged from 5."],
  [{ waiting: 1, unanswerable: 4 }, "1 ticket waits, none of them due yet."],
  [{ waiting: 2 }, "2 tickets wait, none of them due yet."],
  [
    { unanswerable: 1 },
    "No helpdesk ticket was due. 1 report of the last 24 hours came in otherwise: whether their reporters were answered is not " +
      "known until replies can be sent from here.",
  ],
  [
    { unanswerable: 2 },
    "No helpdesk ticket was due. 2 reports of the last 24 hours came in otherwise: whether their reporters were answered is not " +
      "known until replies can be sent from here.",
  ],
])("why no share of answers is known: %j", (change, reason) =>
  expect(noShareReason(figures(change))).toBe(reason),
);

test.each<[Partial<ResponseFigures>, string | null]>([
  [{ waiting: 3, unanswerable: 2 }, null],
  [{ due: 1, answered: 1 }, "1 ticket due: 1 answered in 24 h."],
  [{ due: 6, answered: 5, overdue: 1, waiting: 1 }, "6 tickets due: 5 answered in 24 h, 1 waiting past 1 h."],
  [{ due: 5, answered: 5, waiting: 2 }, "5 tickets due: 5 answered in 24 h; 2 not due yet."],
  [
    { due: 7, answered: 5, overdue: 2, waiting: 5 },
    "7 tickets due: 5 answered in 24 h, 2 waiting past 1 h; 3 not due yet.",
  ],
  [
    { due: 5, overdue: 5, waiting: 5 },
    "5 tickets due: 0 answered in 24 h, 5 waiting past 1 h. No public comment of staff has come from the helpdesk in that time.",
  ],
  [
    { due: 5, answered: 5, unanswerable: 1 },
    "5 tickets due: 5 answered in 24 h. 1 report from sources without replies left out.",
  ],
  [
    { due: 5, answered: 5, unanswerable: 3 },
    "5 tickets due: 5 answered in 24 h. 3 reports from sources without replies left out.",
  ],
])("over what a share was measured: %j", (change, text) =>
  expect(describeResponses(figures(change), 60)).toBe(text),
);
