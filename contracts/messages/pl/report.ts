import type { Messages } from "../messages";

export const report: Messages["report"] = {
  title: "Twoje zgłoszenie",
  about: "Dotyczy: {launch}. Ta strona jest zawsze aktualna.",
  footer: "Tę stronę widzą tylko osoby, które mają ten link.",
  status: "Stan",
  fixedIn: "Rozwiązano w wersji {version}.",
  others:
    "To nie jest odosobniony przypadek: {count, plural, one {zgłosiła to # osoba} few {zgłosiły to # osoby} many {zgłosiło to # osób} other {zgłosiło to # osoby}}.",
  workaround: "Do czasu rozwiązania problemu",
  history: "Historia zgłoszenia",
  reference: "Numer zgłoszenia",
  text: "Treść zgłoszenia",
  states: {
    received: {
      title: "Otrzymane",
      text: "Zgłoszenie dotarło. Jest teraz automatycznie klasyfikowane, co zajmie chwilę.",
    },
    delayed: {
      title: "Otrzymane, jeszcze nieprzetworzone",
      text: "Zgłoszenie dotarło, ale nie udało się go przetworzyć automatycznie. Ktoś musi to sprawdzić. Nie trzeba wysyłać go ponownie.",
    },
    open: {
      title: "Otwarte",
      text: "Zgłoszenie jest na liście zespołu. Nie ma jeszcze decyzji.",
    },
    planned: {
      title: "Przyjęte",
      text: "Zespół przyjął to zgłoszenie.",
    },
    in_progress: {
      title: "W toku",
      text: "Ktoś nad tym pracuje.",
    },
    fixed: {
      title: "Rozwiązane, w trakcie sprawdzania",
      text: "Jest rozwiązanie. Zespół sprawdza, czy działa.",
    },
    confirmed: {
      title: "Rozwiązane",
      text: "Problem został rozwiązany. Jeśli nadal występuje, zgłoś go ponownie i podaj numer tego zgłoszenia.",
    },
    not_planned: {
      title: "Nieplanowane",
      text: "Zespół postanowił tego nie zmieniać.",
    },
    noted: {
      title: "Zapisane na później",
      text: "Zapisano to na później.",
    },
    set_aside: {
      title: "Czeka na sprawdzenie",
      text: "Zanim zgłoszenie trafi dalej, ktoś z zespołu musi je sprawdzić.",
    },
    withdrawn: {
      title: "Wycofane",
      text: "To zgłoszenie zostało wycofane lub usunięte albo minął okres jego przechowywania. Jego treść nie jest już dostępna.",
    },
  },
  steps: {
    received: "Otrzymane",
    delayed: "Nie udało się przetworzyć automatycznie",
    open: "Na liście zespołu",
    planned: "Przyjęte",
    in_progress: "Rozpoczęto prace",
    fixed: "Przygotowano rozwiązanie",
    confirmed: "Potwierdzono rozwiązanie",
    not_planned: "Postanowiono tego nie zmieniać",
    noted: "Zapisane na później",
    set_aside: "Czeka na sprawdzenie",
    withdrawn: "Wycofane",
  },
};
