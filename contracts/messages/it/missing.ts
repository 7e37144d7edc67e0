import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Pagina non trovata",
  description:
    "Forse il link è incompleto o è stato sostituito. Copi il link intero o lo chieda a chi glielo ha dato.",
};
