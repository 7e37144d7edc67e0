import { describe, expect, test } from "vitest";
import { classifyOffline } from "./classify-offline";
import { severityFloor } from "./severity";
import { judgeSpam } from "./spam";

const judge = (text: string, over: Partial<Parameters<typeof judgeSpam>[0]> = {}) =>
  judgeSpam({ title: null, text, isModelSure: false, floor: null, ...over });

test.each([
  "Hi, we offer SEO and can bring your website to the first page of Google. Click here https://a.example",
  "Earn guaranteed profit: send bitcoin and double your wallet returns, invest now www.coin.example",
  "Dear business owner, we are a leading software outsourcing company. Shall I send you our brochure?",
  "We are a manufacturer of display stands. Please send us your inquiry, best price.",
  "Wir sind ein führender Hersteller von Werbeartikeln. Unverbindliches Angebot: sparen Sie 30 % bei Ihren Druckkosten.",
  "Günstiger Strom für Betriebe: jetzt sichern, Angebot gültig nur heute!",
  "Financement rapide : crédit immédiat sans justificatif, réponse en 48 heures.",
  "Quick loans for shops, loan approval the same day, funds in 24 hours. Reply YES.",
  "Compre 5.000 seguidores reales para su Instagram por 9 €",
  "Cheap instagram followers and likes, limited time offer",
  "Your mailbox is over quota. Verify your mailbox within 24 hours to avoid closure of your account.",
  "Dear beneficiary, an inheritance fund of 4 million dollars awaits you. To claim send a copy of your passport.",
  "lonely women near you want to chat, click here",
  "test",
  "Test test, bitte ignorieren",
  "ceci est un test",
  "prueba 123",
  "asdf asdf",
  "Bonjour !",
  "🙂🙂🙂",
])("advertising and noise go to quarantine: %s", (text) => expect(judge(text).isSpam).toBe(true));

test.each([
  "THIS IS A SCAM, you charged me twice!!!",
  "the test environment is down",
  "It does not work. See https://shop.example/a and https://shop.example/b and https://shop.example/c",
  "kaputt",
  "Please unsubscribe me from the order mails, the link in them gives a 404",
  "The limited time offer from your newsletter is refused at checkout",
  "My bitcoin wallet shows no returns since the update, the bonus is missing",
  "My account was suspended after I confirmed my bank details, please unlock it",
  "I cannot open the attached invoice",
  "Seit dem Update kann ich nach dem Kaufen keine Bewertung mehr abgeben",
  "How do I change the SEO title of my shop? https://shop.example/settings",
  "Das Angebot gilt nur heute, aber der Gutschein wird abgelehnt",
  "Class inheritance of permissions does not work in groups",
  "hello, the page is blank",
  "Hallo? Seit einer Stunde geht nichts",
])("reports do not, however rude or short: %s", (text) =>
  expect(judge(text, { floor: severityFloor({ text }) }).isSpam).toBe(false),
);

test("what a floor holds up is never quarantined, whatever else it says", () => {
  const floor = { severity: "critical", rule: "payment_wrong", reason: "Money" } as const;
  expect(
    judge("we offer SEO backlinks casino viagra — and I was charged twice", { floor, isModelSure: true })
      .isSpam,
  ).toBe(false);
});

test("the model alone cannot quarantine a report", () =>
  expect(judge("the order list is empty", { isModelSure: true }).isSpam).toBe(false));

describe("an automatic mail", () => {
  const title = "Automatic reply: Checkout";
  test("is quarantined though the mail it quotes is critical, and never stands on the board as major", () => {
    const text =
      "I will be on annual leave until the 9th with no access to e-mail. In urgent cases contact the " +
      "desk.\n\nOn Monday Support wrote:\n> You told us that all your orders are lost and nobody can sign in.";
    expect(classifyOffline({ title, text }).isSpam).toBe(true);
    expect(judge(text, { title, floor: severityFloor({ title, text }) }).isSpam).toBe(true);
  });
  test("is quarantined although a machine's signal holds its severity up", () => {
    const floor = { severity: "major", rule: "error_burst", reason: "A burst of 5xx errors." } as const;
    expect(judge("I am out of the office until Monday.", { title, floor }).isSpam).toBe(true);
  });
  test("to which a person added something critical stays in sight", () => {
    const text = "I am out of the office until Monday. But we were charged twice for order 12.";
    expect(judge(text, { title, floor: severityFloor({ title, text }) }).isSpam).toBe(false);
  });
  test("from a mail server is quarantined although it speaks of a server error", () => {
    const text = "550 5.7.1 Service unavailable; recipient address rejected: user unknown";
    expect(judge(text, { sender: "mailer-daemon@mx.example", floor: severityFloor({ text }) }).isSpam).toBe(
      true,
    );
  });
});
