import type { Messages } from "../messages";

export const form: Messages["form"] = {
  title: "Zgłoś problem: {launch}",
  introduction:
    "Zgłoszenie trafia prosto do adresata: {readers}. Nie trzeba mieć konta, a numer referencyjny pozwoli śledzić zgłoszenie.",
  readers: "zespół odpowiedzialny za {launch} w {organization}",
  footer: "Zgłoszenia otrzymuje {organization} i nikt inny.",
  question: "Co się stało?",
  hint: "Co zostało zrobione, co miało się stać i co stało się zamiast tego.",
  draft: "Wpisany wcześniej tekst nadal tu jest. Jeśli był wybrany obraz, wybierz go ponownie.",
  email: "Adres e-mail",
  emailHint: "Wyślemy na niego numer referencyjny.",
  optional: "opcjonalnie",
  screenshot: "Zrzut ekranu",
  screenshotHint: "Zdjęcie lub zrzut ekranu, najwyżej {size} MB.",
  screenshotAgain:
    "Zdjęcie lub zrzut ekranu (JPEG, PNG, WebP, HEIC), najwyżej {size} MB. Wybierz plik ponownie.",
  passed: {
    title: "Wysyłane razem ze zgłoszeniem",
    url: "Strona",
    version: "Wersja",
    account: "Konto",
    request_id: "Żądanie",
    name: "Imię i nazwisko",
  },
  trap: "Pozostaw puste",
  send: "Wyślij zgłoszenie",
  sendAgain: "Wyślij ponownie",
  paused: "Ten formularz nie przyjmuje teraz zgłoszeń",
  pausedText:
    "{organization} wstrzymuje przyjmowanie zgłoszeń. Wybierz inną formę kontaktu lub wróć później.",
};
