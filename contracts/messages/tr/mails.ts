import type { Messages } from "../messages";

export const mails: Messages["mails"] = {
  acknowledgement: {
    subject: "{launch} hakkındaki bildiriminizi aldık ({reference})",
    received: "{launch} hakkındaki bildiriminizi aldık. Zaman ayırdığınız için teşekkür ederiz.",
    follow:
      "Başka bir şey yapmanız gerekmiyor. Bildiriminizin durumunu istediğiniz zaman şu sayfadan görebilirsiniz:",
    reference: "Referans numaranız:",
    quote: "Yazdıklarınız:",
  },
  invitation: {
    subject: "{inviter} sizi Steady’de {organization} ekibine davet ediyor",
    invited: "{inviter} sizi Steady’de {organization} ekibine davet ediyor. Rolünüz: {role}.",
    accept: "Daveti kabul etmek için şu bağlantıyı açın:",
    unexpected: "Bu daveti beklemiyorsanız bu e-postayı dikkate almayabilirsiniz.",
    roles: {
      owner: "sahip",
      admin: "yönetici",
      lead: "ekip lideri",
      engineer: "mühendis",
      operations: "operasyon",
      support: "destek",
      product_owner: "ürün sahibi",
      qa: "kalite güvence",
      viewer: "salt okunur erişim",
    },
  },
  passwordReset: {
    subject: "Steady parolanızı sıfırlayın",
    greeting: "Sayın {name},",
    requested: "Steady hesabınızın parolasını sıfırlamak için bir istek aldık.",
    choose: "Yeni bir parola belirlemek için şu bağlantıyı açın:",
    unexpected:
      "Bu isteği siz yapmadıysanız bu e-postayı dikkate almayabilirsiniz. Siz yenisini belirleyene kadar parolanız değişmez.",
  },
  linkUntil: "Bağlantı yalnızca bir kez kullanılabilir; son geçerlilik zamanı: {until, date, ::yMMMMdHHmmz}.",
};
