import type { Messages } from "../messages";

export const mails: Messages["mails"] = {
  acknowledgement: {
    subject: "Ihre Meldung zu „{launch}“ ist eingegangen ({reference})",
    received:
      "Ihre Meldung zu „{launch}“ ist bei uns eingegangen. Vielen Dank, dass Sie sich die Zeit genommen haben.",
    follow: "Sie müssen nichts weiter tun. Den aktuellen Stand sehen Sie jederzeit auf dieser Seite:",
    reference: "Ihre Referenznummer:",
    quote: "Sie haben geschrieben:",
  },
  invitation: {
    subject: "{inviter} lädt Sie zu „{organization}“ auf Steady ein",
    invited: "{inviter} lädt Sie ein, auf Steady bei „{organization}“ mitzuarbeiten. Ihre Rolle: {role}.",
    accept: "Um die Einladung anzunehmen, öffnen Sie diesen Link:",
    unexpected: "Falls Sie diese Einladung nicht erwartet haben, können Sie diese E-Mail ignorieren.",
    roles: {
      owner: "Inhaber/in",
      admin: "Administration",
      lead: "Leitung",
      engineer: "Entwicklung",
      operations: "Betrieb",
      support: "Support",
      product_owner: "Product Owner",
      qa: "Qualitätssicherung",
      viewer: "Nur Lesezugriff",
    },
  },
  passwordReset: {
    subject: "Passwort für Steady zurücksetzen",
    greeting: "Guten Tag {name},",
    requested: "für Ihr Steady-Konto wurde ein neues Passwort angefordert.",
    choose: "Um ein neues Passwort festzulegen, öffnen Sie diesen Link:",
    unexpected:
      "Falls Sie das nicht waren, können Sie diese E-Mail ignorieren. Ihr Passwort ändert sich erst, wenn Sie ein neues festlegen.",
  },
  linkUntil: "Sie können den Link einmal verwenden, spätestens am {until, date, ::yMMMMdHHmmz}.",
};
