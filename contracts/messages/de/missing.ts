import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Seite nicht gefunden",
  description:
    "Vielleicht ist der Link unvollständig oder wurde ersetzt. Kopieren Sie den ganzen Link oder fragen Sie die Person, von der Sie ihn haben.",
};
