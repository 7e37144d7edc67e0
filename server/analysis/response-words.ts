import { describeMinutes, DUE_REPORTS_MIN } from "@/contracts/exit";
import type { ResponseFigures } from "@/server/feedback/first-response";

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const UNTIL_REPLIES =
  "whether their reporters were answered is not known until replies can be sent from here";

/** Why a share of answers is not known; a sentence or two. */
export function noShareReason({ due, waiting, unanswerable }: ResponseFigures): string {
  if (due > 0)
    return `Only ${count(due, "ticket is", "tickets are")} due; a share is judged from ${DUE_REPORTS_MIN}.`;
  if (waiting > 0) return `${count(waiting, "ticket waits", "tickets wait")}, none of them due yet.`;
  return unanswerable > 0
    ? `No helpdesk ticket was due. ${count(unanswerable, "report", "reports")} of the last 24 hours came in ` +
        `otherwise: ${UNTIL_REPLIES}.`
    : "No helpdesk ticket was due in the last 24 hours.";
}

/** Over what a share was measured and what it leaves out; null where there is nothing of either. */
export function describeResponses(figures: ResponseFigures, targetMinutes: number): string | null {
  const { due, answered, waiting, overdue, unanswerable } = figures;
  if (due === 0) return null;
  const measured =
    `${count(due, "ticket", "tickets")} due: ${answered} answered in 24 h` +
    (overdue > 0 ? `, ${overdue} waiting past ${describeMinutes(targetMinutes)}` : "") +
    (waiting > overdue ? `; ${waiting - overdue} not due yet` : "") +
    ".";
  const silent = answered === 0 ? " No public comment of staff has come from the helpdesk in that time." : "";
  const leftOut = ` ${count(unanswerable, "report", "reports")} from sources without replies left out.`;
  return `${measured}${silent}${unanswerable === 0 ? "" : leftOut}`;
}
