import { describe, expect, test } from "vitest";
import type { Severity } from "@/contracts/triage";
import { classifyOffline } from "./classify-offline";
import { findStatedFloors } from "./severity";

/** Sentences as people write them; none repeats a line of the lexicons. */
const STATED: Record<string, [string, string][]> = {
  pl: [
    ["payment_wrong", "Dzień dobry, za jedno zamówienie pobrano mi z karty pieniądze dwa razy."],
    ["data_loss", "Po wczorajszej aktualizacji zniknęły nam wszystkie faktury z tego roku."],
    ["cannot_sign_in", "Od rana nie mogę się zalogować na swoje konto, hasło jest dobre."],
    ["nobody_can_sign_in", "Nikt z naszego działu nie może się dzisiaj zalogować."],
    ["product_down", "Cały system nie działa od godziny, pacjenci czekają."],
    ["cannot_pay", "Przy kasie nie da się zapłacić ani kartą, ani BLIK-iem."],
    ["security", "Po zalogowaniu widzę zamówienia innego klienta razem z adresem."],
  ],
  sv: [
    ["payment_wrong", "Hej, jag blev debiterad två gånger för samma resa."],
    ["data_loss", "Alla våra bokningar för maj är plötsligt borta ur kalendern."],
    ["cannot_sign_in", "Jag kan sedan i morse inte logga in med mitt konto."],
    ["nobody_can_sign_in", "Ingen på kontoret kan logga in, vi är trettio personer."],
    ["product_down", "Hela tiden samma sak: systemet ligger nere och kunderna ringer."],
    ["cannot_pay", "Betalningen går inte igenom oavsett vilket kort jag använder."],
    ["security", "När jag öppnar min sida ser jag en annans fakturor."],
  ],
  tr: [
    ["payment_wrong", "Merhaba, aynı alışveriş için kartımdan iki kez para çekildi."],
    ["data_loss", "Dünkü güncellemeden sonra bütün faturalarımız silindi."],
    ["cannot_sign_in", "Sabahtan beri hesabıma bir türlü giremiyorum."],
    ["nobody_can_sign_in", "Ofiste kimse bugün sisteme giremiyor."],
    ["product_down", "Uygulama bir saattir açılmıyor, hepimiz bekliyoruz."],
    ["cannot_pay", "Kartla ödeme yapamıyorum, sürekli geri dönüyor."],
    ["security", "Panelde başka bir firmanın faturalarını görüyorum."],
  ],
  it: [
    ["payment_wrong", "Buongiorno, mi avete addebitato l'abbonamento due volte."],
    ["data_loss", "Da stamattina tutti gli appuntamenti del mese sono spariti."],
    ["cannot_sign_in", "Non riesco più ad accedere con la mia password."],
    ["cannot_pay", "Il pagamento con carta viene sempre rifiutato."],
  ],
  pt: [
    ["payment_wrong", "Olá, a minha encomenda foi cobrada duas vezes no cartão."],
    ["data_loss", "Os rascunhos que fiz ontem desapareceram todos."],
    ["cannot_sign_in", "Desde ontem não consigo entrar na minha conta."],
    ["cannot_pay", "Não conseguimos finalizar nenhuma compra no site."],
  ],
  nl: [
    ["payment_wrong", "Hallo, het bedrag is twee keer van mijn rekening afgeschreven."],
    ["data_loss", "Al mijn notities van vorige week zijn verdwenen."],
    ["cannot_sign_in", "Ik kan sinds vanochtend niet meer inloggen op mijn account."],
    ["cannot_pay", "Afrekenen lukt niet, de knop doet niets."],
  ],
};

describe("D11: what is stated in the form's languages holds a severity up", () => {
  for (const [language, cases] of Object.entries(STATED))
    test.each(cases)(`${language}: %s: %s`, (rule, text) => {
      expect(findStatedFloors({ text }).map((floor) => floor.rule)).toContain(rule);
      expect(["critical", "major"]).toContain(classifyOffline({ text }).severity);
    });
});

describe("D11: what is denied, feared, wished for or done with holds nothing up", () => {
  test.each([
    ["pl", "Nie straciliśmy żadnych danych, wszystko w porządku."],
    ["pl", "Czy jeśli zmienię plan, zostaną usunięte moje dane?"],
    ["pl", "Obawiam się, że stracimy dane przy przenosinach."],
    ["sv", "Inga uppgifter har försvunnit, jag ville bara fråga om priset."],
    ["sv", "Vad händer om mina filer blir raderade?"],
    ["sv", "Jag är rädd att filerna försvann."],
    ["tr", "Merak etmeyin, veri kaybı yok."],
    ["tr", "Eğer verilerim silinirse ne yapabilirim?"],
    ["nl", "Er zijn geen gegevens verloren gegaan."],
    ["it", "Non abbiamo perso dati, solo una domanda."],
  ])("%s: %s", (_language, text) => {
    expect(findStatedFloors({ text })).toEqual([]);
  });
});

describe("D11: slowness is read as such", () => {
  test.each([
    ["pl", "Strona z raportami ładuje się bardzo wolno, czekam ponad minutę."],
    ["sv", "Rapportsidan är väldigt långsam, det tar flera minuter."],
    ["tr", "Rapor sayfası çok yavaş, her seferinde iki dakika bekliyoruz."],
    ["it", "La pagina dei rapporti è lentissima da lunedì."],
    ["pt", "A página de relatórios está muito lenta desde segunda-feira."],
    ["nl", "De rapportenpagina is sinds maandag erg traag."],
  ])("%s: %s", (language, text) => {
    expect(classifyOffline({ text })).toMatchObject({ type: "performance", language });
  });
});

describe("D11: a language that is not read is called nothing by silence", () => {
  test.each([
    ["Tamil", "இணையதளம் காலையிலிருந்து வேலை செய்யவில்லை, யாராலும் உள்நுழைய முடியவில்லை."],
    ["Persian", "از صبح هیچ‌کس نمی‌تواند وارد سامانه شود و همه چیز از کار افتاده است."],
    ["Swahili", "Mfumo haufanyi kazi tangu asubuhi na hakuna mtu katika ofisi yetu anayeweza kuingia."],
    ["Japanese", "今朝からシステムが全く使えず、誰もログインできません。"],
    ["Bangla", "সকাল থেকে সাইট বন্ধ, কেউ ঢুকতে পারছে না।"],
    ["Georgian", "დილიდან სისტემა არ მუშაობს და ვერავინ შედის."],
    ["Greek", "Από το πρωί το σύστημα δεν λειτουργεί και κανείς δεν μπορεί να συνδεθεί."],
  ])("%s", (name, text) => {
    const read = classifyOffline({ text });
    expect(read).toMatchObject({ severity: "major", severityConfidence: 0, typeConfidence: 0 });
    expect(read.reason).toBe(`The built-in reader does not read ${name}: major until a person has looked.`);
  });

  test.each<[string, string, Severity]>([
    ["English", "The button in the footer is two pixels too low.", "minor"],
    ["a short cry", "Checkout??", "minor"],
    [
      "words that a lexicon knows, among others it does not",
      "Siden viser error 500 hver gang jeg trykker gem",
      "minor",
    ],
    ["German", "Die Schrift im Menü ist etwas kleiner als vorher.", "minor"],
    ["a number and a name", "INV-2231 Müller", "minor"],
  ])("but %s is read", (_name, text) => {
    expect(classifyOffline({ text }).reason).not.toContain("does not read");
  });
});
