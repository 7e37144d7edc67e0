import { describe, expect, it } from "vitest";
import { detectLanguage } from "@/server/reading/language";

describe("language", () => {
  it.each([
    ["The checkout button does nothing", "en"],
    ["cannot login", "en"],
    ["Login geht nicht", "de"],
    ["Ich wurde doppelt belastet", "de"],
    ["Impossible de se connecter depuis hier", "fr"],
    ["No puedo pagar con mi tarjeta", "es"],
    ["Não consigo entrar na minha conta", "pt"],
    ["Non riesco ad accedere al mio conto", "it"],
    ["Ik kan niet inloggen op mijn account", "nl"],
    ["無法登入我的帳戶", "zh"],
    ["ログインできません", "ja"],
    ["로그인할 수 없습니다", "ko"],
    ["Не могу войти в аккаунт после обновления", "ru"],
    ["لا أستطيع تسجيل الدخول إلى حسابي", "ar"],
    ["Nie mogę się zalogować na swoje konto", "pl"],
    ["Jag kan inte logga in på mitt konto", "sv"],
    ["The invoice is wrong, see https://beispiel.example/rechnung/das/ist/eine/seite", "en"],
  ])("%s is %s", (text, language) => {
    expect(detectLanguage(text).language).toBe(language);
  });
  it.each(["", "ok", "???", "12345", "🙂🙂", "a"])("too little to tell: %s", (text) => {
    expect(detectLanguage(text).language).toBe("und");
    expect(detectLanguage(text).confidence).toBeLessThan(0.5);
  });
  it("longer texts are surer than short ones", () => {
    expect(
      detectLanguage("I cannot pay with my credit card since the last update of the app").confidence,
    ).toBeGreaterThan(detectLanguage("pay error").confidence);
  });
});
