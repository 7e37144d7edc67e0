import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Pagina niet gevonden",
  description:
    "Misschien ontbreekt een deel van de link, of is de link vervangen. Kopieer de hele link of vraag de persoon van wie u hem hebt.",
};
