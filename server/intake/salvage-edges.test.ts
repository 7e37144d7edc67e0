import { describe, expect, test } from "vitest";
import { decodeFields, readFields } from "./read-fields";
import { decodeText, salvageJson } from "./salvage";

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const wide = (text: string) => new Uint8Array(Buffer.from(text, "utf16le"));
const wideBig = (text: string) => new Uint8Array(Buffer.from(text, "utf16le").swap16());
const bytes = (...parts: (Uint8Array | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "number" ? [part] : [...part])));

describe("bytes as text", () => {
  test.each<[string, Uint8Array, string | null, string, string[]]>([
    ["UTF-8", utf8("Größe 😀"), null, "Größe 😀", []],
    ["UTF-8, whatever the sender says", utf8("Größe"), "iso-8859-1", "Größe", []],
    ["UTF-8 with its mark", utf8("\ufeffa"), null, "a", ["bom"]],
    ["UTF-8 with NUL in it", utf8("ab\0c"), null, "ab\0c", []],
    ["UTF-8 with NUL far behind", utf8(`${"a".repeat(100)}\0`), "utf-16le", `${"a".repeat(100)}\0`, []],
    ["nothing", utf8(""), null, "", []],
    ["two bytes a letter, with their mark", bytes(0xff, 0xfe, wide("aé")), null, "aé", ["charset"]],
    ["two bytes a letter, without", wide('{"a":1}'), null, '{"a":1}', ["charset"]],
    ["the other way round, with their mark", bytes(0xfe, 0xff, wideBig("aé")), null, "aé", ["charset"]],
    ["the other way round, without", wideBig('{"a":1}'), null, '{"a":1}', ["charset"]],
    ["what the sender names", latin1("za\u00bf\u00f3\u00b3\u00e6"), "ISO-8859-2", "zażółć", ["charset"]],
    ["Latin 1 as everybody means it", latin1("so \u0093x\u0094 \u0080"), "latin1", "so “x” €", ["charset"]],
    ["what the sender names wrongly", latin1("M\u00fcller"), "x-unknown", "Müller", ["charset"]],
    ["what is not even what the sender names", latin1("M\u00fcller"), "utf-8", "Müller", ["charset"]],
    [
      "Western text that nobody names",
      latin1("M\u00fcller schreibt \u0091x\u0092 \u008a\u009f"),
      null,
      "Müller schreibt ‘x’ ŠŸ",
      ["charset"],
    ],
    ["UTF-8 with a broken letter", bytes(utf8("für M"), 0xc3), null, "für M\ufffd", ["charset"]],
    [
      "as many whole letters as broken ones",
      bytes(utf8("ü a"), 0xfc, utf8(" b")),
      null,
      "ü a\ufffd b",
      ["charset"],
    ],
    [
      "more broken letters than whole ones",
      bytes(utf8("ü abcdefghijkl"), 0xfc, utf8(" b"), 0xe4),
      null,
      "Ã¼ abcdefghijklü bä",
      ["charset"],
    ],
    [
      "three letters in ten with accents",
      latin1("abcdefghij\u00e4\u00f6\u00fc"),
      null,
      "abcdefghijäöü",
      ["charset"],
    ],
    [
      "capitals are plain letters",
      latin1("ABCDEFGHIZ\u00c4\u00d6\u00dc"),
      null,
      "ABCDEFGHIZÄÖÜ",
      ["charset"],
    ],
  ])("%s", (_, sent, charset, text, repairs) => expect(decodeText(sent, charset)).toEqual({ text, repairs }));

  test.each<[string, Uint8Array]>([
    ["more letters with accents than that", latin1("abcdefghi\u00e4\u00f6\u00fc")],
    ["capitals with a caron count as such", latin1("abcdefghi\u008a\u009a\u00fc")],
    ["digits and marks are no letters", latin1("0123456789@[`{\u00e4\u00f6\u00fc")],
    ["Cyrillic in one byte a letter", latin1("\u00cf\u00f0\u00e8\u00e2\u00e5\u00f2")],
  ])("no encoding is certain: %s", (_, sent) => expect(decodeText(sent, null)).toBeNull());
});

