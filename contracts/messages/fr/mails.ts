import type { Messages } from "../messages";

export const mails: Messages["mails"] = {
  acknowledgement: {
    subject: "Nous avons reçu votre signalement concernant {launch} ({reference})",
    received:
      "Nous avons bien reçu votre signalement concernant {launch}. Merci d’avoir pris le temps de nous écrire.",
    follow:
      "Vous n’avez rien d’autre à faire. Vous pouvez consulter l’état de votre signalement à tout moment sur cette page :",
    reference: "Votre référence :",
    quote: "Vous avez écrit :",
  },
  invitation: {
    subject: "{inviter} vous invite à rejoindre {organization} sur Steady",
    invited: "{inviter} vous invite à rejoindre {organization} sur Steady. Votre rôle : {role}.",
    accept: "Pour accepter l’invitation, ouvrez ce lien :",
    unexpected: "Si vous n’attendiez pas cette invitation, vous pouvez ignorer cet e-mail.",
    roles: {
      owner: "propriétaire",
      admin: "administration",
      lead: "responsable",
      engineer: "développement",
      operations: "exploitation",
      support: "assistance",
      product_owner: "responsable produit",
      qa: "assurance qualité",
      viewer: "lecture seule",
    },
  },
  passwordReset: {
    subject: "Réinitialisation de votre mot de passe Steady",
    greeting: "Bonjour {name},",
    requested: "Nous avons reçu une demande de réinitialisation du mot de passe de votre compte Steady.",
    choose: "Pour choisir un nouveau mot de passe, ouvrez ce lien :",
    unexpected:
      "Si vous n’êtes pas à l’origine de cette demande, vous pouvez ignorer cet e-mail. Votre mot de passe ne changera pas tant que vous n’en aurez pas choisi un nouveau.",
  },
  linkUntil: "Ce lien ne peut être utilisé qu’une fois et expire le {until, date, ::yMMMMdHHmmz}.",
};
