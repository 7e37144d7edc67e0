import type { Messages } from "../messages";

export const report: Messages["report"] = {
  title: "La Sua segnalazione",
  about: "Riguarda {launch}. Questa pagina è sempre aggiornata.",
  footer: "Solo chi ha il link può vedere questa pagina.",
  status: "Stato",
  fixedIn: "Problema risolto nella versione {version}.",
  others:
    "Non è un caso isolato: {count, plural, one {# persona ha segnalato} many {# di persone hanno segnalato} other {# persone hanno segnalato}} lo stesso problema.",
  workaround: "In attesa della soluzione",
  history: "Cronologia",
  reference: "Il Suo codice di riferimento",
  text: "Che cosa ha scritto",
  states: {
    received: {
      title: "Ricevuta",
      text: "Abbiamo ricevuto la Sua segnalazione. Viene smistata automaticamente; ci vuole un attimo.",
    },
    delayed: {
      title: "Ricevuta, non ancora elaborata",
      text: "Abbiamo ricevuto la Sua segnalazione, ma non è stato possibile elaborarla automaticamente. Qualcuno deve occuparsene. Non occorre inviarla di nuovo.",
    },
    open: {
      title: "Aperta",
      text: "La Sua segnalazione è nell’elenco del team. Non è ancora stato deciso nulla.",
    },
    planned: {
      title: "Accettata",
      text: "Il team ha accettato la segnalazione.",
    },
    in_progress: {
      title: "In lavorazione",
      text: "Qualcuno ci sta lavorando.",
    },
    fixed: {
      title: "Risolta, in verifica",
      text: "C’è una soluzione. Il team sta verificando che funzioni.",
    },
    confirmed: {
      title: "Risolta",
      text: "Il problema è risolto. Se si ripresenta, lo segnali di nuovo indicando il codice di riferimento.",
    },
    not_planned: {
      title: "Nessuna modifica prevista",
      text: "Il team ha deciso di non apportare modifiche.",
    },
    noted: {
      title: "Annotata per il futuro",
      text: "La segnalazione è stata annotata per il futuro.",
    },
    set_aside: {
      title: "In attesa di verifica",
      text: "Qualcuno del team deve esaminare la Sua segnalazione prima che si proceda.",
    },
    withdrawn: {
      title: "Ritirata",
      text: "Questa segnalazione è stata ritirata o cancellata, oppure è scaduto il suo periodo di conservazione. Il testo non è più disponibile.",
    },
  },
  steps: {
    received: "Ricevuta",
    delayed: "Elaborazione automatica non riuscita",
    open: "Nell’elenco del team",
    planned: "Accettata",
    in_progress: "Lavorazione iniziata",
    fixed: "Soluzione pronta",
    confirmed: "Soluzione confermata",
    not_planned: "Deciso di non apportare modifiche",
    noted: "Annotata per il futuro",
    set_aside: "In attesa di verifica",
    withdrawn: "Ritirata",
  },
};
