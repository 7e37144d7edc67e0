import { describe, expect, test } from "vitest";
import { LANGUAGES, type Language } from "@/contracts/languages";
import { ROLES } from "@/contracts/tenancy";
import { messagesIn } from "@/server/platform/messages";
import { invitationMail, passwordResetMail } from "@/server/tenancy/mails";
import { acknowledgementOf } from "./acknowledge";

/** Every mail that the product sends, in every language. */

const LINK = "https://steady.example/report/abc?lang=pl";
const REFERENCE = "R-7F3K-Q2M9";
const UNTIL = new Date("2026-12-08T04:06:00Z");

/** Names that people may give, and what of them stands in a mail's text. */
const NAMES: readonly (readonly [name: string, shown: string])[] = [
  ["Checkout 2.0", "Checkout 2.0"],
  ["{0}", "{0}"],
  ["{launch} {organization}", "{launch} {organization}"],
  ["'{", "'{"],
  ["{n, plural, one {", "{n, plural, one {"],
  ["<b>Shop</b> & Söhne", "<b>Shop</b> & Söhne"],
  ["$& $1 $`", "$& $1 $`"],
  ["متجر الشمال", "\u2068متجر الشمال\u2069"],
  ["first\r\nBcc: all@example.test\u2028last", "first Bcc: all@example.test last"],
  ["x".repeat(10_000), `${"x".repeat(119)}…`],
  ["م".repeat(10_000), `\u2068${"م".repeat(119)}…\u2069`],
];

type Written = { subject: string; text: string };

const MAILS: Readonly<Record<string, (language: Language, name: string) => Written>> = {
  acknowledgement: (language, name) =>
    acknowledgementOf({
      reference: REFERENCE,
      language,
      text: "My words.",
      launchName: name,
      reportUrl: LINK,
    }),
  invitation: (language, name) =>
    invitationMail(
      {
        email: "to@example.test",
        role: "lead",
        organizationName: name,
        inviterName: name,
        expiresAt: UNTIL,
        language,
      },
      LINK,
    ),
  "password reset": (language, name) =>
    passwordResetMail({ email: "to@example.test", name, expiresAt: UNTIL, language }, LINK),
};

/** What a mail says besides what it was given. */
const ownLines = ({ subject, text }: Written): string[] =>
  [subject, ...text.split("\n")].filter((line) => line !== "" && line !== LINK && !line.includes(REFERENCE));

describe.each(LANGUAGES)("%s", (language) => {
  describe.each(Object.entries(MAILS))("%s", (_kind, write) => {
    test.each(NAMES)("with the name %j", (name, shown) => {
      const { subject, text } = write(language, name);
      expect(subject.length).toBeLessThanOrEqual(150);
      expect(subject).toMatch(/^[^\p{Cc}\u2028\u2029]+$/u);
      expect(text).toContain(shown);
      expect(text).not.toMatch(/[\r\u2028\u2029]/);
      expect(text.split("\n").filter((line) => line === LINK)).toHaveLength(1);
      // With an ordinary name, nothing that looks like a message that was not filled in.
      if (!/[{}]/.test(name)) expect(`${subject}${text}`).not.toMatch(/[{}]|undefined|NaN|mails\./);
    });

    test("holds no sentence of another language", () => {
      const lines = ownLines(write(language, "Nimbus"));
      for (const other of LANGUAGES.filter((one) => one !== language)) {
        const theirs = new Set(ownLines(write(other, "Nimbus")));
        expect(
          lines.filter((line) => !line.startsWith("> ") && theirs.has(line)),
          other,
        ).toEqual([]);
      }
    });
  });

  test("an acknowledgement has its reference on a line of its own and every quoted line marked", () => {
    const { subject, text } = acknowledgementOf({
      reference: REFERENCE,
      language,
      text: "One\r\nTwo\u2028Three\n\nFive",
      launchName: "Nimbus",
      reportUrl: LINK,
    });
    expect(subject).toContain(REFERENCE);
    expect(text.split("\n")).toContain(REFERENCE);
    expect(text.split("\n").slice(-5)).toEqual(["> One", "> Two", "> Three", "> ", "> Five"]);
  });

  test("an acknowledgement that quotes nothing announces no quotation", () => {
    const { text } = acknowledgementOf({
      reference: REFERENCE,
      language,
      text: null,
      launchName: "Nimbus",
      reportUrl: LINK,
    });
    expect(text).not.toContain(messagesIn(language).mails.acknowledgement.quote);
    expect(text.endsWith(REFERENCE)).toBe(true);
  });

  test("a link's end is given in the language's own way, with its zone", () => {
    const { text } = MAILS["invitation"]!(language, "Nimbus");
    const month = new Intl.DateTimeFormat(language, { month: "long", day: "numeric", timeZone: "UTC" });
    expect(text).toContain(month.formatToParts(UNTIL).find(({ type }) => type === "month")!.value);
    expect(text).toContain("2026");
    expect(text).toContain("04:06 UTC");
  });

  test("every role is named, and no two the same", () => {
    const texts = ROLES.map(
      (role) =>
        invitationMail(
          { email: "", role, organizationName: "O", inviterName: "I", expiresAt: UNTIL, language },
          LINK,
        ).text,
    );
    expect(new Set(texts).size).toBe(ROLES.length);
  });
});

test("what is longer than a quotation is cut", () => {
  const { text } = acknowledgementOf({
    reference: REFERENCE,
    language: "en",
    text: "word ".repeat(2_000),
    launchName: "Nimbus",
    reportUrl: LINK,
  });
  expect(text.length).toBeLessThan(1_000);
  expect(text.endsWith(" …")).toBe(true);
});
