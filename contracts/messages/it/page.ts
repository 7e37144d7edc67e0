import type { Messages } from "../messages";

export const page: Messages["page"] = {
  product: "Steady",
  language: "Lingua",
  skip: "Vai al contenuto",
  notifications: "Notifiche",
  failed: "Pagina al momento non disponibile",
  failedText: "Riprovi tra un attimo. Quello che aveva già inviato è salvato.",
  failedNumber: "Numero dell’errore",
  tryAgain: "Riprova",
};
