import { describe, expect, test } from "vitest";
import { readSent, sentAddress } from "./form-addresses";

const REFERENCE = "R-7F3K-Q2M9";
const TOKEN = `itm_${"0a".repeat(13)}.${"A-b_".repeat(6)}`;
const sent = { reference: REFERENCE, token: TOKEN, isPictureLeftOut: false };

/** The query of an address, as a page is handed it. */
const queryOf = (address: string) => Object.fromEntries(new URLSearchParams(address.split("?")[1]));

describe("where a sent form ends", () => {
  test("is the form's own page, in the language that its reader chose", () => {
    expect(sentAddress("abc", sent, null)).toBe(`/f/abc/sent?ref=${REFERENCE}&t=${TOKEN}`);
    expect(sentAddress("abc", sent, "de")).toBe(`/f/abc/sent?ref=${REFERENCE}&t=${TOKEN}&lang=de`);
  });

  test.each([true, false])("reads as it was written, the picture left out: %s", (isPictureLeftOut) => {
    const report = { ...sent, isPictureLeftOut };
    expect(readSent(queryOf(sentAddress("abc", report, "tr")))).toEqual(report);
  });

  test.each([
    ["no reference", { t: TOKEN }],
    ["an empty one", { ref: "", t: TOKEN }],
    ["another text", { ref: "R-7f3k-q2m9", t: TOKEN }],
    ["a reference with more behind it", { ref: `${REFERENCE}0`, t: TOKEN }],
    ["no query", {}],
    ["an empty list", { ref: [] }],
  ])("with %s says nothing", (_, query) => expect(readSent(query)).toBeNull());

  test.each([
    ["no token", {}, null],
    ["a token that cannot be ours", { t: "itm_1.2" }, null],
    ["a token with more behind it", { t: `${TOKEN}x` }, null],
    ["several tokens, of which the first counts", { t: [TOKEN, "x"] }, TOKEN],
  ])("with %s", (_, query, token) =>
    expect(readSent({ ref: [REFERENCE, "x"], ...query })).toEqual({ ...sent, token }),
  );

  test("another word about the picture is none", () =>
    expect(readSent({ ref: REFERENCE, picture: "yes" })?.isPictureLeftOut).toBe(false));
});
