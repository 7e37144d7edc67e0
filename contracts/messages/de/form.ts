import type { Messages } from "../messages";

export const form: Messages["form"] = {
  title: "Problem melden: {launch}",
  introduction:
    "Wer Ihre Meldung direkt erhält: {readers}. Sie brauchen kein Konto und erhalten eine Referenznummer, mit der Sie nachfragen können.",
  readers: "das Team für „{launch}“ ({organization})",
  footer: "Empfänger der Meldungen ist {organization}, sonst niemand.",
  question: "Was ist passiert?",
  hint: "Was Sie getan haben, was Sie erwartet haben und was stattdessen passiert ist.",
  draft:
    "Ihr bisheriger Text ist noch da. Falls Sie ein Bild ausgewählt hatten, wählen Sie es bitte noch einmal aus.",
  email: "Ihre E-Mail-Adresse",
  emailHint: "Dorthin schicken wir Ihnen die Referenznummer.",
  optional: "optional",
  screenshot: "Bildschirmfoto",
  screenshotHint: "Ein Foto oder Bildschirmfoto, höchstens {size} MB.",
  screenshotAgain:
    "Ein Foto oder Bildschirmfoto (JPEG, PNG, WebP, HEIC), höchstens {size} MB. Bitte wählen Sie es noch einmal aus.",
  passed: {
    title: "Wird mit Ihrer Meldung mitgesendet",
    url: "Seite",
    version: "Version",
    account: "Konto",
    request_id: "Anfrage",
    name: "Name",
  },
  trap: "Bitte leer lassen",
  send: "Meldung senden",
  sendAgain: "Noch einmal senden",
  paused: "Dieses Formular nimmt derzeit keine Meldungen entgegen",
  pausedText:
    "{organization} hat es pausiert. Bitte melden Sie sich auf anderem Weg oder kommen Sie später wieder.",
};
