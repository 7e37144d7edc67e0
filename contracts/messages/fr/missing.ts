import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Page introuvable",
  description:
    "Le lien est peut-être incomplet ou a été remplacé. Copiez le lien en entier, ou demandez-le à la personne qui vous l’a donné.",
};
