import { describe, expect, test } from "vitest";
import { withoutPreamble } from "./preamble";

describe("a preamble", () => {
  test.each([
    ["Just so you know: All lines gone from my draft", "All lines gone from my draft"],
    ["Hi team, not sure whether you know this already. Checkout is blank.", "Checkout is blank."],
    ["Sorry to bother you with this. The map is empty.", "The map is empty."],
    ["Hallo, ich weiß nicht, ob das schon bekannt ist. Suche geht nicht", "Suche geht nicht"],
    ["Nur zur Info: die Rechnung fehlt", "die Rechnung fehlt"],
    ["Bonjour à tous, même problème ici. La carte est vide.", "La carte est vide."],
    ["Je ne sais pas si c'est déjà connu. Le scan plante", "Le scan plante"],
    ["Perdonad la molestia. No puedo pagar", "No puedo pagar"],
    ["Sehr geehrte Damen und Herren, die Rechnung fehlt", "die Rechnung fehlt"],
    ["Morning. Search is slow", "Search is slow"],
    ["me again\nstill no slots on friday", "still no slots on friday"],
  ])("is left out of %j", (text, rest) => expect(withoutPreamble(text)).toBe(rest));

  test.each([
    "Not sure if you charged me twice, please check",
    "I want to report a problem with the invoice",
    "One more thing happened: the basket emptied itself",
    "Same here",
    "Morning deliveries are shown in the afternoon",
    "Hi",
    "Hallo ich kann nicht bezahlen. Bitte helfen Sie mir",
    "Morning deliveries are late. Nobody answers",
    "Wir haben ein Problem mit der Rechnung",
    "Otra cosa rara pasa con el pedido",
    "",
  ])("is not what %j says", (text) => expect(withoutPreamble(text)).toBe(text));

  test("of hostile length is looked through before the runner loses patience", () => {
    const text = "hi, ".repeat(200_000);
    expect(withoutPreamble(text).length).toBeLessThan(text.length);
  });
});
