import type { Messages } from "../messages";

export const refusals: Messages["refusals"] = {
  title: "Zgłoszenie nie zostało jeszcze wysłane",
  kept: "Wpisany tekst jest poniżej. Nic jeszcze nie zostało zapisane.",
  nothingStored: "Nic nie zostało zapisane.",
  textMissing: "Napisz, co się stało.",
  textTooLong: "Tekst musi mieć mniej niż {max, number} znaków.",
  textUnreadable: "Tekst zawiera znak, którego nie można zapisać. Usuń nietypowe symbole i wyślij ponownie.",
  notAPicture: "Ten plik nie jest obrazem. Wybierz plik JPEG, PNG, WebP lub HEIC.",
  pictureTooLarge: "Obraz ma więcej niż {size} MB. Wybierz mniejszy albo wyślij zgłoszenie bez obrazu.",
  tooLarge: "To za dużo na jedno zgłoszenie. Skróć tekst lub wybierz mniejszy obraz.",
  tooManyFields:
    "Formularz dotarł z większą liczbą pól, niż przyjmujemy. Otwórz go na nowo i wyślij jeszcze raz.",
  unreadable:
    "Formularz dotarł w postaci, której nie możemy odczytać. Otwórz go na nowo i wyślij jeszcze raz.",
  late: "Zgłoszenie docierało zbyt długo. Sprawdź połączenie i wyślij je ponownie, w razie potrzeby bez obrazu.",
  cutShort: "Połączenie zostało przerwane, zanim zgłoszenie dotarło. Wyślij je ponownie.",
  tooManyFromNetwork:
    "W ostatnich minutach z tej sieci przyszło kilka zgłoszeń. Wyślij swoje ponownie {minutes, plural, =0 {za chwilę} one {za # minutę} few {za # minuty} many {za # minut} other {za # minuty}}.",
  tooManyForForm:
    "Ten formularz dostaje więcej zgłoszeń, niż może przyjąć. Wyślij swoje ponownie {minutes, plural, =0 {za chwilę} one {za # minutę} few {za # minuty} many {za # minut} other {za # minuty}}.",
  busy: "W tej chwili nie możemy przyjąć zgłoszenia. Wyślij je ponownie {minutes, plural, =0 {za chwilę} one {za # minutę} few {za # minuty} many {za # minut} other {za # minuty}}.",
  paused: "Przyjmowanie zgłoszeń w tym formularzu jest wstrzymane. Wróć później.",
  noForm: "Pod tym adresem nie ma formularza. Sprawdź link lub zapytaj osobę, która go przekazała.",
  refused: "Nie udało się przyjąć zgłoszenia. Jeśli potrzebujesz pomocy, podaj numer {number}.",
  surprise:
    "Wystąpił błąd po naszej stronie. Wyślij zgłoszenie ponownie za chwilę. Jeśli to nie pomoże, podaj numer {number}.",
  unsent: {
    offline:
      "Brak połączenia z internetem. Wpisany tekst nie przepadł: wyślij go ponownie, gdy połączenie wróci.",
    late: "Odpowiedź nie przyszła na czas. Wpisany tekst nie przepadł: wyślij go ponownie.",
    lost: "Połączenie zostało przerwane, zanim przyszła odpowiedź. Wpisany tekst nie przepadł: wyślij go ponownie.",
    busy: "W tej chwili nie możemy przyjąć zgłoszenia. Wpisany tekst nie przepadł: wyślij go ponownie.",
  },
};
