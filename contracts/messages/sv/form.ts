import type { Messages } from "../messages";

export const form: Messages["form"] = {
  title: "Rapportera ett problem med {launch}",
  introduction:
    "Din rapport går direkt till {readers}. Du behöver inget konto och får ett referensnummer som du kan använda för att följa upp rapporten.",
  readers: "teamet som ansvarar för {launch} hos {organization}",
  footer: "Rapporterna går till {organization} och till ingen annan.",
  question: "Vad hände?",
  hint: "Vad du gjorde, vad du väntade dig och vad som hände i stället.",
  draft: "Det du hade skrivit finns kvar. Om du hade valt en bild behöver du välja den igen.",
  email: "Din e-postadress",
  emailHint: "Dit skickar vi referensnumret.",
  optional: "valfritt",
  screenshot: "Skärmbild",
  screenshotHint: "Ett foto eller en skärmbild, högst {size} MB.",
  screenshotAgain: "Ett foto eller en skärmbild (JPEG, PNG, WebP, HEIC), högst {size} MB. Välj filen igen.",
  passed: {
    title: "Skickas med din rapport",
    url: "Sida",
    version: "Version",
    account: "Konto",
    request_id: "Begäran",
    name: "Namn",
  },
  trap: "Lämna tomt",
  send: "Skicka rapporten",
  sendAgain: "Skicka igen",
  paused: "Det här formuläret tar inte emot rapporter just nu",
  pausedText: "{organization} har pausat det. Kontakta dem på annat sätt eller kom tillbaka senare.",
};
