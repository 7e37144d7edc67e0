import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Página no encontrada",
  description:
    "Puede que el enlace esté incompleto o haya sido sustituido. Copie el enlace completo o pídaselo a quien se lo dio.",
};
