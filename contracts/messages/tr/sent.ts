import type { Messages } from "../messages";

export const sent: Messages["sent"] = {
  title: "Teşekkürler. Bildiriminiz ulaştı.",
  text: "Bu referans numarasını saklayın. Ekip bildiriminizi bununla bulabilir.",
  pageTitle: "Bildirim gönderildi",
  pictureLeftOut: "Resminiz eklenmedi",
  pictureLeftOutText: "Resim okunamadı. Metniniz ulaştı; en önemlisi de bu.",
  follow: "Bildirimi takip edin",
  another: "Başka bir şey bildirin",
  followText:
    "Bildiriminizin sayfası ne zaman karar verildiğini, çalışmanın ne zaman başladığını ve sorunun ne zaman giderildiğini gösterir.",
};
