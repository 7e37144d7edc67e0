import type { Messages } from "../messages";

export const page: Messages["page"] = {
  product: "Steady",
  language: "Sprache",
  skip: "Zum Inhalt springen",
  notifications: "Benachrichtigungen",
  failed: "Diese Seite ist gerade nicht verfügbar",
  failedText: "Bitte versuchen Sie es gleich noch einmal. Was Sie vorher gesendet haben, ist gespeichert.",
  failedNumber: "Fehlernummer",
  tryAgain: "Erneut versuchen",
};
