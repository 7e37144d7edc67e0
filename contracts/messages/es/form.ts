import type { Messages } from "../messages";

export const form: Messages["form"] = {
  title: "Avisar de un problema con {launch}",
  introduction:
    "Su aviso llega directamente a quien lo atiende: {readers}. No necesita ninguna cuenta y recibirá una referencia para seguirlo.",
  readers: "el equipo que gestiona {launch} ({organization})",
  footer: "Los avisos llegan a {organization} y a nadie más.",
  question: "¿Qué ha pasado?",
  hint: "Qué hizo, qué esperaba y qué ocurrió en su lugar.",
  draft: "Lo que había escrito sigue aquí. Si había elegido una imagen, vuelva a elegirla.",
  email: "Su correo electrónico",
  emailHint: "Le enviaremos la referencia.",
  optional: "opcional",
  screenshot: "Captura de pantalla",
  screenshotHint: "Una foto o captura de pantalla, de {size} MB como máximo.",
  screenshotAgain:
    "Una foto o captura de pantalla (JPEG, PNG, WebP, HEIC), de {size} MB como máximo. Vuelva a elegirla.",
  passed: {
    title: "Datos enviados con su aviso",
    url: "Página",
    version: "Versión",
    account: "Cuenta",
    request_id: "Solicitud",
    name: "Nombre",
  },
  trap: "Deje este campo vacío",
  send: "Enviar aviso",
  sendAgain: "Enviar de nuevo",
  paused: "Este formulario no admite avisos en este momento",
  pausedText: "{organization} lo ha puesto en pausa. Utilice otra vía de contacto o vuelva más tarde.",
};
