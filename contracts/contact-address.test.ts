import { describe, expect, test } from "vitest";
import { readContact } from "./contact";

const LABEL = "a".repeat(63);

describe("an address", () => {
  test.each([
    ["with a part before the sign as long as may be", `${"a".repeat(64)}@shop.example`],
    ["with a name of a domain as long as may be", `jo@${LABEL}.example`],
    ["as long as may be", `${"a".repeat(60)}@${`${LABEL}.`.repeat(2)}${"b".repeat(57)}.example`],
    ["with digits in its domain", "jo@4you.example"],
    ["of a domain of one letter", "jo@x.example"],
    ["of a domain that ends with a digit", "jo@shop.a1"],
    ["of a domain whose last name begins with one", "jo@shop.1a"],
  ])("%s can be written to", (_, address) => expect(readContact(address)).toEqual({ email: address }));

  test.each([
    ["with a part before the sign that is too long", `${"a".repeat(65)}@shop.example`],
    ["with a name of a domain that is too long", `jo@${LABEL}a.example`],
    ["that is too long", `${"a".repeat(64)}@${`${LABEL}.`.repeat(2)}${"b".repeat(54)}.example`],
    ["of a domain that ends with a dash", "jo@shop-.example"],
    ["of a domain that ends with digits", "jo@shop.123"],
    ["of a domain of several names that ends with digits", "jo@mail.shop.123"],
    ["of a machine", "jo@192.168.0.1"],
    ["of a machine, written as programs do", "jo@1.0x7f"],
    ["of no domain, but a machine's name", "jo@localhost"],
    ["of a domain that ends with a dot", "jo@shop."],
    ["of a domain with a sign in it", "jo@sh_op.example"],
    ["with two signs", "jo@lee@shop.example"],
    ["with quotes before the sign", '"jo lee"@shop.example'],
  ])("%s is kept as text", (_, written) =>
    expect(readContact(written)).toEqual({ contact: written.slice(0, 200) }),
  );

  test.each([
    ["<jo@x.example>", { email: "jo@x.example" }],
    ['"" <jo@x.example>', { email: "jo@x.example" }],
    ["'Jo' <jo@x.example>", { email: "jo@x.example", name: "Jo" }],
    [`"''Jo''" <jo@x.example>`, { email: "jo@x.example", name: "Jo" }],
    ["jo@x.example>", { email: "jo@x.example" }],
    ['Jo "the boss" Lee <jo@x.example>', { email: "jo@x.example", name: 'Jo "the boss" Lee' }],
    ["Jo < jo@x.example >", { email: "jo@x.example", name: "Jo" }],
    ["Jo <old> <jo@x.example>", { email: "jo@x.example", name: "Jo <old>" }],
    ["Jo <jo@x.example", { contact: "Jo <jo@x.example" }],
    ["Jo> jo@x.example <", { email: "jo@x.example" }],
    ["Jo <call me> jo@x.example", { email: "jo@x.example" }],
    ["Jo <mailto:jo@x.example>", { email: "jo@x.example", name: "Jo" }],
    ["MAILTO:jo@x.example", { email: "jo@x.example" }],
    ["<mailto:jo@x.example", { contact: "<mailto:jo@x.example" }],
    ["['jo@x.example']", { email: "jo@x.example" }],
    ["('mailto:jo@x.example').", { email: "jo@x.example" }],
    ["jo@x.example!", { email: "jo@x.example" }],
    ["Lee;jo@x.example", { email: "jo@x.example" }],
    ["Lee,jo@x.example", { email: "jo@x.example" }],
    ["jo@x.example lee@x.example", { email: "jo@x.example" }],
    ["jo lee", { contact: "jo lee" }],
    ["\u0007jo\u0000\n lee ", { contact: "jo lee" }],
  ])("in %j", (written, read) => expect(readContact(written)).toEqual(read));

  test("has a name that is cut between characters", () => {
    const name = `${"x".repeat(199)}😀`;
    expect(readContact(`${name} <jo@x.example>`)).toEqual({ email: "jo@x.example", name: "x".repeat(199) });
  });
});
