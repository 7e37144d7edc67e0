import type { Messages } from "../messages";

export const mails: Messages["mails"] = {
  acknowledgement: {
    subject: "Recebemos o seu relato sobre {launch} ({reference})",
    received: "Recebemos o seu relato sobre {launch}. Obrigado por nos ter escrito.",
    follow: "Não precisa de fazer mais nada. Pode consultar o estado a qualquer momento nesta página:",
    reference: "A sua referência:",
    quote: "Escreveu o seguinte:",
  },
  invitation: {
    subject: "{inviter} enviou-lhe um convite para a organização {organization} no Steady",
    invited:
      "{inviter} enviou-lhe um convite para fazer parte da organização {organization} no Steady. A sua função: {role}.",
    accept: "Para aceitar o convite, abra este link:",
    unexpected: "Se não esperava este convite, pode ignorar este e-mail.",
    roles: {
      owner: "titular",
      admin: "administração",
      lead: "responsável",
      engineer: "desenvolvimento",
      operations: "operações",
      support: "apoio",
      product_owner: "product owner",
      qa: "controlo de qualidade",
      viewer: "só leitura",
    },
  },
  passwordReset: {
    subject: "Redefinição da sua palavra-passe do Steady",
    greeting: "Olá, {name},",
    requested: "Recebemos um pedido para redefinir a palavra-passe da sua conta do Steady.",
    choose: "Para escolher uma nova palavra-passe, abra este link:",
    unexpected:
      "Se não fez este pedido, pode ignorar este e-mail. A sua palavra-passe só muda quando escolher uma nova.",
  },
  linkUntil: "O link só pode ser usado uma vez e expira em {until, date, ::yMMMMdHHmmz}.",
};
