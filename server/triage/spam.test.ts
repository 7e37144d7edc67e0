import { expect, test } from "vitest";
import { judgeSpam } from "./spam";

const judge = (text: string, over: Partial<Parameters<typeof judgeSpam>[0]> = {}) =>
  judgeSpam({ title: null, text, isModelSure: false, floor: null, ...over });

test.each([
  "Hi, we offer SEO and can bring your website to the first page of Google. Click here https://a.example",
  "Earn guaranteed profit: send bitcoin and double your wallet returns, invest now www.coin.example",
  "test",
  "asdf asdf",
  "🙂🙂🙂",
])("advertising and noise go to quarantine: %s", (text) => expect(judge(text).isSpam).toBe(true));

test.each([
  "THIS IS A SCAM, you charged me twice!!!",
  "the test environment is down",
  "It does not work. See https://shop.example/a and https://shop.example/b and https://shop.example/c",
  "kaputt",
  "Please unsubscribe me from the order mails, the link in them gives a 404",
])("reports do not, however rude or short: %s", (text) => expect(judge(text).isSpam).toBe(false));

test("what a floor holds up is never quarantined, whatever else it says", () => {
  const floor = { severity: "critical", rule: "payment_wrong", reason: "Money" } as const;
  expect(
    judge("we offer SEO backlinks casino viagra — and I was charged twice", { floor, isModelSure: true })
      .isSpam,
  ).toBe(false);
});

test("the model alone cannot quarantine a report", () =>
  expect(judge("the order list is empty", { isModelSure: true }).isSpam).toBe(false));
