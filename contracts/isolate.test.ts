import { describe, expect, test } from "vitest";
import { isolate } from "./isolate";

describe("other people's words in a plain string", () => {
  test.each([
    ["Arabic with an error in brackets", "الدفع فشل (خطأ 500) /api/pay."],
    ["Hebrew with a command", "בדיקה git push."],
    ["Latin words", "Paid twice"],
    ["a family", "👨‍👩‍👧‍👦 cannot pay"],
    ["Persian with a joiner within a word", "می‌خواهم پرداخت کنم"],
  ])("%s stands between a beginning and an end", (_, text) => {
    expect(isolate(text)).toBe(`\u2068${text}\u2069`);
  });

  test.each([
    ["an isolate that nobody ends", "\u2067abc", "\u2068abc\u2069"],
    ["an end without a beginning", "abc\u2069 def", "\u2068abc def\u2069"],
    ["an override", "\u202egnp.exe\u202c", "\u2068gnp.exe\u2069"],
    ["one that was isolated before", "\u2068abc\u2069", "\u2068abc\u2069"],
    ["nothing", "", ""],
    ["blanks", "  ", "  "],
  ])("%s cannot reach beyond it", (_, text, expected) => {
    expect(isolate(text)).toBe(expected);
  });
});
