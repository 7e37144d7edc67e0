import type { Messages } from "../messages";

export const report: Messages["report"] = {
  title: "Bildiriminiz",
  about: "Konu: {launch}. Bu sayfa her zaman günceldir.",
  footer: "Bu sayfayı yalnızca bu bağlantıya sahip kişiler görebilir.",
  status: "Durum",
  fixedIn: "{version} sürümünde giderildi.",
  others: "Yalnız değilsiniz: bunu {count, plural, one {# kişi} other {# kişi}} bildirdi.",
  workaround: "Sorun giderilene kadar",
  history: "Şimdiye kadar olanlar",
  reference: "Referans numaranız",
  text: "Yazdıklarınız",
  states: {
    received: {
      title: "Alındı",
      text: "Bildiriminizi aldık. Otomatik olarak sınıflandırılıyor; bu kısa sürer.",
    },
    delayed: {
      title: "Alındı, henüz işlenmedi",
      text: "Bildiriminizi aldık, ancak otomatik olarak işlenemedi. Birinin bunu incelemesi gerekiyor. Yeniden göndermeniz gerekmez.",
    },
    open: {
      title: "Açık",
      text: "Bildiriminiz ekibin listesinde. Henüz bir karar verilmedi.",
    },
    planned: {
      title: "Kabul edildi",
      text: "Ekip bu bildirimi kabul etti.",
    },
    in_progress: {
      title: "Çalışma sürüyor",
      text: "Biri bunun üzerinde çalışıyor.",
    },
    fixed: {
      title: "Giderildi, kontrol ediliyor",
      text: "Bir çözüm var. Ekip, çözümün işe yarayıp yaramadığını kontrol ediyor.",
    },
    confirmed: {
      title: "Giderildi",
      text: "Sorun giderildi. Hâlâ sürüyorsa lütfen yeniden bildirin ve referans numaranızı belirtin.",
    },
    not_planned: {
      title: "Planlanmıyor",
      text: "Ekip bunu değiştirmemeye karar verdi.",
    },
    noted: {
      title: "Sonrası için not edildi",
      text: "Bu, daha sonrası için not edildi.",
    },
    set_aside: {
      title: "Kontrol bekliyor",
      text: "Başka bir işlem yapılmadan önce ekipten birinin bildiriminizi kontrol etmesi gerekiyor.",
    },
    withdrawn: {
      title: "Geri çekildi",
      text: "Bu bildirim geri çekildi, silindi veya saklama süresi doldu. Metni artık mevcut değil.",
    },
  },
  steps: {
    received: "Alındı",
    delayed: "Otomatik olarak işlenemedi",
    open: "Ekibin listesinde",
    planned: "Kabul edildi",
    in_progress: "Çalışma başladı",
    fixed: "Çözüm hazırlandı",
    confirmed: "Çözüm doğrulandı",
    not_planned: "Değiştirilmemesine karar verildi",
    noted: "Sonrası için not edildi",
    set_aside: "Kontrol bekliyor",
    withdrawn: "Geri çekildi",
  },
};
