/** How sure a language is, and what is no language at all. */
import { describe, expect, test } from "vitest";
import { detectLanguage, functionWordVotes } from "./language";

describe("scripts that one language writes in decide alone", () => {
  test.each([
    ["로그인 안돼요", "ko", 0.97],
    ["ログインできない", "ja", 0.97],
    ["無法登入", "zh", 0.97],
    ["לא מצליח להתחבר", "he", 0.97],
    ["เข้าสู่ระบบไม่ได้", "th", 0.97],
    ["δεν μπορώ να συνδεθώ", "el", 0.97],
    ["ვერ შევდივარ", "ka", 0.97],
    // Two letters are enough, one is not.
    ["안녕", "ko", 0.97],
    ["안", "und", 0],
    // Kana among many Chinese characters make it Japanese.
    ["請求書金額間違確認御願致が表示さ", "ja", 0.8],
    // Product names around it are Latin.
    ["Checkout Dashboard Premium 안녕하세요", "ko", 0.8],
  ])("%j is %s", (text, language, confidence) => {
    const found = detectLanguage(text);
    expect(found).toEqual({ language, confidence });
  });
  test("a word of theirs among many others does not", () => {
    expect(
      detectLanguage("The checkout and the dashboard of our premium subscription say 안녕").language,
    ).toBe("en");
  });
  test.each([
    ["Не могу войти в систему со вчерашнего дня", "ru"],
    ["Не можу увійти до системи з учорашнього дня", "uk"],
    ["لا أستطيع تسجيل الدخول منذ الأمس", "ar"],
    ["از دیروز نمی‌توانم وارد سامانه شوم", "fa"],
    ["मैं कल से लॉग इन नहीं कर पा रहा हूँ", "hi"],
  ])("the letters of a script of several do not: %j is %s", (text, language) => {
    expect(detectLanguage(text).language).toBe(language);
  });
});

describe("how sure", () => {
  test("is between nothing and 0.99, in hundredths", () => {
    for (const text of [
      "login",
      "The page is blank since this morning and nobody can say why it is so",
      "Seite leer",
      "blarg zonk fnord wibble",
    ]) {
      const { confidence } = detectLanguage(text);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(0.99);
    }
    const { confidence } = detectLanguage(
      "Die Rechnung ist leer und das Konto auch, seit ich es zuletzt gesehen habe",
    );
    expect(confidence).toBe(0.99);
  });
  test("grows with a text's length and with its small words", () => {
    const sure = (text: string) => detectLanguage(text).confidence;
    expect(sure("the invoice is empty and the list too")).toBeGreaterThan(sure("the invoice is"));
    expect(sure("the invoice is empty since we are here")).toBeGreaterThan(
      sure("invoice empty printer label broken"),
    );
  });
  test("is nothing where there are too few letters", () => {
    for (const text of ["", "a", "abc", "123 456", "x1", "!!"])
      expect(detectLanguage(text)).toEqual({ language: "und", confidence: 0 });
  });
});

describe("what is no language says nothing of one", () => {
  test.each([
    ["Die Seite ist leer, siehe https://shop.example/the/list/of/all/the/things/that/we/have", "de"],
    ["La page est vide <div class='the of and with this that'> depuis hier", "fr"],
    ["No puedo pagar the_of@and-with-this.example con mi tarjeta", "es"],
    ["Die Rechnung ist leer #the #and #with #this #that #from", "de"],
    ["Die Rechnung ist leer `|{}[]` the1 and2 with3", "de"],
  ])("%j is %s", (text, language) => expect(detectLanguage(text).language).toBe(language));
  test("and a text is told by its beginning", () => {
    const opening = "Die Rechnung ist leer und das Konto auch, seit ich es zuletzt gesehen habe. ".repeat(6);
    expect(detectLanguage(opening + "The invoice is empty and we have not seen it. ".repeat(60))).toEqual(
      detectLanguage(opening),
    );
  });
});

describe("small words", () => {
  test("are counted for every language that uses them", () => {
    const votes = functionWordVotes("Die Seite und das Konto, und THE list");
    expect(votes.get("de")).toBeGreaterThanOrEqual(4);
    expect(votes.get("en")).toBe(1);
    expect(votes.get("fr")).toBeUndefined();
  });
  test("of no text are none", () => expect(functionWordVotes("4711 !").size).toBe(0));
  test("tell neighbours apart", () => {
    expect(detectLanguage("Jeg kan ikke logge ind på min konto siden i går").language).toBe("da");
    expect(detectLanguage("Eu não consigo entrar na minha conta desde ontem").language).toBe("pt");
    expect(detectLanguage("Yo no puedo entrar en mi cuenta desde ayer").language).toBe("es");
  });
});
