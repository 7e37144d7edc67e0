import { describe, expect, test } from "vitest";
import { acknowledgementOf } from "./acknowledge";

const mail = (text: string | null) =>
  acknowledgementOf({
    reference: "R-7F3K-Q2M9",
    language: "en",
    text,
    launchName: "Pay 2.0",
    reportUrl: "https://steady.example/report/abc",
  });
const quoted = (text: string) =>
  mail(text)
    .text.split("\n")
    .filter((line) => line.startsWith("> "));

describe("an acknowledgement", () => {
  test("says what arrived, where to follow it, its reference, and the reporter's own words", () =>
    expect(mail("It broke.\n\nTwice.")).toEqual({
      subject: "We have received your report about Pay 2.0 (R-7F3K-Q2M9)",
      text: [
        "We have received your report about Pay 2.0. Thank you for taking the time to write.",
        "",
        "There is nothing more you need to do. You can check the status at any time on this page:",
        "https://steady.example/report/abc",
        "",
        "Your reference:",
        "R-7F3K-Q2M9",
        "",
        "You wrote:",
        "> It broke.",
        "> ",
        "> Twice.",
      ].join("\n"),
    }));

  test("ends with the reference where nothing may be quoted", () =>
    expect(mail(null).text.split("\n").slice(-2)).toEqual(["Your reference:", "R-7F3K-Q2M9"]));

  test.each([
    ["as long as may be", "x".repeat(600), ["> " + "x".repeat(600)]],
    ["a character longer", "x".repeat(601), ["> " + "x".repeat(600) + " …"]],
    ["cut within an emoji", `${"x".repeat(599)}😀!`, ["> " + "x".repeat(599) + " …"]],
  ])("quotes words %s", (_, text, lines) => expect(quoted(text)).toEqual(lines));

  test.each(["\r\n", "\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"])(
    "marks every line of theirs that a mail reader sees, also after %j",
    (end) => expect(quoted(`one${end}two`)).toEqual(["> one", "> two"]),
  );
});
