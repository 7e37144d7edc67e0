import type { Messages } from "../messages";

export const page: Messages["page"] = {
  product: "Steady",
  language: "Språk",
  skip: "Hoppa till innehållet",
  notifications: "Aviseringar",
  failed: "Sidan kan inte visas just nu",
  failedText: "Försök igen om en liten stund. Det du har skickat tidigare är sparat.",
  failedNumber: "Felnummer",
  tryAgain: "Försök igen",
};
