import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Página não encontrada",
  description:
    "Pode faltar parte do link ou ele pode ter sido substituído. Copie o link completo ou peça-o a quem o enviou.",
};
