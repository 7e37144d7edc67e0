import type { Messages } from "../messages";

export const mails: Messages["mails"] = {
  acknowledgement: {
    subject: "Otrzymaliśmy zgłoszenie: {launch} ({reference})",
    received: "Otrzymaliśmy Twoje zgłoszenie ({launch}). Dziękujemy za poświęcony czas.",
    follow: "Nie trzeba robić nic więcej. Stan zgłoszenia można w każdej chwili sprawdzić na tej stronie:",
    reference: "Numer zgłoszenia:",
    quote: "Treść zgłoszenia:",
  },
  invitation: {
    subject: "{inviter} zaprasza do organizacji {organization} w Steady",
    invited: "{inviter} zaprasza do organizacji {organization} w Steady. Rola: {role}.",
    accept: "Aby przyjąć zaproszenie, otwórz ten link:",
    unexpected: "Jeśli nie spodziewasz się tego zaproszenia, możesz zignorować tę wiadomość.",
    roles: {
      owner: "właściciel",
      admin: "administracja",
      lead: "lider",
      engineer: "programowanie",
      operations: "utrzymanie",
      support: "wsparcie",
      product_owner: "product owner",
      qa: "kontrola jakości",
      viewer: "tylko odczyt",
    },
  },
  passwordReset: {
    subject: "Resetowanie hasła do Steady",
    greeting: "Dzień dobry, {name},",
    requested: "otrzymaliśmy prośbę o zresetowanie hasła do Twojego konta w Steady.",
    choose: "Aby ustawić nowe hasło, otwórz ten link:",
    unexpected:
      "Jeśli ta prośba nie pochodzi od Ciebie, możesz zignorować tę wiadomość. Hasło zmieni się dopiero po ustawieniu nowego.",
  },
  linkUntil: "Link działa tylko raz i wygasa {until, date, ::yMMMMd} r. o godz. {until, date, ::HHmmz}.",
};
