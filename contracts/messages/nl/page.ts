import type { Messages } from "../messages";

export const page: Messages["page"] = {
  language: "Taal",
  skip: "Naar de inhoud",
  notifications: "Berichten",
  failed: "Deze pagina kan op dit moment niet worden getoond",
  failedText: "Probeer het zo meteen opnieuw. Wat u eerder hebt verstuurd, is opgeslagen.",
  failedNumber: "Referentienummer",
  tryAgain: "Opnieuw proberen",
};
