import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Sidan hittades inte",
  description:
    "Länken kan vara ofullständig, eller så har den ersatts. Kopiera hela länken eller fråga den som gav dig den.",
};
