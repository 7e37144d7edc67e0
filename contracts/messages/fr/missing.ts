import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Page introuvable",
  description:
    "Il manque peut-être une partie du lien, ou il a été remplacé. Copiez le lien en entier, ou demandez-le à la personne qui vous l’a donné.",
};
