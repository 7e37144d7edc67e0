import type { Messages } from "../messages";

export const page: Messages["page"] = {
  product: "Steady",
  language: "Idioma",
  skip: "Ir para o conteúdo",
  notifications: "Notificações",
  failed: "Não é possível mostrar esta página neste momento",
  failedText: "Tente de novo dentro de momentos. O que enviou antes está guardado.",
  failedNumber: "Número do erro",
  tryAgain: "Tentar de novo",
};
