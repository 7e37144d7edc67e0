import type { Messages } from "../messages";

export const form: Messages["form"] = {
  title: "Probleem met {launch} melden",
  introduction:
    "Uw melding gaat rechtstreeks naar {readers}. U hebt geen account nodig en krijgt een referentienummer waarmee u later op uw melding kunt terugkomen.",
  readers: "het team dat bij {organization} verantwoordelijk is voor {launch}",
  footer: "Meldingen gaan naar {organization} en naar niemand anders.",
  question: "Wat is er gebeurd?",
  hint: "Wat u deed, wat u verwachtte en wat er in plaats daarvan gebeurde.",
  draft: "Wat u had getypt, staat er nog. Had u een afbeelding gekozen, kies die dan opnieuw.",
  email: "Uw e-mailadres",
  emailHint: "Daar sturen we het referentienummer naartoe.",
  optional: "optioneel",
  screenshot: "Schermafbeelding",
  screenshotHint: "Een foto of schermafbeelding, maximaal {size} MB.",
  screenshotAgain:
    "Een foto of schermafbeelding (JPEG, PNG, WebP, HEIC), maximaal {size} MB. Kies het bestand opnieuw.",
  passed: {
    title: "Wordt met uw melding meegestuurd",
    url: "Pagina",
    version: "Versie",
    account: "Account",
    request_id: "Verzoek",
    name: "Naam",
  },
  trap: "Laat dit leeg",
  send: "Melding versturen",
  sendAgain: "Opnieuw versturen",
  paused: "Dit formulier neemt op dit moment geen meldingen aan",
  pausedText: "{organization} heeft het gepauzeerd. Neem op een andere manier contact op of kom later terug.",
};
