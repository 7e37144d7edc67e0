import type { Messages } from "../messages";

export const sent: Messages["sent"] = {
  title: "Teşekkür ederiz. Bildiriminiz ulaştı.",
  text: "Bu referans numarasını saklayın. Ekip bildiriminizi bu numarayla bulabilir.",
  pageTitle: "Bildirim gönderildi",
  pictureLeftOut: "Resminiz eklenmedi",
  pictureLeftOutText: "Resim okunamadı. Metniniz ulaştı; en önemlisi de bu.",
  follow: "Bildirimi takip et",
  another: "Başka bir şey bildir",
  followText:
    "Bildiriminizin sayfası ne zaman karar verildiğini, çalışmanın ne zaman başladığını ve sorunun ne zaman giderildiğini gösterir.",
};
