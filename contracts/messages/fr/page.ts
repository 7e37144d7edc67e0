import type { Messages } from "../messages";

export const page: Messages["page"] = {
  language: "Langue",
  skip: "Aller au contenu",
  notifications: "Notifications",
  failed: "Cette page ne peut pas être affichée pour le moment",
  failedText: "Réessayez dans un instant. Ce que vous aviez envoyé auparavant est enregistré.",
  failedNumber: "Numéro de référence",
  tryAgain: "Réessayer",
};
