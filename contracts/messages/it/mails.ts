import type { Messages } from "../messages";

export const mails: Messages["mails"] = {
  acknowledgement: {
    subject: "Abbiamo ricevuto la Sua segnalazione su {launch} ({reference})",
    received: "Abbiamo ricevuto la Sua segnalazione su {launch}. Grazie per il tempo che ci ha dedicato.",
    follow: "Non occorre fare altro. Può controllare lo stato in qualsiasi momento su questa pagina:",
    reference: "Il Suo codice di riferimento:",
    quote: "Che cosa ha scritto:",
  },
  invitation: {
    subject: "{inviter} La invita a unirsi a {organization} su Steady",
    invited: "{inviter} La invita a unirsi a {organization} su Steady. Il Suo ruolo: {role}.",
    accept: "Per accettare l’invito, apra questo link:",
    unexpected: "Se non si aspettava questo invito, può ignorare questa e-mail.",
    roles: {
      owner: "titolare",
      admin: "amministrazione",
      lead: "responsabile",
      engineer: "sviluppo",
      operations: "gestione operativa",
      support: "assistenza",
      product_owner: "responsabile di prodotto",
      qa: "controllo qualità",
      viewer: "sola lettura",
    },
  },
  passwordReset: {
    subject: "Reimposti la Sua password di Steady",
    greeting: "Buongiorno {name},",
    requested: "abbiamo ricevuto una richiesta di reimpostazione della password del Suo account Steady.",
    choose: "Per scegliere una nuova password, apra questo link:",
    unexpected:
      "Se la richiesta non è partita da Lei, può ignorare questa e-mail. La password non cambierà finché non ne sceglierà una nuova.",
  },
  linkUntil: "Il link può essere usato una sola volta. Scadenza: {until, date, ::yMMMMdHHmmz}.",
};
