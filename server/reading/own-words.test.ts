import { describe, expect, it } from "vitest";
import { ownWords } from "./own-words";

describe("what a person says", () => {
  it.each([
    ["Orders cannot be sent. Many thanks Ruth Keane", "Orders cannot be sent."],
    [
      "Hi team, the basket is empty again!\n\nCheers\nNadia Lennox\nTwo Geese Catering",
      "the basket is empty again!",
    ],
    [
      "Die Rechnung ist leer. Vielen Dank im Voraus. Mit freundlichen Grüßen\nHelmut Yıldız",
      "Die Rechnung ist leer.",
    ],
    [
      "Bonjour, Mon IBAN est refusé par le site.  Merci, Bernadette Collin",
      "Mon IBAN est refusé par le site.",
    ],
    ["El buscador va muy lento hoy. Un saludo, Encarna", "El buscador va muy lento hoy."],
    [
      "The label printer still prints two of everything, on both tills, since Monday morning.\n\nOn Tue, Ruth " +
        "Keane wrote:\n> We are looking into it",
      "The label printer still prints two of everything, on both tills, since Monday morning.",
    ],
    ["The map shows the wrong van. Any news on this?", "The map shows the wrong van."],
    ["Did you get my message? The map shows the wrong van.", "The map shows the wrong van."],
    ["Die Karte zeigt den falschen Wagen. Gibt es schon etwas Neues?", "Die Karte zeigt den falschen Wagen."],
    [
      "Avez-vous des nouvelles ? La carte est toujours vide chez nous.",
      "La carte est toujours vide chez nous.",
    ],
    ["El mapa sigue en blanco. ¿Hay alguna novedad?", "El mapa sigue en blanco."],
    ["map shows the wrong van\nSent from my iPhone", "map shows the wrong van"],
    ["Any news?\n\nOn Tue, Ruth Keane wrote:\n> The invoice is wrong", "Any news?"],
    [
      "It is the tablet too.\n\nAm Vortag um 09:12 schrieb Jana:\n> Der Scanner bleibt schwarz",
      "It is the tablet too.",
    ],
    ["Je me permets de relancer. La carte est toujours vide.", "La carte est toujours vide."],
  ])("%j stands without its manners", (text, words) => {
    expect(ownWords(text)).toBe(words);
  });
  it.each([
    "Thanks a lot!",
    "Thank you for fixing the search so quickly",
    "Vielen Dank für die schnelle Hilfe gestern",
    "My best customer cannot order, nor can I",
    "The page with any news is empty",
    "Any news?",
    "We are still waiting for our refund since Monday",
    "Is anybody working on this?",
    "",
  ])("%j stays whole", (text) => {
    expect(ownWords(text)).toBe(text);
  });
  it("is found at the end of hostile lengths before the runner loses patience", () => {
    const text = `${"thanks, ".repeat(200_000)}the page is blank since this morning`;
    expect(ownWords(text).endsWith("since this morning")).toBe(true);
    expect(ownWords(">".repeat(500_000))).not.toBe("");
    expect(ownWords(`on ${"a ".repeat(300_000)}`)).not.toBe("");
    expect(ownWords("\n".repeat(300_000) + "x")).toBe("x");
  });
});
