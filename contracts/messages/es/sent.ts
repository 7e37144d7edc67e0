import type { Messages } from "../messages";

export const sent: Messages["sent"] = {
  title: "Gracias. Su aviso ha llegado.",
  text: "Guarde esta referencia. Con ella, el equipo puede encontrar su aviso.",
  pageTitle: "Aviso enviado",
  pictureLeftOut: "Su imagen no se ha incluido",
  pictureLeftOutText: "No se pudo leer. Su texto ha llegado, y eso es lo más importante.",
  follow: "Seguir su aviso",
  another: "Avisar de otra cosa",
  followText:
    "La página de su aviso muestra cuándo se toma una decisión, cuándo empieza el trabajo y cuándo se resuelve el problema.",
};
