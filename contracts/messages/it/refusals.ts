import type { Messages } from "../messages";

export const refusals: Messages["refusals"] = {
  title: "Segnalazione non ancora inviata",
  kept: "Quello che ha scritto è qui sotto. Non è ancora stato salvato nulla.",
  nothingStored: "Non è stato salvato nulla.",
  textMissing: "Scriva che cosa è successo.",
  textTooLong: "Non superi i {max, number} caratteri.",
  textUnreadable:
    "Il testo contiene un carattere che non può essere salvato. Tolga i simboli insoliti e lo invii di nuovo.",
  notAPicture: "Questo file non è un’immagine. Scelga un file JPEG, PNG, WebP o HEIC.",
  pictureTooLarge:
    "L’immagine supera i {size} MB. Ne scelga una più piccola o invii la segnalazione senza immagine.",
  tooLarge: "È troppo per una sola segnalazione. Accorci il testo o scelga un’immagine più piccola.",
  tooManyFields: "Il modulo è arrivato con più campi di quanti ne accettiamo. Lo riapra e lo invii da lì.",
  unreadable: "Il modulo è arrivato in una forma che non possiamo leggere. Lo riapra e lo invii da lì.",
  late: "La segnalazione ha impiegato troppo tempo ad arrivare. Controlli la connessione e la invii di nuovo, se necessario senza immagine.",
  cutShort: "La connessione si è interrotta prima che la segnalazione arrivasse. La invii di nuovo.",
  tooManyFromNetwork:
    "Negli ultimi minuti sono arrivate diverse segnalazioni dalla Sua rete. Invii di nuovo la Sua {minutes, plural, =0 {tra un attimo} one {tra # minuto} many {tra # di minuti} other {tra # minuti}}.",
  tooManyForForm:
    "Questo modulo riceve più segnalazioni di quante ne possa accettare. Invii di nuovo la Sua {minutes, plural, =0 {tra un attimo} one {tra # minuto} many {tra # di minuti} other {tra # minuti}}.",
  busy: "Al momento non possiamo ricevere la segnalazione. La invii di nuovo {minutes, plural, =0 {tra un attimo} one {tra # minuto} many {tra # di minuti} other {tra # minuti}}.",
  paused: "Questo modulo è in pausa e non accetta segnalazioni. Torni più tardi.",
  noForm: "A questo indirizzo non c’è alcun modulo. Controlli il link o chieda a chi glielo ha dato.",
  refused:
    "Non è stato possibile accettare la segnalazione. Se ha bisogno di aiuto, indichi il numero {number}.",
  surprise:
    "Qualcosa è andato storto da parte nostra. Invii di nuovo la segnalazione tra un attimo. Se il problema persiste, indichi il numero {number}.",
  unsent: {
    offline:
      "Non c’è connessione a Internet. Nulla di ciò che ha scritto è andato perso: invii di nuovo la segnalazione quando torna la connessione.",
    late: "Non è arrivata una risposta in tempo. Nulla di ciò che ha scritto è andato perso: invii di nuovo la segnalazione.",
    lost: "La connessione si è interrotta prima della risposta. Nulla di ciò che ha scritto è andato perso: invii di nuovo la segnalazione.",
    busy: "Al momento non possiamo ricevere la segnalazione. Nulla di ciò che ha scritto è andato perso: la invii di nuovo.",
  },
};
