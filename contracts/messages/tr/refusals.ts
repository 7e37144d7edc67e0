import type { Messages } from "../messages";

export const refusals: Messages["refusals"] = {
  title: "Bildiriminiz henüz gönderilmedi",
  kept: "Yazdıklarınız aşağıda. Henüz hiçbir şey kaydedilmedi.",
  nothingStored: "Hiçbir şey kaydedilmedi.",
  textMissing: "Lütfen ne olduğunu yazın.",
  textTooLong: "Lütfen {max, number} karakterden kısa yazın.",
  textUnreadable:
    "Metinde kaydedilemeyen bir karakter var. Lütfen alışılmadık simgeleri kaldırıp yeniden gönderin.",
  notAPicture: "Bu dosya bir resim değil. JPEG, PNG, WebP veya HEIC dosyası seçin.",
  pictureTooLarge:
    "Resim {size} MB sınırını aşıyor. Daha küçük bir resim seçin veya bildiriminizi resimsiz gönderin.",
  tooLarge: "Bu, tek bir bildirim için çok fazla. Metni kısaltın veya daha küçük bir resim seçin.",
  tooManyFields: "Formda kabul ettiğimizden fazla alan vardı. Formu yeniden açıp oradan gönderin.",
  unreadable: "Form, okuyamadığımız bir biçimde geldi. Formu yeniden açıp oradan gönderin.",
  late: "Bildiriminizin ulaşması çok uzun sürdü. İnternet bağlantınızı kontrol edin ve gerekirse resim olmadan yeniden gönderin.",
  cutShort: "Bildiriminiz ulaşmadan bağlantı kesildi. Lütfen yeniden gönderin.",
  tooManyFromNetwork:
    "Son birkaç dakika içinde ağınızdan birden çok bildirim geldi. Lütfen bildiriminizi {minutes, plural, =0 {birazdan} one {# dakika sonra} other {# dakika sonra}} yeniden gönderin.",
  tooManyForForm:
    "Bu forma, kabul edebileceğinden fazla bildirim geliyor. Lütfen bildiriminizi {minutes, plural, =0 {birazdan} one {# dakika sonra} other {# dakika sonra}} yeniden gönderin.",
  busy: "Bildiriminizi şu anda alamıyoruz. Lütfen {minutes, plural, =0 {birazdan} one {# dakika sonra} other {# dakika sonra}} yeniden gönderin.",
  paused: "Bu form duraklatıldı ve bildirim kabul etmiyor. Lütfen daha sonra yeniden deneyin.",
  noForm: "Bu adreste bir form yok. Bağlantıyı kontrol edin veya onu size veren kişiye sorun.",
  refused: "Bildiriminiz kabul edilemedi. Yardıma ihtiyacınız olursa {number} numarasını belirtin.",
  surprise:
    "Bizden kaynaklanan bir sorun oluştu. Lütfen birazdan yeniden gönderin. Sorun sürerse {number} numarasını belirtin.",
  unsent: {
    offline: "İnternet bağlantınız yok. Yazdıklarınız kaybolmadı: bağlantı geri geldiğinde yeniden gönderin.",
    late: "Zamanında yanıt gelmedi. Yazdıklarınız kaybolmadı: yeniden gönderin.",
    lost: "Yanıt gelmeden bağlantı kesildi. Yazdıklarınız kaybolmadı: yeniden gönderin.",
    busy: "Bildiriminizi şu anda alamıyoruz. Yazdıklarınız kaybolmadı: yeniden gönderin.",
  },
};
