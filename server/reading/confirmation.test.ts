import { describe, expect, test } from "vitest";
import { isConfirmation } from "./confirmation";

describe("what says nothing but thanks, or that it works now", () => {
  test.each([
    "Thanks, works now!",
    "Thank you so much, it works now.",
    "Thanks",
    "Thanks,\nRuth Meier\nACME Ltd",
    "Hi Tomasz,\n\nit works again, many thanks!\n\nBest,\nRuth",
    "Great, the error is fixed.",
    "ok",
    "👍",
    "Danke, geht wieder.",
    "Funktioniert jetzt, vielen Dank!",
    "Das Problem ist behoben, danke für die schnelle Hilfe",
    "Merci beaucoup, ça marche maintenant.",
    "Gracias, ya funciona",
    "Grazie mille, ora funziona",
    "",
  ])("%j", (text) => expect(isConfirmation(text)).toBe(true));

  test.each([
    "Still the same.",
    "It still does not work.",
    "Works now, but the total is wrong.",
    "Thanks, the export gives last year's numbers.",
    "Thanks, is it fixed?",
    "Is it fixed now",
    "Great, the error again.",
    "Good. Everything is gone.",
    "The problem is back, thanks",
    "It works only in Chrome.",
    "Thanks for nothing",
    "Nothing works",
    "Any news?",
    "Danke, geht immer noch nicht.",
    "Leider wieder dasselbe",
    "Merci, mais le problème est revenu.",
    "Gracias, sigue sin funcionar",
    "Same error on 2.0.4",
    "4711",
    `Thanks, it works now. ${"I went through every page of it. ".repeat(20)}`,
  ])("not %j", (text) => expect(isConfirmation(text)).toBe(false));
});
