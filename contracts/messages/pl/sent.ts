import type { Messages } from "../messages";

export const sent: Messages["sent"] = {
  title: "Dziękujemy. Zgłoszenie dotarło.",
  text: "Zachowaj ten numer zgłoszenia. Dzięki niemu zespół je odnajdzie.",
  pageTitle: "Zgłoszenie wysłane",
  pictureLeftOut: "Obraz został pominięty",
  pictureLeftOutText: "Nie udało się go odczytać. Tekst dotarł, a to jest najważniejsze.",
  follow: "Śledź zgłoszenie",
  another: "Zgłoś coś innego",
  followText:
    "Na stronie zgłoszenia zobaczysz, kiedy zapadnie decyzja, kiedy zaczną się prace i kiedy problem zostanie rozwiązany.",
};
