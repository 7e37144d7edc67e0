import { describe, expect, it } from "vitest";
import {
  ACKNOWLEDGED_PER_HOUR,
  addressIn,
  isAnsweringMachine,
  mayBeAcknowledged,
} from "./answering-machines";

const OURS = "steady@desk.example";

describe("a mailbox that nobody reads", () => {
  it.each([
    "mailer-daemon@x.example",
    "MAILER-DAEMON@x.example",
    "postmaster@x.example",
    "no-reply@x.example",
    "noreply@x.example",
    "no.reply+17@x.example",
    "no_reply@x.example",
    "do-not-reply@x.example",
    "donotreply-billing@x.example",
    "shop-noreply@x.example",
    "bounces+77-ida=buyer.example@mail.example",
    "bounce-4711@x.example",
    "auto-reply@x.example",
    "nicht-antworten@x.example",
    "ne-pas-repondre@x.example",
    "no-responder@x.example",
    "naoresponda@x.example",
    "notifications@x.example",
    "Steady@Desk.example",
  ])("%s is not written to", (address) => expect(isAnsweringMachine(address, OURS)).toBe(true));
  it.each([
    "ida@buyer.example",
    "reply@buyer.example",
    "norbert.reply@buyer.example",
    "daemon.jones@buyer.example",
    "bouncer@club.example",
    "autohaus@buyer.example",
    "info@bäckerei.example",
  ])("%s is somebody's", (address) => expect(isAnsweringMachine(address, OURS)).toBe(false));
});

it("a mailbox has a few an hour, however it is written and whatever is in it", () => {
  const reports = Array.from({ length: 30 }, (_, n) => ({
    email: n % 2 ? "ida+1@buyer.example" : "ida@buyer.example",
  }));
  expect(mayBeAcknowledged([...reports, { email: "bo@buyer.example" }], new Map(), OURS)).toHaveLength(
    ACKNOWLEDGED_PER_HOUR + 1,
  );
  expect(mayBeAcknowledged(reports, new Map([["ida@buyer.example", ACKNOWLEDGED_PER_HOUR]]), OURS)).toEqual(
    [],
  );
});

it("an address is found in a sender's line", () => {
  expect(addressIn("Steady <steady@desk.example>")).toBe(OURS);
  expect(addressIn(OURS)).toBe(OURS);
});
