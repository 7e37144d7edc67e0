import type { Messages } from "../messages";

export const page: Messages["page"] = {
  product: "Steady",
  language: "Langue",
  skip: "Aller au contenu",
  notifications: "Notifications",
  failed: "Page indisponible pour le moment",
  failedText: "Réessayez dans un instant. Ce que vous aviez déjà envoyé est enregistré.",
  failedNumber: "Numéro d’erreur",
  tryAgain: "Réessayer",
};
