import { describe, expect, test } from "vitest";
import { isolate } from "./isolate";

describe("D8: other people's words in a plain string", () => {
  test.each([
    ["Arabic with an error in brackets", "الدفع فشل (خطأ 500) /api/pay."],
    ["Hebrew with a command", "בדיקה git push."],
    ["Latin words with an Arabic name among them", "Invoice for محمد (2)"],
    ["Persian with a joiner within a word", "می‌خواهم پرداخت کنم"],
    ["Thaana", "ފައިސާ"],
    ["Adlam, beyond the first plane", "𞤀𞤣𞤤𞤢𞤥"],
  ])("%s stands between a beginning and an end", (_, text) => {
    expect(isolate(text)).toBe(`\u2068${text}\u2069`);
  });

  test.each([
    ["Latin words", "Paid twice (error 500)."],
    ["a family", "👨‍👩‍👧‍👦 cannot pay"],
    ["Japanese", "支払いができません。"],
    ["a version", "2.0.3"],
    ["nothing", ""],
  ])("%s, which nothing moves, stays as it is", (_, text) => {
    expect(isolate(text)).toBe(text);
  });

  test.each([
    ["an isolate that nobody ends", "\u2067abc", "abc"],
    ["an end without a beginning", "שלום\u2069 def", "\u2068שלום def\u2069"],
    ["an override", "\u202egnp.exe\u202c", "gnp.exe"],
    ["one that was isolated before", "\u2068שלום\u2069", "\u2068שלום\u2069"],
  ])("%s cannot reach beyond it", (_, text, expected) => {
    expect(isolate(text)).toBe(expected);
  });
});
