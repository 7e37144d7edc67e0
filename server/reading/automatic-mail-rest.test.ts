/** What an automatic mail is told by, and what is left of one that a person added to. */
import { describe, expect, test } from "vitest";
import { readAutomaticMail } from "./automatic-mail";

const read = (title: string | null, text: string, sender?: string | null) =>
  readAutomaticMail({ title, text, sender });
const AWAY = "I am out of the office until Monday.";
const AWAY_TWICE = `${AWAY} If it is urgent, call the desk.`;

describe("what a lead is told", () => {
  test("of somebody who is away", () => {
    expect(read("Automatic reply: Order", AWAY_TWICE)).toEqual({
      kind: "auto_reply",
      reason: "A mail program answered for somebody who is away.",
      rest: expect.not.stringContaining("urgent"),
    });
  });
  test("of a mail that did not arrive, of which nothing is anybody's report", () => {
    expect(
      read("Undeliverable: Order", "Your mail to bo@x.example failed: user unknown. I was charged twice."),
    ).toEqual({
      kind: "delivery_failure",
      reason: "A mail server says that a mail was not delivered.",
      rest: "",
    });
  });
});

describe("an absence is told by", () => {
  test.each<[string, boolean, string | null, string, (string | null)?]>([
    ["the subject that mail programs write", true, "Automatic reply: x", "See you."],
    ["the same behind prefixes and blanks", true, "RE:  AW: Automatic   reply: x", "See you."],
    ["one sentence and a subject of absence", true, "Out of office", AWAY],
    ["one sentence and a machine's address", true, null, AWAY, "Auto-Reply@desk.example"],
    ["two sentences", true, null, AWAY_TWICE],
    ["and not by one", false, null, AWAY],
    ["nor by one from a person", false, null, AWAY, "ida@shop.example"],
    ["nor by a subject of absence alone", false, "Out of office", "The calendar is empty."],
    ["nor by a machine's address alone", false, null, "The calendar is empty.", "auto-reply@desk.example"],
    ["nor where something is asked", false, "Out of office", `${AWAY} Can you look at my order?`],
    ["nor where a fault is told", false, "Out of office", `${AWAY} The page crashes.`],
    ["nor where thirty-one words stand beside", false, "Out of office", `${AWAY} ${"zorp ".repeat(29)}`],
    ["but where thirty do", true, "Out of office", `${AWAY} ${"zorp ".repeat(28)}`],
    ["nor in what comes after 3,000 characters", false, null, `${"zorp ".repeat(620)}. ${AWAY_TWICE}`],
  ])("%s", (_what, isAway, title, text, sender) => {
    expect(read(title, text, sender)?.kind).toBe(isAway ? "auto_reply" : undefined);
  });
});

describe("a failed delivery is told by", () => {
  const UNKNOWN = "550 5.1.1 user unknown";
  test.each<[string, boolean, string | null, string, (string | null)?]>([
    ["one sign below its subject", true, "Undeliverable: Order", UNKNOWN],
    ["one sign from a daemon", true, "Order", UNKNOWN, "Mailer-Daemon@mx.example"],
    ["its subject from a daemon", true, "Undeliverable: Order", "zorp", "postmaster@mx.example"],
    ["and not by its subject alone", false, "Undeliverable: Order", "zorp"],
    ["nor by a daemon alone", false, "Order", "zorp", "postmaster@mx.example"],
    ["nor by one sign", false, "Order", UNKNOWN],
    ["nor by two", false, null, `${UNKNOWN}. This is the mail system.`],
    ["but by three", true, null, `${UNKNOWN}. This is the mail system. Action: failed.`],
    ["nor from a person whose name begins so", false, "Order", UNKNOWN, "mailer-daemon.fan@shop.example"],
  ])("%s", (_what, isFailure, title, text, sender) => {
    expect(read(title, text, sender)?.kind).toBe(isFailure ? "delivery_failure" : undefined);
  });
});

test("what a person added is left, folded, in its order", () => {
  const found = read("Automatic reply: Order", `${AWAY} But Größe 4.5 fails;\nplease look!`);
  expect(found?.rest).toBe("until monday. but grosse 4.5 fails; please look!");
});
test("where the machine's subject stands over a person's words, they are all left as they were", () => {
  expect(read("Automatic reply: Order", "The Page is BLANK.")?.rest).toBe("The Page is BLANK.");
});
