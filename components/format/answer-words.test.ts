import { expect, it } from "vitest";
import { describeAnswers } from "./answer-words";

const AT = new Date("2026-03-04T12:00:00Z");
const ago = (minutes: number) => ({ occurredAt: new Date(AT.getTime() - minutes * 60_000) });
const NOTHING = {
  due: 0,
  answered: 0,
  medianMinutes: null,
  waiting: { n: 0, isCapped: false },
  unanswerable: 0,
  oldest: [],
};

it.each<[string, Partial<Parameters<typeof describeAnswers>[0]>, string]>([
  ["nothing at all", {}, "no ticket was due"],
  ["sources without replies", { unanswerable: 1 }, "not known: 1 report from sources without replies"],
  [
    "waiting, none due",
    { waiting: { n: 2, isCapped: false }, oldest: [ago(12)], unanswerable: 9 },
    "2 waiting, none due yet; oldest 12 min",
  ],
  [
    "answered and waiting",
    { due: 14, answered: 12, medianMinutes: 22, waiting: { n: 2, isCapped: false }, oldest: [ago(300)] },
    "median 22 min of 12 answers; oldest waits 5 h",
  ],
  ["all answered", { due: 1, answered: 1, medianMinutes: 0 }, "median 0 s of 1 answer; nobody waits"],
  [
    "nobody was answered",
    { due: 3, waiting: { n: 3, isCapped: false }, oldest: [ago(180)] },
    "nobody was answered; oldest waits 3 h",
  ],
])("%s", (_, given, words) => {
  expect(describeAnswers({ ...NOTHING, ...given }, AT).replace(/\u202f/g, " ")).toBe(words);
});
