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
    ["Tel. +49 30 1234567", "+49301234567"],
    ["  tel: 030 1234567 ", "0301234567"],
    ["Telefon: 030 1234567", "0301234567"],
    ["PHONE (212) 555-0142", "2125550142"],
    ["mobile 0171 1234567", "01711234567"],
    ["mob: 0171 1234567", "01711234567"],
    [": 0171 1234567", "01711234567"],
    ["+1 212 555 0142 x7", "+12125550142"],
    ["2125550142;ext=7", "2125550142"],
    ["011 49 30 1234567", "01149301234567"],
    ["123", "123"],
    ["123456789012345", "123456789012345"],
    ["00123456789012345", "+123456789012345"],
    ["+123", "+123"],
    ["०११ २३४५ ६७८९", "01123456789"],
    ["\u200e+49 30 1234567\u200f", "+49301234567"],
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
    ["two digits with a plus", "+12"],
    ["two digits behind the zeros of another country", "0012"],
    ["sixteen digits at home", "1234567890123456"],
    ["a plus within it", "030+1234567"],
    ["two pluses", "++49301234567"],
    ["a word behind it", "030 1234567 home"],
    ["another word before it", "fax 030 1234567"],
    ["two numbers", "030 1234567, 0171 7654321"],
    ["an address", "jo@shop.example"],
    ["no text", 301234567],
  ])("%s is none", (_, written) => {
    expect(readPhone(written)).toBeNull();
  });
});
