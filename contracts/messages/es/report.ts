import type { Messages } from "../messages";

export const report: Messages["report"] = {
  title: "Su aviso",
  about: "Sobre {launch}. Esta página está siempre actualizada.",
  footer: "Solo pueden ver esta página las personas que tienen el enlace.",
  status: "Estado",
  fixedIn: "Resuelto en la versión {version}.",
  others:
    "No es el único caso: {count, plural, one {# persona ha avisado} many {# de personas han avisado} other {# personas han avisado}} de lo mismo.",
  workaround: "Mientras no se resuelva",
  history: "Historial",
  reference: "Su referencia",
  text: "Lo que escribió",
  states: {
    received: {
      title: "Recibido",
      text: "Hemos recibido su aviso. Se está clasificando automáticamente; esto lleva un momento.",
    },
    delayed: {
      title: "Recibido, aún sin procesar",
      text: "Hemos recibido su aviso, pero no se ha podido procesar automáticamente. Alguien tiene que revisarlo. No hace falta que lo envíe de nuevo.",
    },
    open: {
      title: "Abierto",
      text: "Su aviso está en la lista del equipo. Aún no se ha decidido nada.",
    },
    planned: {
      title: "Aceptado",
      text: "El equipo ha aceptado este aviso.",
    },
    in_progress: {
      title: "En curso",
      text: "Se está trabajando en ello.",
    },
    fixed: {
      title: "Resuelto, en comprobación",
      text: "Hay una solución. El equipo está comprobando que funciona.",
    },
    confirmed: {
      title: "Resuelto",
      text: "El problema está resuelto. Si sigue ocurriendo, avise de nuevo y mencione su referencia.",
    },
    not_planned: {
      title: "Sin cambios previstos",
      text: "El equipo ha decidido no cambiar esto.",
    },
    noted: {
      title: "Anotado para más adelante",
      text: "Queda anotado para más adelante.",
    },
    set_aside: {
      title: "Pendiente de revisión",
      text: "Alguien del equipo tiene que revisar su aviso antes de cualquier otro paso.",
    },
    withdrawn: {
      title: "Retirado",
      text: "Este aviso se retiró o se borró, o ha terminado su plazo de conservación. Su texto ya no está disponible.",
    },
  },
  steps: {
    received: "Recibido",
    delayed: "No se pudo procesar automáticamente",
    open: "En la lista del equipo",
    planned: "Aceptado",
    in_progress: "Trabajo iniciado",
    fixed: "Solución lista",
    confirmed: "Solución confirmada",
    not_planned: "Se decidió no cambiarlo",
    noted: "Anotado para más adelante",
    set_aside: "Pendiente de revisión",
    withdrawn: "Retirado",
  },
};
