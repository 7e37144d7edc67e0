import type { Messages } from "../messages";

export const report: Messages["report"] = {
  title: "Votre signalement",
  about: "Concerne {launch}. Cette page est toujours à jour.",
  footer: "Seules les personnes qui ont ce lien peuvent voir cette page.",
  status: "État",
  fixedIn: "Corrigé dans la version {version}.",
  others:
    "Vous n’êtes pas la seule personne concernée : {count, plural, one {# personne a signalé} many {# de personnes ont signalé} other {# personnes ont signalé}} ce problème.",
  workaround: "En attendant la correction",
  history: "Historique",
  reference: "Votre référence",
  text: "Votre texte",
  states: {
    received: {
      title: "Reçu",
      text: "Nous avons reçu votre signalement. Il est en cours de tri automatique, ce qui prend un instant.",
    },
    delayed: {
      title: "Reçu, pas encore traité",
      text: "Nous avons reçu votre signalement, mais il n’a pas pu être traité automatiquement. Quelqu’un doit s’en occuper. Vous n’avez pas besoin de l’envoyer à nouveau.",
    },
    open: {
      title: "Ouvert",
      text: "Votre signalement est sur la liste de l’équipe. Rien n’a encore été décidé.",
    },
    planned: {
      title: "Accepté",
      text: "L’équipe a accepté ce signalement.",
    },
    in_progress: {
      title: "En cours",
      text: "Quelqu’un y travaille.",
    },
    fixed: {
      title: "Corrigé, en cours de vérification",
      text: "Une correction existe. L’équipe vérifie qu’elle fonctionne.",
    },
    confirmed: {
      title: "Corrigé",
      text: "Le problème est corrigé. S’il se produit encore, signalez-le à nouveau en indiquant votre référence.",
    },
    not_planned: {
      title: "Aucun changement prévu",
      text: "L’équipe a décidé de ne rien changer sur ce point.",
    },
    noted: {
      title: "Noté pour plus tard",
      text: "Ce point est noté pour plus tard.",
    },
    set_aside: {
      title: "En attente de vérification",
      text: "Un membre de l’équipe doit examiner votre signalement avant toute autre étape.",
    },
    withdrawn: {
      title: "Retiré",
      text: "Ce signalement a été retiré ou effacé, ou sa durée de conservation est écoulée. Son texte n’est plus disponible.",
    },
  },
  steps: {
    received: "Reçu",
    delayed: "N’a pas pu être traité automatiquement",
    open: "Sur la liste de l’équipe",
    planned: "Accepté",
    in_progress: "Travail commencé",
    fixed: "Correction réalisée",
    confirmed: "Correction confirmée",
    not_planned: "Décision de ne rien changer",
    noted: "Noté pour plus tard",
    set_aside: "En attente de vérification",
    withdrawn: "Retiré",
  },
};
