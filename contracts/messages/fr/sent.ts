import type { Messages } from "../messages";

export const sent: Messages["sent"] = {
  title: "Merci. Votre signalement est bien arrivé.",
  text: "Conservez cette référence. Elle permet à l’équipe de retrouver votre signalement.",
  pageTitle: "Signalement envoyé",
  pictureLeftOut: "Votre image n’a pas été jointe",
  pictureLeftOutText:
    "Elle n’a pas pu être lue. Votre texte est bien arrivé, et c’est ce qui compte le plus.",
  follow: "Suivre le signalement",
  another: "Signaler autre chose",
  followText:
    "La page de votre signalement indique quand une décision est prise, quand le travail commence et quand le problème est corrigé.",
};
