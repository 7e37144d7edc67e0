/** What mail programs, mail servers and companies write around a person's words, by language. */

/** "wrote", as far as a line that names nothing but a person needs it. */
export const WROTE =
  /\b(?:wrote|writes|schrieb|écrit|escribió|escreveu|scritto|schreef|skrev|napisał|napsal|írta|kirjoitti|yazdı|написал|пише|έγραψε)|写道|作成|님이/iu;

/** What "from", "sent", "to" and "subject" are called; unknown languages are told by what the values look like. */
export const FROM_TO =
  /^(?:from|to|cc|reply-to|von|an|kopie|de|à|para|a|da|van|aan|fra|til|från|till|kopia|od|do|dw|komu|från|lähettäjä|vastaanottaja|feladó|címzett|kimden|kime|bilgi|от|кому|від|от кого|от|από|προς|来自|发件人|收件人|抄送|寄件者|收件者|差出人|宛先|보낸 사람|받는 사람|מאת|אל|من|إلى|จาก|ถึง|dari|kepada|từ|đến|expéditeur|destinataire|remitente|mittente|destinatario|către|de la|nuo|kam|no|saatja|kellele|odosielateľ|pošiljatelj|za|pre)$/iu;

export const SENT_SUBJECT =
  /^(?:sent|date|subject|gesendet|datum|betreff|envoyé|date|objet|enviado|enviado el|enviada em|fecha|data|asunto|assunto|inviato|oggetto|verzonden|onderwerp|sendt|emne|skickat|ämne|wysłano|temat|odesláno|předmět|odoslané|predmet|lähetetty|aihe|küldve|elküldve|tárgy|gönderildi|gönderilme tarihi|tarih|konu|отправлено|дата|тема|надіслано|στάλθηκε|ημερομηνία|θέμα|发送时间|发送日期|日期|主题|寄件日期|主旨|送信日時|日付|件名|보낸 날짜|제목|נשלח|תאריך|נושא|تاريخ الإرسال|التاريخ|الموضوع|ส่ง|วันที่|เรื่อง|dikirim|tanggal|subjek|perihal|đã gửi|ngày|chủ đề|trimis|subiect|išsiųsta|tema|teema|saadetud|poslano|zadeva)$/iu;

/** What they say in the languages of the form, for those that set nothing else above. */
export const SAYS_ORIGINAL =
  /original|ursprüngliche|weitergeleitet|forwarded|d['’]origine|transféré|reenviado|encaminhada|inoltrat|oorspronkelijk|doorgestuurd/iu;

/** What disclaimers speak of, in one long paragraph at the end: that it is a mail, and that it is confidential. */
export const OF_MAIL =
  /e-?mail|message|nachricht|mensaje|correo|courriel|messaggio|bericht|wiadomo|meddeland|besked|viesti|zpráv|üzenet|ileti|сообщен|письм|メール|邮件|郵件|메일|البريد/iu;

export const CONFIDENTIAL =
  /confidential|privileged|vertraulich|confidenti|confidencia|riservat|vertrouwelijk|poufn|konfident|fortrolig|luottamuksell|důvěrn|bizalmas|gizli|конфиденц|機密|机密|保密|기밀|سري/iu;

/** What mail programs put before the subject of a mail that is answered or passed on. */
export const PREFIX =
  /^\s*(?:\[[^\]\n]{1,40}\]\s*)?(?:(?:re|aw|wg|fw|fwd|tr|rv|sv|vs|vl|vb|antw|doorst|ref|rif|res|enc|odp|pd|ynt|i̇lt|ilt|vá|fs|bls|trs|ats|hth|yml|απ|πρθ|сп|ответ|отв|пересл|на|ha|回复|答复|回覆|转发|轉寄|返信|転送|답장|전달|السلام|رد|תשובה|השב|הועבר)(?:\[\d{1,3}\])?\s?[:：]\s*)+/iu;
