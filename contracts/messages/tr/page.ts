import type { Messages } from "../messages";

export const page: Messages["page"] = {
  product: "Steady",
  language: "Dil",
  skip: "İçeriğe geç",
  notifications: "İletiler",
  failed: "Bu sayfa şu anda gösterilemiyor",
  failedText: "Lütfen birazdan yeniden deneyin. Daha önce gönderdikleriniz kayıtlı.",
  failedNumber: "Hata numarası",
  tryAgain: "Yeniden dene",
};