describe("where a string ends", () => {
  test.each<[string, string, unknown]>([
    ["alone", '"a "b" c"', 'a "b" c'],
    [
      "in a list, before a value of any kind",
      '["a "b"", "c", -1, 0, true, false, null, [1], {"d":1}]',
      ['a "b"', "c", -1, 0, true, false, null, [1], { d: 1 }],
    ],
    ["in a list, not before words", '["a "b", so c"]', ['a "b", so c']],
    ["in an object, before a name and a colon", '{"a":"x "y"" , "b" : 1}', { a: 'x "y"', b: 1 }],
    ["in an object, not before a name alone", '{"a":"x", "y", z"}', { a: 'x", "y", z' }],
    ["not before the other bracket", '{"a":"x"] y"}', { a: 'x"] y' }],
    ["not before a bracket that words follow", '{"a":"x"} y"}', { a: 'x"} y' }],
    ["before brackets that close what is open", '{"a":{"b":["x "y""]}}', { a: { b: ['x "y"'] } }],
    ["before a bracket and a comma", '[{"a":"x "y""},1]', [{ a: 'x "y"' }, 1]],
    ["before a comma and a bracket", '{"a":"x "y"",}', { a: 'x "y"' }],
    ["before a comma and a list's bracket", '["x "y"",]', ['x "y"']],
    ["a name ends before its colon alone", '{"a "b" c" : 1}', { 'a "b" c': 1 }],
    ["with blanks of every kind between", '{"a":"x "y""\n\t\r ,\n"b":"z"\n}', { a: 'x "y"', b: "z" }],
  ])("%s", (_, text, value) => {
    const salvaged = salvageJson(text);
    expect(salvaged && JSON.parse(salvaged.json)).toEqual(value);
  });

  test.each([
    ["a name is written twice", '{"a":1,"a":2}'],
    ["a name is written twice within", '{"x":{"a":"b","a":"c"}}'],
    ["a list is not closed", '["a"'],
    ["a bracket closes nothing", "}"],
    ["a list is closed as an object", "[}"],
    ["a comma in a list ends in nothing", '["a",'],
  ])("nothing is guessed where %s", (_, text) => expect(salvageJson(text)).toBeNull());

  test("one name in two objects is no name twice, nor is one as a value", () => {
    const text = '[{"a":"b"},{"a":"a"},{"b":{"a":1},"a":2}]';
    expect(salvageJson(text)).toEqual({ json: text, repairs: [] });
  });

  test.each<[string, string, string, string[]]>([
    ["every short escape", String.raw`"\" \\ \/ \b \f \n \r \t"`, String.raw`"\" \\ \/ \b \f \n \r \t"`, []],
    ["a code of four digits", String.raw`"\u00e9\u00E9"`, String.raw`"\u00e9\u00E9"`, []],
    ["no code of three", String.raw`"\u00e "`, String.raw`"\\u00e "`, ["backslashes"]],
    ["no other letter", String.raw`"\d\U00e9"`, String.raw`"\\d\\U00e9"`, ["backslashes"]],
    ["control characters by their code", '"\u0001\u001f\u007f"', '"\\u0001\\u001f\u007f"', ["controls"]],
    ["no NUL", '"a\0b"', '"ab"', ["controls"]],
    ["a comma before a bracket", "[1 ,\n]", "[1 \n]", ["comma"]],
  ])("escapes: %s", (_, text, json, repairs) => expect(salvageJson(text)).toEqual({ json, repairs }));
});

describe("a body as fields", () => {
  test.each<[string, string, string, object]>([
    ["behind blanks", "application/json", ' \n\t{"a":1}', { ok: true, fields: { a: 1 }, repairs: [] }],
    [
      "a list of one, and what else was wrong",
      "text/plain",
      '[{"a":"x "y"",}]',
      {
        ok: true,
        fields: { a: 'x "y"' },
        repairs: ["type", "quotes", "comma", "list"],
      },
    ],
    [
      "form fields with a byte order mark",
      "text/plain",
      "\ufeffa=1&b=%C3%A9",
      {
        ok: true,
        fields: { a: "1", b: "é" },
        repairs: ["bom", "type"],
      },
    ],
    [
      "form fields without a name before the sign",
      "application/x-www-form-urlencoded",
      "x",
      {
        ok: true,
        fields: { x: "" },
        repairs: [],
      },
    ],
    [
      "names in brackets",
      "text/plain",
      "a[b].c+d%20-e_f=1",
      { ok: true, fields: { "a[b].c d -e_f": "1" }, repairs: ["type"] },
    ],
    [
      "a sentence with a sign in it",
      "text/plain",
      "one two=3",
      { ok: false, reason: "It is neither JSON nor form fields." },
    ],
    ["a number", "application/json", "7", { ok: false, reason: "It is neither JSON nor form fields." }],
    [
      "a list of texts",
      "application/json",
      '["a"]',
      { ok: false, reason: "It is JSON, but no object with fields." },
    ],
    ["nothing but blanks", "application/json", "\n \n", { ok: false, reason: "It is empty." }],
    [
      "too many values",
      "application/json",
      `{"a":[${"1,".repeat(30_000)}1]}`,
      {
        ok: false,
        reason: "Its JSON is nested too deeply or holds too many values.",
      },
    ],
    [
      "several meanings",
      "application/json",
      '{"a":"x","a":"y"',
      {
        ok: false,
        reason: "Its JSON is broken in a way that can mean several things, or a part of it is missing.",
      },
    ],
  ])("%s", (_, type, body, read) => {
    expect(readFields(type, utf8(body))).toEqual(read);
    expect(decodeFields(type, utf8(body))).toEqual("fields" in read ? read.fields : null);
  });

  test("of bytes in no encoding that can be told", () =>
    expect(readFields("application/json", latin1("\u00cf\u00f0\u00e8\u00e2"))).toEqual({
      ok: false,
      reason: "Its bytes are text in no encoding that can be told with certainty.",
    }));

  test.each([
    ["quoted", 'application/json; charset="iso-8859-2"'],
    ["in capitals, behind others", "application/json; v=1; CHARSET=ISO-8859-2; x=y"],
  ])("in the charset that is named %s", (_, type) =>
    expect(readFields(type, latin1('{"a":"\u00b3"}'))).toMatchObject({ fields: { a: "ł" } }),
  );
  test("of a Content-Type without end only its beginning names one", () =>
    expect(
      readFields(`application/json;${" ".repeat(300)}charset=iso-8859-2`, latin1('{"a":"\u00b3bcde"}')),
    ).toMatchObject({
      fields: { a: "³bcde" },
    }));
});
