import type { Messages } from "../messages";

export const form: Messages["form"] = {
  title: "Signaler un problème avec {launch}",
  introduction:
    "Votre signalement est reçu directement par {readers}. Vous n’avez pas besoin de compte et vous recevrez une référence pour suivre votre signalement.",
  readers: "l’équipe qui gère {launch} ({organization})",
  footer: "Les signalements ne sont reçus que par {organization}.",
  question: "Que s’est-il passé ?",
  hint: "Ce que vous avez fait, ce que vous attendiez et ce qui s’est produit à la place.",
  draft:
    "Le texte que vous aviez saisi est toujours là. Si vous aviez choisi une image, veuillez la choisir à nouveau.",
  email: "Votre adresse e-mail",
  emailHint: "Nous vous y enverrons la référence.",
  optional: "facultatif",
  screenshot: "Capture d’écran",
  screenshotHint: "Une photo ou une capture d’écran, {size} Mo au maximum.",
  screenshotAgain:
    "Une photo ou une capture d’écran (JPEG, PNG, WebP, HEIC), {size} Mo au maximum. Veuillez la choisir à nouveau.",
  passed: {
    title: "Envoyé avec votre signalement",
    url: "Page",
    version: "Version",
    account: "Compte",
    request_id: "Requête",
    name: "Nom",
  },
  trap: "Laissez ce champ vide",
  send: "Envoyer le signalement",
  sendAgain: "Envoyer à nouveau",
  paused: "Ce formulaire n’accepte pas de signalements pour le moment",
  pausedText: "{organization} l’a mis en pause. Utilisez un autre moyen de contact ou revenez plus tard.",
};
