import type { Messages } from "../messages";

export const form: Messages["form"] = {
  title: "{launch} ile ilgili bir sorun bildirin",
  introduction:
    "Bildiriminiz doğrudan ilgililere ulaşır: {readers}. Hesap gerekmez; bildiriminizi takip edebilmeniz için bir referans numarası alırsınız.",
  readers: "{organization} bünyesinde {launch} ile ilgilenen ekip",
  footer: "Bildirimleri yalnızca {organization} alır.",
  question: "Ne oldu?",
  hint: "Ne yaptığınızı, ne beklediğinizi ve bunun yerine ne olduğunu yazın.",
  draft: "Yazdıklarınız hâlâ burada. Bir resim seçtiyseniz lütfen yeniden seçin.",
  email: "E-posta adresiniz",
  emailHint: "Referans numarasını bu adrese göndeririz.",
  optional: "isteğe bağlı",
  screenshot: "Ekran görüntüsü",
  screenshotHint: "Fotoğraf veya ekran görüntüsü, en fazla {size} MB.",
  screenshotAgain:
    "Fotoğraf veya ekran görüntüsü (JPEG, PNG, WebP, HEIC), en fazla {size} MB. Lütfen yeniden seçin.",
  passed: {
    title: "Bildiriminizle birlikte gönderilir",
    url: "Sayfa",
    version: "Sürüm",
    account: "Hesap",
    request_id: "İstek numarası",
    name: "Ad",
  },
  trap: "Bunu boş bırakın",
  send: "Bildirimi gönder",
  sendAgain: "Yeniden gönder",
  paused: "Bu form şu anda bildirim kabul etmiyor",
  pausedText:
    "{organization} bu formu duraklattı. Lütfen başka bir yolla iletişime geçin veya daha sonra yeniden deneyin.",
};
