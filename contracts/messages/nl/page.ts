import type { Messages } from "../messages";

export const page: Messages["page"] = {
  product: "Steady",
  language: "Taal",
  skip: "Naar de inhoud",
  notifications: "Berichten",
  failed: "Deze pagina is nu niet beschikbaar",
  failedText: "Probeer het zo meteen opnieuw. Wat u eerder hebt verstuurd, is opgeslagen.",
  failedNumber: "Foutnummer",
  tryAgain: "Opnieuw proberen",
};
