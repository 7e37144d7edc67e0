import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Página não encontrada",
  description:
    "Pode faltar parte da ligação ou ela pode ter sido substituída. Copie a ligação completa ou peça-a a quem lha deu.",
};
