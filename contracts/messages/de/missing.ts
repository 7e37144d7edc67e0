import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Seite nicht gefunden",
  description:
    "Vielleicht fehlt ein Teil des Links, oder er wurde ersetzt. Kopieren Sie den ganzen Link, oder fragen Sie die Person, von der Sie ihn haben.",
};
