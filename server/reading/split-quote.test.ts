import { describe, expect, it } from "vitest";
import { splitQuote, splitSubject } from "./split-quote";

const OWN = "It prints again since noon, thanks!";
const THEIRS = "Every till is down and cards were charged twice.";
const head = (...labels: string[]): string =>
  [
    `${labels[0]} Desk <desk@shop.example>`,
    `${labels[1]} Monday, November 2, 2026 10:14`,
    `${labels[2]} Ida <ida@buyer.example>`,
    `${labels[3]} Ticket 77`,
    "",
    THEIRS,
  ].join("\n");

describe("own words stand apart from", () => {
  it.each([
    ["Outlook's head", `${OWN}\n\n${head("From:", "Sent:", "To:", "Subject:")}`],
    ["the same in German", `${OWN}\n\n${head("Von:", "Gesendet:", "An:", "Betreff:")}`],
    ["the same in Polish", `${OWN}\n\n${head("Od:", "Wysłano:", "Do:", "Temat:")}`],
    ["the same in Japanese", `${OWN}\n\n${head("差出人:", "送信日時:", "宛先:", "件名:")}`],
    [
      "the same in Hungarian, bold",
      `${OWN}\n\n${head("*Feladó:*", "*Elküldve:*", "*Címzett:*", "*Tárgy:*")}`,
    ],
    ["the same in a language that nobody listed", `${OWN}\n\n${head("Xara:", "Bolo:", "Kwe:", "Topo:")}`],
    [
      "a head below a rule",
      `${OWN}\n________________________________\n${head("De :", "Envoyé :", "À :", "Objet :")}`,
    ],
    [
      "a head with an empty line between all",
      `${OWN}\n\n${head("Fra:", "Sendt:", "Til:", "Emne:").replaceAll("\n", "\n\n")}`,
    ],
    [
      "a numeric date and no address",
      `${OWN}\n\nVan: Desk\nVerzonden: 02-11-2026 10:14\nAan: Ida\nOnderwerp: x\n\n${THEIRS}`,
    ],
    [
      "words between dashes",
      `${OWN}\n\n-----Alkuperäinen viesti-----\nLähettäjä: Desk\nLähetetty: eilen\n\n${THEIRS}`,
    ],
    [
      "a mail passed on",
      `${OWN}\n\n---------- Forwarded message ---------\nFrom: Bo <bo@x.example>\nDate: Mon\n\n${THEIRS}`,
    ],
    [
      "a mail passed on by Apple",
      `${OWN}\n\nAnfang der weitergeleiteten Nachricht:\n\n${head("Von:", "Datum:", "An:", "Betreff:")}`,
    ],
    [
      "Gmail's byline on two lines",
      `${OWN}\n\nOn Mon, Nov 2, 2026 at 10:14 AM The Desk\n<desk@shop.example> wrote:\n\n> ${THEIRS}`,
    ],
    [
      "the same over unmarked lines",
      `${OWN}\n\nOn Mon, Nov 2, 2026 at 10:14 AM The Desk\n<desk@shop.example> wrote:\n\n${THEIRS}`,
    ],
    [
      "a byline in Swedish",
      `${OWN}\n\nDen mån 2 nov. 2026 kl 10:14 skrev Desk <desk@shop.example>:\n\n> ${THEIRS}`,
    ],
    ["a byline in Japanese", `${OWN}\n\n2026年11月2日(月) 10:14 Desk <desk@shop.example>:\n\n> ${THEIRS}`],
    [
      "a byline in Chinese on two lines",
      `${OWN}\n\nDesk <desk@shop.example> 于2026年11月2日周一\n10:14写道：\n\n> ${THEIRS}`,
    ],
    [
      "a byline from right to left",
      `${OWN}\n\n\u202bבתאריך 2 בנוב׳ 2026 ב-10:14 מאת \u202aDesk\u202c <\u202ad@shop.example\u202c>:\u202c\n\n> ${THEIRS}`,
    ],
    ["a name and marked lines", `${OWN}\n\nOn Tue, Ruth Keane wrote:\n> ${THEIRS}\n> Sorry.`],
    ["marked lines alone", `${OWN}\n\n> ${THEIRS}`],
    ["a quote above", `On Mon, 2 Nov 2026, Desk wrote:\n> ${THEIRS}\n> Sorry.\n\n${OWN}`],
    [
      "what stands below a helpdesk's line",
      `${OWN}\n\n##- Bitte antworten Sie oberhalb dieser Zeile -##\n\n${THEIRS}`,
    ],
    ["quotes around", `> Is it well?\n${OWN}\n> ${THEIRS}`],
    [
      "a line wrapped out of the quote",
      `${OWN}\n\nOn 2 Nov 2026, D wrote:\n> It is a pity but I must tell you once again that every till ` +
        `is\ndown and cards were charged twice.\n> Sorry.`,
    ],
    ["a signature below its mark", `${OWN}\n\n-- \nIda Berg\nIf every till is down, call 112`],
    ["a visiting card", `${OWN}\n\nIda Berg\nShop Ltd\nTel. +49 30 123456-78\nida@shop.example`],
    [
      "a disclaimer",
      `${OWN}\n\nEste mensaje y sus adjuntos son confidenciales y van dirigidos a su destinatario. Si le ` +
        `llegó por error, ${THEIRS} Avise y bórrelo.`,
    ],
  ])("%s", (_name, text) => {
    const { own, quoted } = splitQuote(text);
    expect(own).toBe(OWN);
    expect(quoted).not.toBe("");
    expect(`${own} ${quoted}`.replace(/\s+/g, "").length).toBe(text.replace(/\s+/g, "").length);
  });
  it.each([
    ["a list of one's own", `Payment fails.\nBrowser: Firefox 128\nSystem: Windows 11\nVersion: 2.0.1`],
    ["a list with a time", `It stops:\n\nError: connection lost\nStatus: 502\nTime: 10:14\nRoute: /pay`],
    [
      "a list with one's address",
      `Payment fails.\nAccount: ida@buyer.example\nOrder: 77\nDate: 2026-11-02 10:14`,
    ],
    ["a journey", `My booking:\nFrom: Berlin\nTo: Hamburg\nDate: 2 Nov 2026\n\nis gone.`],
    ["a message that is cited", `I opened it on 2 Nov 2026 at 10:14 and it said:\nInternal error`],
    ["headings", `--- Steps ---\n1. open\n2. pay`],
    ["one's number", `It fails.\n\nPlease call me, +49 30 123456-78, after two.`],
    [
      "a word about confidentiality",
      `Your confidential message page is empty.\n\nThe e-mail page shows confidential data of others to me.`,
    ],
  ])("%s is the writer's", (_name, text) => {
    expect(splitQuote(text)).toEqual({ own: text, quoted: "" });
  });
  it("a mail that was only passed on has no words of its own", () => {
    expect(splitQuote(head("From:", "Sent:", "To:", "Subject:")).own).toBe("");
  });
});

describe("a subject", () => {
  it.each([
    "Re: Ticket 77",
    "AW: Ticket 77",
    "SV: Fwd: x",
    "[shop] Odp: x",
    "RE[2]: x",
    "回复：x",
    "Ответ: x",
  ])("%s is its thread's where something is answered, and the writer's elsewhere", (title) => {
    expect(splitSubject(title, true)).toEqual({ own: null, quoted: title });
    expect(splitSubject(title, false)).toEqual({ own: title, quoted: "" });
  });
  it.each(["Refund: missing", "API: 502", "Login"])("%s is the writer's", (title) => {
    expect(splitSubject(title, true).own).toBe(title);
  });
});
