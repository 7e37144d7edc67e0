import { describe, expect, test } from "vitest";
import { readAutomaticMail } from "./automatic-mail";

const read = (title: string | null, text: string, sender?: string) =>
  readAutomaticMail({ title, text, sender });

describe("what a mail program answers is recognised", () => {
  test.each([
    ["Automatic reply: Your ticket LL-1", "I'm back on the 14th."],
    ["Automatische Antwort: Ihr Anliegen", "Ich bin zurzeit nicht am Platz."],
    ["RE: Autoreply: case 77", "Gone fishing."],
    ["Réponse automatique : Votre signalement", "Absente jusqu'au 3."],
    ["Respuesta automática: su caso", "Vuelvo el lunes."],
    ["Resposta automática: pedido", "Volto na segunda."],
    ["Abwesenheitsnotiz: AW: Ihr Ticket", "Bis zum 12. nicht da."],
    ["Out of office until 4 May", "I will be on annual leave with no access to e-mail. Kind regards, Sue"],
    ["Urlaub", "Ich befinde mich bis zum 22. im Urlaub. Ihre Mail wird nicht weitergeleitet."],
    [
      "En congés",
      "Je suis en congés jusqu'au 15 août. En cas d'urgence, contactez M. Petit au 01 22 33 44 55.",
    ],
    [
      "Ausente",
      "Estoy fuera de la oficina hasta el jueves. Para asuntos urgentes escriba a mi compañera Eva.",
    ],
    [
      null,
      "Thanks for your e-mail. I'm currently on parental leave and will reply on my return in June. If it is " +
        "urgent, please write to desk@shop.example.",
    ],
    [
      null,
      "Guten Tag, vielen Dank für Ihre E-Mail. Unser Büro ist bis 6. Januar geschlossen. In dringenden Fällen " +
        "erreichen Sie Frau Sommer unter 0170 123.",
    ],
    [
      "Re: We got your report",
      "This is an automated response. We have received your message and somebody will look at it within two working days.",
    ],
  ])("%s | %s", (title, text) => expect(read(title, text)?.kind).toBe("auto_reply"));
});

describe("what a mail server sends back is recognised", () => {
  test.each([
    [
      "Undeliverable: Your report R-12",
      "Your message to amy@shop.example couldn't be delivered to the recipient.",
      undefined,
    ],
    [
      "Delivery Status Notification (Failure)",
      "Address not found. Your message wasn't delivered to joe@a.example because the address couldn't be found: no such recipient.",
      undefined,
    ],
    [
      "Mail delivery failed: returning message to sender",
      "This message was created automatically by mail delivery software. A message that you sent could not be " +
        "delivered to one or more of its recipients.",
      undefined,
    ],
    [
      "Unzustellbar: Ihre Meldung",
      "Ihre Nachricht konnte dem Empfänger nicht zugestellt werden. 550 5.1.1 User unknown",
      undefined,
    ],
    ["Non remis : Votre signalement", "Votre message n'a pas pu être remis au destinataire.", undefined],
    ["(no subject)", "550 5.7.1 Service unavailable; recipient address rejected", "MAILER-DAEMON@mx.example"],
    [
      null,
      "I'm sorry to have to inform you that this is the mail system at host mx. Final-Recipient: rfc822; " +
        "a@b.example. 550 5.1.1 mailbox unavailable",
      undefined,
    ],
  ])("%s | %s", (title, text, sender) => expect(read(title, text, sender)?.kind).toBe("delivery_failure"));
});

describe("a person's report is none, whatever it mentions", () => {
  test.each([
    [null, "I'm on vacation until Monday and cannot log in from abroad, please help"],
    [
      null,
      "I am on leave from Friday and in urgent cases contact my colleague, but order 771 is missing two crates",
    ],
    ["Out of office toggle does nothing", "When I switch it on in the calendar nothing happens."],
    ["Out of office", "The out of office setting in your calendar is ignored, customers still book me."],
    ["Automatic replies are sent twice", "Every customer gets two automatic replies since the update."],
    ["Delivery failed", "The driver says my order could not be delivered to the address, but I was at home."],
    ["Undeliverable parcels", "Parcels marked undeliverable do not appear in the list."],
    ["Mail delivery failed", "Customers tell us that invoice mails do not arrive. Is there a problem?"],
    [null, "Thank you for your message. I tried it, but the invoice is still wrong."],
    [null, "Ich bin im Urlaub, kann aber die App nicht öffnen. In dringenden Fällen rufen Sie mich an."],
    [null, "Vielen Dank für Ihre Nachricht. Wie kann ich meine Adresse ändern?"],
    [null, "Je suis en vacances et l'application ne marche plus depuis hier"],
    [null, "Estoy de vacaciones y no puedo entrar en mi cuenta"],
    ["Abwesend", "Abwesende Mitarbeiter fehlen im Dienstplan, seit dem Update sind alle weg."],
    [null, "I only ever get the automatic reply with a reference. That is not an answer."],
    [null, "We have received your invoice twice"],
  ])("%s | %s", (title, text) => expect(read(title, text)).toBeNull());
});

test("what a person added to an automatic answer is kept apart from what the machine wrote", () => {
  const found = read(
    "Automatic reply: Re: Order",
    "I am out of the office until Monday. My colleague was charged twice for the same order.",
  );
  expect(found?.rest).toContain("charged twice");
  expect(found?.rest).not.toContain("out of the office");
});

test("a mail quoted below an absence note is nobody's report", () => {
  const found = read(
    "Abwesenheitsnotiz",
    "Ich bin bis Freitag nicht im Büro. Ihre E-Mail wird nicht gelesen, bitte schreiben Sie an die " +
      "Zentrale.\n\nAm Montag schrieb Support:\n> Sie meldeten, dass alle Daten verloren sind.",
  );
  expect(found?.rest).not.toContain("verloren");
});
