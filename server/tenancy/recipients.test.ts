import { expect, test } from "vitest";
import { mailboxOf } from "./recipients";

test.each([
  ["jo@buyer.example", "jo@buyer.example"],
  [" Jo@Buyer.Example ", "jo@buyer.example"],
  ["jo+a@buyer.example", "jo@buyer.example"],
  ["jo+a+b@buyer.example", "jo@buyer.example"],
  ["j.o@buyer.example", "jo@buyer.example"],
  ["J.O+x.y@buyer.example.", "jo@buyer.example"],
  ['"j.o"@buyer.example', "jo@buyer.example"],
  ["jo@googlemail.com", "jo@gmail.com"],
  ["jo@bücher.example", "jo@xn--bcher-kva.example"],
  ["jo@xn--bcher-kva.example", "jo@xn--bcher-kva.example"],
  ["ｊｏ@buyer.example", "jo@buyer.example"],
  ["+tag@buyer.example", "+tag@buyer.example"],
  ["a@b@buyer.example", "a@b@buyer.example"],
  ["nonsense", "nonsense"],
  ["", ""],
])("mails to %s are counted for %s", (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox);
});

test("different mailboxes stay different", () => {
  const boxes = ["jo@a.example", "jo@b.example", "joe@a.example", "jo@a.b.example"].map(mailboxOf);
  expect(new Set(boxes).size).toBe(boxes.length);
});
