import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Página no encontrada",
  description:
    "Puede que falte parte del enlace o que se haya sustituido. Copie el enlace completo o pídaselo a quien se lo dio.",
};
