import type { Messages } from "../messages";

export const page: Messages["page"] = {
  product: "Steady",
  language: "Idioma",
  skip: "Ir al contenido",
  notifications: "Notificaciones",
  failed: "Página no disponible por el momento",
  failedText: "Inténtelo de nuevo dentro de un momento. Lo que ya había enviado está guardado.",
  failedNumber: "Número de error",
  tryAgain: "Intentar de nuevo",
};
