import type { Messages } from "../messages";

export const mails: Messages["mails"] = {
  acknowledgement: {
    subject: "Otrzymaliśmy zgłoszenie dotyczące „{launch}” ({reference})",
    received: "Otrzymaliśmy zgłoszenie dotyczące „{launch}”. Dziękujemy za poświęcony czas.",
    follow: "Nie trzeba robić nic więcej. Stan zgłoszenia można w każdej chwili sprawdzić na tej stronie:",
    reference: "Numer referencyjny:",
    quote: "Treść zgłoszenia:",
  },
  invitation: {
    subject: "{inviter} zaprasza do organizacji {organization} w Steady",
    invited: "{inviter} zaprasza do organizacji {organization} w Steady. Rola: {role}.",
    accept: "Aby przyjąć zaproszenie, należy otworzyć ten link:",
    unexpected: "Jeśli to zaproszenie jest nieoczekiwane, można zignorować tę wiadomość.",
    roles: {
      owner: "właściciel",
      admin: "administracja",
      lead: "kierownictwo",
      engineer: "programowanie",
      operations: "eksploatacja",
      support: "wsparcie",
      product_owner: "product owner",
      qa: "kontrola jakości",
      viewer: "tylko odczyt",
    },
  },
  passwordReset: {
    subject: "Resetowanie hasła do Steady",
    greeting: "Dzień dobry, {name},",
    requested: "otrzymaliśmy prośbę o zresetowanie hasła do konta w Steady.",
    choose: "Aby ustawić nowe hasło, należy otworzyć ten link:",
    unexpected:
      "Jeśli ta prośba nie pochodzi od właściciela konta, można zignorować tę wiadomość. Hasło zmieni się dopiero po ustawieniu nowego.",
  },
  linkUntil: "Link działa tylko raz i wygasa {until, date, ::yMMMMd} o godz. {until, date, ::HHmmz}.",
};
