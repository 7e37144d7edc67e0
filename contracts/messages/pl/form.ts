import type { Messages } from "../messages";

export const form: Messages["form"] = {
  title: "Zgłoś problem: {launch}",
  introduction:
    "Zgłoszenie trafi bezpośrednio do właściwych osób: {readers}. Nie trzeba mieć konta, a otrzymany numer zgłoszenia pozwoli śledzić jego stan.",
  readers: "zespół „{launch}” ({organization})",
  footer: "Zgłoszenia otrzymuje {organization} i nikt inny.",
  question: "Co się stało?",
  hint: "Napisz, jakie były kolejne kroki, co miało się stać i co stało się zamiast tego.",
  draft: "Wpisany wcześniej tekst nadal tu jest. Jeśli obraz był już wybrany, wybierz go ponownie.",
  email: "Adres e-mail",
  emailHint: "Wyślemy na niego numer zgłoszenia.",
  optional: "opcjonalnie",
  screenshot: "Zrzut ekranu",
  screenshotHint: "Zdjęcie lub zrzut ekranu, do {size} MB.",
  screenshotAgain: "Zdjęcie lub zrzut ekranu (JPEG, PNG, WebP, HEIC), do {size} MB. Wybierz plik ponownie.",
  passed: {
    title: "Wysyłane razem ze zgłoszeniem",
    url: "Strona",
    version: "Wersja",
    account: "Konto",
    request_id: "Identyfikator żądania",
    name: "Imię i nazwisko",
  },
  trap: "Pozostaw puste",
  send: "Wyślij zgłoszenie",
  sendAgain: "Wyślij ponownie",
  paused: "Ten formularz nie przyjmuje teraz zgłoszeń",
  pausedText:
    "{organization} wstrzymuje przyjmowanie zgłoszeń. Wybierz inną formę kontaktu lub wróć później.",
};
