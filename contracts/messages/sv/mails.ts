import type { Messages } from "../messages";

export const mails: Messages["mails"] = {
  acknowledgement: {
    subject: "Vi har tagit emot din rapport om {launch} ({reference})",
    received: "Vi har tagit emot din rapport om {launch}. Tack för att du tog dig tid att skriva.",
    follow: "Du behöver inte göra något mer. På den här sidan kan du när som helst se hur det går:",
    reference: "Ditt referensnummer:",
    quote: "Du skrev:",
  },
  invitation: {
    subject: "{inviter} bjuder in dig till {organization} i Steady",
    invited: "{inviter} bjuder in dig till {organization} i Steady. Din roll: {role}.",
    accept: "Öppna den här länken för att tacka ja till inbjudan:",
    unexpected: "Om du inte väntade dig den här inbjudan kan du bortse från det här mejlet.",
    roles: {
      owner: "ägare",
      admin: "administratör",
      lead: "ledare",
      engineer: "utvecklare",
      operations: "drift",
      support: "support",
      product_owner: "produktägare",
      qa: "kvalitetssäkring",
      viewer: "endast läsbehörighet",
    },
  },
  passwordReset: {
    subject: "Återställ ditt lösenord till Steady",
    greeting: "Hej {name}!",
    requested: "Vi har fått en begäran om att återställa lösenordet till ditt konto i Steady.",
    choose: "Öppna den här länken för att välja ett nytt lösenord:",
    unexpected:
      "Om det inte var du som bad om detta kan du bortse från det här mejlet. Lösenordet ändras först när du väljer ett nytt.",
  },
  linkUntil: "Länken fungerar en gång och slutar gälla den {until, date, ::yMMMMdHHmmz}.",
};
