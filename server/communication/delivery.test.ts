import { describe, expect, test } from "vitest";
import { judgeFailure } from "@/server/jobs/attempts";
import { type AppError, RetryAfter, Terminal } from "@/server/platform/errors";
import { countsForMailbox, isToBeSent, type Deliverable } from "./delivery";
import { sendMessage, sendSecurityMessage } from "./jobs";
import { meaningOfMailFailure } from "./mail-failure";

const message = (more: Partial<Deliverable> = {}): Deliverable => ({
  kind: "acknowledgement",
  state: "pending",
  attempts: 0,
  emptiedAt: null,
  ...more,
});
const EMPTIED = new Date("2026-11-24T10:00:00Z");

describe("whether a message is sent when its turn comes", () => {
  test.each<[string, Deliverable | null, boolean]>([
    ["one that waits", message(), true],
    ["one that a process had in hand when it ended", message({ state: "sending", attempts: 1 }), true],
    [
      "one that was given up, when its work is given another chance",
      message({ state: "failed", attempts: 8 }),
      true,
    ],
    ["one that was sent", message({ state: "sent", attempts: 1 }), false],
    ["one that was kept for want of a mail server", message({ state: "kept" }), false],
    ["one that was taken back", message({ state: "cancelled", emptiedAt: EMPTIED }), false],
    [
      "one whose words were deleted before it could be sent",
      message({ state: "failed", emptiedAt: EMPTIED }),
      false,
    ],
    ["one that is not there any more", null, false],
  ])("%s: %o → %s", (_name, given, expected) => expect(isToBeSent(given)).toBe(expected));
});

describe("whether a message counts against what its mailbox gets", () => {
  test.each<[string, Deliverable, boolean]>([
    ["the first attempt of an acknowledgement", message(), true],
    ["any other mail about a report", message({ kind: "fixed" }), true],
    ["a second attempt was counted before", message({ attempts: 1 }), false],
    ["one that was in hand was counted before", message({ state: "sending" }), false],
    ["one that is tried again was counted before", message({ state: "failed", attempts: 8 }), false],
    ["an invitation is limited where it is asked for", message({ kind: "invitation" }), false],
    ["a password reset is limited where it is asked for", message({ kind: "password_reset" }), false],
  ])("%s", (_name, given, expected) => expect(countsForMailbox(given)).toBe(expected));
});

/** What the mail library throws. */
const failure = (more: { responseCode?: number; code?: string }, words = "4.2.0 Try later") =>
  Object.assign(new Error(words), more);

describe("what becomes of a mail that could not be handed over", () => {
  test.each<[string, unknown, number, { isDead: boolean; countsAsAttempt: boolean; delayMs: number }]>([
    [
      "refused for good",
      failure({ responseCode: 550 }),
      0,
      { isDead: true, countsAsAttempt: true, delayMs: 0 },
    ],
    [
      "refused for good, the least",
      failure({ responseCode: 500 }),
      0,
      { isDead: true, countsAsAttempt: true, delayMs: 0 },
    ],
    [
      "asked to wait",
      failure({ responseCode: 451 }),
      0,
      { isDead: false, countsAsAttempt: true, delayMs: 60_000 },
    ],
    [
      "asked to wait, the least",
      failure({ responseCode: 400 }),
      0,
      { isDead: false, countsAsAttempt: true, delayMs: 60_000 },
    ],
    [
      "asked to wait once more than anybody waits",
      failure({ responseCode: 450 }),
      31,
      { isDead: true, countsAsAttempt: true, delayMs: 60_000 },
    ],
    [
      "asked to wait for the last time but one",
      failure({ responseCode: 450 }),
      30,
      { isDead: false, countsAsAttempt: true, delayMs: 60_000 },
    ],
    ...["ECONNECTION", "ETIMEDOUT", "ESOCKET", "EDNS"].map(
      (code): [string, unknown, number, { isDead: boolean; countsAsAttempt: boolean; delayMs: number }] => [
        `not there (${code}): nobody's fault, however often`,
        failure({ code }),
        1_000,
        { isDead: false, countsAsAttempt: false, delayMs: 15_000 },
      ],
    ),
    [
      "anything else waits longer each time",
      failure({ code: "EENVELOPE" }),
      3,
      { isDead: false, countsAsAttempt: true, delayMs: 40_000 },
    ],
    [
      "anything else for the last time",
      failure({ code: "EENVELOPE" }),
      7,
      { isDead: true, countsAsAttempt: true, delayMs: 600_000 },
    ],
  ])("%s", (_name, thrown, attempts, expected) => {
    for (const job of [sendMessage, sendSecurityMessage])
      expect(judgeFailure(meaningOfMailFailure(thrown), attempts, job)).toEqual(expected);
  });

  test("a server's answer decides, also where the connection broke after it", () => {
    expect(meaningOfMailFailure(failure({ responseCode: 550, code: "ECONNECTION" }))).toBeInstanceOf(
      Terminal,
    );
    expect(meaningOfMailFailure(failure({ responseCode: 421, code: "ECONNECTION" }))).toBeInstanceOf(
      RetryAfter,
    );
  });

  test("the reason names who refused and what it said, cut; what is no answer stays as it is", () => {
    const long = meaningOfMailFailure(failure({ responseCode: 550 }, "x".repeat(5_000)));
    expect(long).toBeInstanceOf(Terminal);
    expect((long as Error).message).toMatch(/^The mail server refused the message: x{150,200}…?$/);
    expect(meaningOfMailFailure(failure({ code: "EDNS" }, "no such host"))).toMatchObject({
      code: "UNAVAILABLE",
      message: "The mail server does not answer: no such host",
      details: { reason: "mail_server" },
    } satisfies Partial<AppError>);
    const bug = new TypeError("undefined is not a function");
    expect(meaningOfMailFailure(bug)).toBe(bug);
    expect(meaningOfMailFailure("a string")).toBe("a string");
  });
});
