import type { Messages } from "../messages";

export const page: Messages["page"] = {
  language: "Lingua",
  skip: "Vai al contenuto",
  notifications: "Notifiche",
  failed: "Al momento questa pagina non può essere mostrata",
  failedText: "Riprovi tra un attimo. Quello che aveva inviato prima è salvato.",
  failedNumber: "Numero di riferimento",
  tryAgain: "Riprova",
};
