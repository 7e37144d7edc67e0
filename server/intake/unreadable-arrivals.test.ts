import { describe, expect, test } from "vitest";
import { beginningOf, hexOf, unreadableReason } from "./unreadable-arrivals";

const bytes = (text: string) => new TextEncoder().encode(text);

test("why a report is in quarantine is told as one that arrived, in a sentence that ends", () => {
  expect(unreadableReason("It is empty.")).toBe("Arrived, unreadable: It is empty.");
  expect(unreadableReason("x".repeat(900))).toHaveLength(300);
});

describe("the beginning of what arrived", () => {
  test.each([
    ["text", bytes(" It\0 broke "), "It broke"],
    ["no text", Uint8Array.of(0xff, 0xfe), "\ufffd\ufffd"],
    ["nothing", bytes(""), "(nothing that could be read)"],
    ["nothing that is seen", bytes(" \n\0"), "(nothing that could be read)"],
    ["of a long text so much", bytes("x".repeat(5_000)), `${"x".repeat(999)}…`],
    [
      "of blanks only the first 4,000 bytes are looked at",
      bytes(`${" ".repeat(4_000)}x`),
      "(nothing that could be read)",
    ],
    ["the last byte of those counts", bytes(`${" ".repeat(3_999)}xy`), "x"],
  ])("is shown: %s", (_, body, shown) => expect(beginningOf(body)).toBe(shown));
});

describe("the bytes of what arrived", () => {
  test("are shown sixteen a line, with where the line begins and what is printable", () => {
    expect(hexOf(bytes('{"a":"é ~"}\n\u007fABC')).split("\n")).toEqual([
      '0000  7b 22 61 22 3a 22 c3 a9 20 7e 22 7d 0a 7f 41 42  {"a":".. ~"}..AB',
      `0010  43${" ".repeat(45)}  C`,
    ]);
  });
  test("of a full line nothing is left over, of nothing there is no line", () => {
    expect(hexOf(bytes("x".repeat(16))).split("\n")).toHaveLength(1);
    expect(hexOf(bytes(""))).toBe("");
  });
  test("are shown as far as 1,024", () => {
    const lines = hexOf(new Uint8Array(5_000)).split("\n");
    expect(lines).toHaveLength(64);
    expect(lines.at(-1)).toBe(`03f0  ${"00 ".repeat(16)} ${".".repeat(16)}`);
  });
});
