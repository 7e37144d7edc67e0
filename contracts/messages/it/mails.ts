import type { Messages } from "../messages";

export const mails: Messages["mails"] = {
  acknowledgement: {
    subject: "Abbiamo ricevuto la Sua segnalazione su {launch} ({reference})",
    received: "Abbiamo ricevuto la Sua segnalazione su {launch}. Grazie per averci dedicato del tempo.",
    follow: "Non deve fare altro. Può controllare lo stato in qualsiasi momento su questa pagina:",
    reference: "Il Suo codice di riferimento:",
    quote: "Lei ha scritto:",
  },
  invitation: {
    subject: "{inviter} La invita in {organization} su Steady",
    invited: "{inviter} La invita a entrare in {organization} su Steady. Il Suo ruolo: {role}.",
    accept: "Per accettare l’invito, apra questo link:",
    unexpected: "Se non si aspettava questo invito, può ignorare questa e-mail.",
    roles: {
      owner: "titolare",
      admin: "amministrazione",
      lead: "responsabile",
      engineer: "sviluppo",
      operations: "gestione operativa",
      support: "assistenza",
      product_owner: "product owner",
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
      "Se non è stato Lei a richiederlo, può ignorare questa e-mail. La password non cambierà finché non ne sceglierà una nuova.",
  },
  linkUntil: "Il link può essere usato una sola volta e scade in questa data: {until, date, ::yMMMMdHHmmz}.",
};
