import type { Messages } from "../messages";

export const page: Messages["page"] = {
  language: "Idioma",
  skip: "Ir al contenido",
  notifications: "Notificaciones",
  failed: "Esta página no se puede mostrar en este momento",
  failedText: "Inténtelo de nuevo dentro de un momento. Lo que había enviado antes está guardado.",
  failedNumber: "Número de referencia",
  tryAgain: "Intentar de nuevo",
};
