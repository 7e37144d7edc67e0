import type { Messages } from "../messages";

export const page: Messages["page"] = {
  product: "Steady",
  language: "Język",
  skip: "Przejdź do treści",
  notifications: "Powiadomienia",
  failed: "Nie można teraz wyświetlić tej strony",
  failedText: "Spróbuj ponownie za chwilę. To, co zostało wysłane wcześniej, jest zapisane.",
  failedNumber: "Numer błędu",
  tryAgain: "Spróbuj ponownie",
};
