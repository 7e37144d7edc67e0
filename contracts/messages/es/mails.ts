import type { Messages } from "../messages";

export const mails: Messages["mails"] = {
  acknowledgement: {
    subject: "Hemos recibido su aviso sobre {launch} ({reference})",
    received: "Hemos recibido su aviso sobre {launch}. Gracias por tomarse el tiempo de escribirnos.",
    follow: "No tiene que hacer nada más. Puede consultar el estado en cualquier momento en esta página:",
    reference: "Su referencia:",
    quote: "Lo que escribió:",
  },
  invitation: {
    subject: "{inviter} le invita a unirse a {organization} en Steady",
    invited: "{inviter} le invita a unirse a {organization} en Steady. Su función: {role}.",
    accept: "Para aceptar la invitación, abra este enlace:",
    unexpected: "Si no esperaba esta invitación, puede ignorar este correo.",
    roles: {
      owner: "titular",
      admin: "administración",
      lead: "responsable",
      engineer: "desarrollo",
      operations: "operaciones",
      support: "soporte",
      product_owner: "responsable de producto",
      qa: "control de calidad",
      viewer: "solo lectura",
    },
  },
  passwordReset: {
    subject: "Restablezca su contraseña de Steady",
    greeting: "Hola, {name}:",
    requested: "Hemos recibido una solicitud para restablecer la contraseña de su cuenta de Steady.",
    choose: "Para elegir una contraseña nueva, abra este enlace:",
    unexpected:
      "Si usted no lo ha solicitado, puede ignorar este correo. Su contraseña no cambiará hasta que elija una nueva.",
  },
  linkUntil: "El enlace solo puede usarse una vez y caduca el {until, date, ::yMMMMdHHmmz}.",
};
