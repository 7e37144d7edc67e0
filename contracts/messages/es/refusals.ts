import type { Messages } from "../messages";

export const refusals: Messages["refusals"] = {
  title: "Aún no se ha enviado",
  kept: "Lo que escribió está más abajo. Aún no se ha guardado nada.",
  nothingStored: "No se ha guardado nada.",
  textMissing: "Indique qué ha pasado.",
  textTooLong: "Escriba {max, number} caracteres como máximo.",
  textUnreadable:
    "El texto contiene un carácter que no se puede guardar. Quite los símbolos poco habituales y envíelo de nuevo.",
  notAPicture: "Este archivo no es una imagen. Elija un archivo JPEG, PNG, WebP o HEIC.",
  pictureTooLarge: "La imagen supera los {size} MB. Elija otra más pequeña o envíe su aviso sin ella.",
  tooLarge: "Es demasiado para un solo aviso. Acorte el texto o elija una imagen más pequeña.",
  tooManyFields:
    "El formulario ha llegado con más campos de los que admitimos. Ábralo de nuevo y envíelo desde allí.",
  unreadable:
    "El formulario ha llegado de una forma que no podemos leer. Ábralo de nuevo y envíelo desde allí.",
  late: "Su aviso ha tardado demasiado en llegar. Compruebe la conexión y envíelo de nuevo, si hace falta sin la imagen.",
  cutShort: "La conexión se cortó antes de que llegara su aviso. Envíelo de nuevo.",
  tooManyFromNetwork:
    "Han llegado varios avisos desde su red en los últimos minutos. Envíe el suyo de nuevo {minutes, plural, =0 {dentro de un momento} one {dentro de # minuto} many {dentro de # de minutos} other {dentro de # minutos}}.",
  tooManyForForm:
    "Este formulario recibe más avisos de los que admite. Envíe el suyo de nuevo {minutes, plural, =0 {dentro de un momento} one {dentro de # minuto} many {dentro de # de minutos} other {dentro de # minutos}}.",
  busy: "En este momento no podemos recibir su aviso. Envíelo de nuevo {minutes, plural, =0 {dentro de un momento} one {dentro de # minuto} many {dentro de # de minutos} other {dentro de # minutos}}.",
  paused: "Este formulario está en pausa y no admite avisos. Vuelva más tarde.",
  noForm: "No hay ningún formulario en esta dirección. Compruebe el enlace o pregunte a quien se lo dio.",
  refused: "No se ha podido aceptar su aviso. Si necesita ayuda, mencione el número {number}.",
  surprise:
    "Ha habido un error por nuestra parte. Envíe su aviso de nuevo dentro de un momento. Si sigue sin funcionar, mencione el número {number}.",
  unsent: {
    offline:
      "No tiene conexión. No se ha perdido nada de lo que escribió: envíe su aviso de nuevo cuando vuelva a tener conexión.",
    late: "No ha llegado respuesta a tiempo. No se ha perdido nada de lo que escribió: envíe su aviso de nuevo.",
    lost: "La conexión se cortó antes de recibir respuesta. No se ha perdido nada de lo que escribió: envíe su aviso de nuevo.",
    busy: "En este momento no podemos recibir su aviso. No se ha perdido nada de lo que escribió: envíelo de nuevo.",
  },
};
