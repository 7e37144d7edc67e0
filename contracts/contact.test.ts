import { describe, expect, test } from "vitest";
import { readPhone } from "./contact";

describe("a telephone number", () => {
  test.each([
    ["+49 30 1234567", "+49301234567"],
    ["0049 30 1234567", "+49301234567"],
    ["+49 (0)30 123-45-67", "+49301234567"],
    ["030 / 123 45 67", "0301234567"],
    ["(212) 555-0142", "2125550142"],
    ["+1 212.555.0142 ext. 12", "+12125550142"],
    ["030 1234567 Durchwahl 88", "0301234567"],
    ["tel: +44 20 7946 0958", "+442079460958"],
    ["＋８１ ３ １２３４ ５６７８", "+81312345678"],
    ["٠٥٠ ١٢٣ ٤٥٦٧", "0501234567"],
    ["+91‑22‑6789‑0123", "+912267890123"],
    ["112", "112"],
  ])("%s is kept as %s", (written, kept) => {
    expect(readPhone(written)).toBe(kept);
  });

  test.each([
    ["nothing", ""],
    ["blanks", "   "],
    ["words", "ask at the desk"],
    ["a vanity number, whose digits depend on the keypad", "1-800-FLOWERS"],
    ["two digits", "12"],
    ["more digits than any number has", "+49 30 1234567890123456"],
    ["two numbers", "030 1234567, 0171 7654321"],
    ["an address", "jo@shop.example"],
    ["no text", 301234567],
  ])("%s is none", (_, written) => {
    expect(readPhone(written)).toBeNull();
  });
});
