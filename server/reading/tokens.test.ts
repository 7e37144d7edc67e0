import { describe, expect, it } from "vitest";
import { foldText } from "@/server/reading/fold-text";
import { conceptOf } from "@/server/reading/models/concepts";
import { stemWord } from "@/server/reading/models/stems";
import { readText } from "@/server/reading/read-text";
import { countTerms, termsOf, termWeight } from "@/server/reading/tokens";

describe("folding", () => {
  it.each([
    ["Größe ÉTÉ Ñ", "grosse ete n"],
    ["ch\u200barged", "charged"],
    ["chаrged", "charged"],
    ["ｃｈａｒｇｅｄ", "charged"],
    ["оплата", "оплата"],
    ["don’t", "don't"],
  ])("%s becomes %s", (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});

describe("reading", () => {
  it.each([
    ["I can't pay", "i can not pay"],
    ["cannot pay", "i can not pay".slice(2)],
    ["it won't load", "it will not load"],
    ["l'erreur", "l erreur"],
  ])("%s reads as %s", (text, words) => {
    expect(readText(text).words.join(" ")).toBe(words);
  });
  it("knows clauses, sentences and questions; a dot in a version ends nothing", () => {
    const read = readText("Since v1.4.2, it fails. Why?");
    expect(new Set(read.sentences).size).toBe(2);
    expect(read.isQuestion).toEqual([false, true, false]);
    expect(read.clauses[0]).not.toBe(read.clauses[read.words.indexOf("it")]);
  });
});

describe("terms", () => {
  it.each([
    ["I was charged twice", "en", ["charge", "twice"]],
    ["Ich wurde doppelt belastet", "de", ["twice", "charge"]],
    ["J'ai été débité deux fois", "fr", ["charge", "twice"]],
    ["Me cobraron dos veces", "es", ["charge", "twice"]],
    ["I cannot sign in", "en", ["broken", "login"]],
    ["Ich kann mich nicht anmelden", "de", ["broken", "login"]],
    ["order 4711 from 12.03.", "en", ["order"]],
    ["saved drafts expired", "en", ["save", "draft", "expire"]],
    ["Entwürfe abgelaufen", "de", ["draft", "expire"]],
    ["brouillons périmés", "fr", ["draft", "expire"]],
    ["borradores caducados", "es", ["draft", "expire"]],
    ["driver delayed, no map", "en", ["driver", "late", "map"]],
    ["Fahrer verspätet, Landkarte", "de", ["driver", "late", "map"]],
    ["livreur en retard, carte GPS", "fr", ["driver", "late", "card", "map"]],
    ["repartidor con retraso, mapa", "es", ["driver", "late", "map"]],
    ["sign-in runs in a loop", "en", ["login", "run", "loop"]],
    // Words that only look like a concept.
    ["ich weiß es", "de", ["weis"]],
    ["wir zahlen", "de", ["pay"]],
  ])("%s", (text, language, terms) => {
    expect(termsOf(null, text, language)).toEqual(terms);
  });
  it("the title counts twice and comes first, and there are never more than eighty", () => {
    expect(countTerms("voucher", "checkout voucher", "en")).toEqual({ discount: 3, checkout: 1 });
    expect(
      termsOf(
        null,
        Array.from(
          { length: 500 },
          (_, index) =>
            `word${String.fromCharCode(97 + (index % 26))}${String.fromCharCode(97 + Math.floor(index / 26))}`,
        ).join(" "),
        "en",
      ),
    ).toHaveLength(80);
  });
  it.each([["constructor"], ["__proto__"], ["toString"]])(
    "a word that names a property of every object is a word: %s",
    (word) => {
      expect(conceptOf(word)).toBeNull();
      expect(() => countTerms(null, word, "constructor")).not.toThrow();
    },
  );
  it.each([
    ["crashes", "crashing", "en"],
    ["bestellungen", "bestellung", "de"],
    ["commandes", "commande", "fr"],
    ["pedidos", "pedido", "es"],
  ])("%s and %s share a stem", (a, b, language) => {
    expect(stemWord(a, language)).toBe(stemWord(b, language));
  });
  it("rare terms weigh more, whether counts come as a map or as an object", () => {
    const df = { common: 90, rare: 2 };
    expect(termWeight({ docCount: 100, df }, "rare")).toBeGreaterThan(
      termWeight({ docCount: 100, df }, "common"),
    );
    expect(termWeight({ docCount: 100, df: new Map(Object.entries(df)) }, "rare")).toBe(
      termWeight({ docCount: 100, df }, "rare"),
    );
  });
});
