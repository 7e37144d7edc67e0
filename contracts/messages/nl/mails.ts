import type { Messages } from "../messages";

export const mails: Messages["mails"] = {
  acknowledgement: {
    subject: "We hebben uw melding over {launch} ontvangen ({reference})",
    received:
      "We hebben uw melding over {launch} ontvangen. Bedankt dat u de tijd hebt genomen om te schrijven.",
    follow: "U hoeft verder niets te doen. Op deze pagina ziet u op elk moment de stand van zaken:",
    reference: "Uw referentienummer:",
    quote: "U schreef:",
  },
  invitation: {
    subject: "{inviter} nodigt u uit voor {organization} op Steady",
    invited: "{inviter} nodigt u uit om op Steady mee te werken bij {organization}. Uw rol: {role}.",
    accept: "Open deze link om de uitnodiging aan te nemen:",
    unexpected: "Verwachtte u deze uitnodiging niet? Dan kunt u deze e-mail negeren.",
    roles: {
      owner: "eigenaar",
      admin: "beheerder",
      lead: "leiding",
      engineer: "ontwikkelaar",
      operations: "operationeel beheer",
      support: "ondersteuning",
      product_owner: "product owner",
      qa: "kwaliteitsbewaking",
      viewer: "alleen lezen",
    },
  },
  passwordReset: {
    subject: "Stel uw wachtwoord voor Steady opnieuw in",
    greeting: "Beste {name},",
    requested:
      "We hebben een verzoek ontvangen om het wachtwoord van uw Steady-account opnieuw in te stellen.",
    choose: "Open deze link om een nieuw wachtwoord te kiezen:",
    unexpected:
      "Hebt u dit niet aangevraagd? Dan kunt u deze e-mail negeren. Uw wachtwoord verandert pas als u een nieuw wachtwoord kiest.",
  },
  linkUntil: "De link werkt één keer en verloopt op {until, date, ::yMMMMdHHmmz}.",
};
