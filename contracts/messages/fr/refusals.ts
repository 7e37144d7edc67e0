import type { Messages } from "../messages";

export const refusals: Messages["refusals"] = {
  title: "Pas encore envoyé",
  kept: "Ce que vous avez saisi se trouve ci-dessous. Rien n’a encore été enregistré.",
  nothingStored: "Rien n’a été enregistré.",
  textMissing: "Veuillez décrire ce qui s’est passé.",
  textTooLong: "Veuillez ne pas dépasser {max, number} caractères.",
  textUnreadable:
    "Le texte contient un caractère qui ne peut pas être enregistré. Supprimez les symboles inhabituels et envoyez-le à nouveau.",
  notAPicture: "Ce fichier n’est pas une image. Choisissez un fichier JPEG, PNG, WebP ou HEIC.",
  pictureTooLarge:
    "L’image dépasse {size} Mo. Choisissez-en une plus petite ou envoyez votre signalement sans image.",
  tooLarge:
    "C’est trop pour un seul signalement. Raccourcissez le texte ou choisissez une image plus petite.",
  tooManyFields:
    "Le formulaire est arrivé avec trop de champs. Rouvrez-le et envoyez-le depuis la nouvelle page.",
  unreadable:
    "Le formulaire est arrivé sous une forme que nous ne pouvons pas lire. Rouvrez-le et envoyez-le depuis la nouvelle page.",
  late: "Votre signalement a mis trop de temps à arriver. Vérifiez votre connexion et envoyez-le à nouveau, au besoin sans image.",
  cutShort: "La connexion a été coupée avant l’arrivée de votre signalement. Veuillez l’envoyer à nouveau.",
  tooManyFromNetwork:
    "Plusieurs signalements sont arrivés de votre réseau ces dernières minutes. Veuillez envoyer le vôtre à nouveau {minutes, plural, =0 {dans un instant} one {dans # minute} many {dans # de minutes} other {dans # minutes}}.",
  tooManyForForm:
    "Ce formulaire reçoit plus de signalements qu’il ne peut en accepter. Veuillez envoyer le vôtre à nouveau {minutes, plural, =0 {dans un instant} one {dans # minute} many {dans # de minutes} other {dans # minutes}}.",
  busy: "Nous ne pouvons pas recevoir votre signalement pour le moment. Veuillez l’envoyer à nouveau {minutes, plural, =0 {dans un instant} one {dans # minute} many {dans # de minutes} other {dans # minutes}}.",
  paused: "Ce formulaire est en pause et n’accepte pas de signalements. Revenez plus tard.",
  noForm:
    "Il n’y a pas de formulaire à cette adresse. Vérifiez le lien ou demandez-le à la personne qui vous l’a donné.",
  refused:
    "Votre signalement n’a pas pu être accepté. Si vous avez besoin d’aide, indiquez le numéro {number}.",
  surprise:
    "Un problème est survenu de notre côté. Veuillez envoyer votre signalement à nouveau dans un instant. Si le problème persiste, indiquez le numéro {number}.",
  unsent: {
    offline:
      "Vous êtes hors ligne. Rien de ce que vous avez saisi n’est perdu : envoyez votre signalement à nouveau une fois en ligne.",
    late: "Aucune réponse n’est arrivée à temps. Rien de ce que vous avez saisi n’est perdu : envoyez votre signalement à nouveau.",
    lost: "La connexion a été coupée avant la réponse. Rien de ce que vous avez saisi n’est perdu : envoyez votre signalement à nouveau.",
    busy: "Nous ne pouvons pas recevoir votre signalement pour le moment. Rien de ce que vous avez saisi n’est perdu : envoyez-le à nouveau.",
  },
};
