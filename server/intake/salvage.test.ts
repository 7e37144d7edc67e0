import { describe, expect, test } from "vitest";
import { readFields } from "./read-fields";
import { salvageJson } from "./salvage";

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf16 = (text: string) => {
  const bytes = new Uint8Array(Buffer.from(text, "utf16le"));
  return Uint8Array.from([0xff, 0xfe, ...bytes]);
};

describe("JSON with text pasted into it", () => {
  test.each<[string, string, object, string[]]>([
    ["a quote within", '{"a":"He said "no" twice","b":"x"}', { a: 'He said "no" twice', b: "x" }, ["quotes"]],
    ["a quote at the end", '{"a":"Button is "Pay"","b":"x"}', { a: 'Button is "Pay"', b: "x" }, ["quotes"]],
    ["a quote at the beginning", '{"a":""Pay" does nothing"}', { a: '"Pay" does nothing' }, ["quotes"]],
    [
      "a quote and a comma",
      '{"a":"the "Pay", the "Back" and so on"}',
      { a: 'the "Pay", the "Back" and so on' },
      ["quotes"],
    ],
    [
      "a quote and a bracket",
      '{"a":"see {"x"} and ["y"] there"}',
      { a: 'see {"x"} and ["y"] there' },
      ["quotes"],
    ],
    ["a line end", '{"a":"one\ntwo\r\nthree\tfour"}', { a: "one\ntwo\r\nthree\tfour" }, ["controls"]],
    ["other control characters", '{"a":"x\u0001\u0000y"}', { a: "x\u0001y" }, ["controls"]],
    ["a path", '{"a":"C:\\Windows\\system32"}', { a: "C:\\Windows\\system32" }, ["backslashes"]],
    ["half an escape", '{"a":"\\u12 and \\x"}', { a: "\\u12 and \\x" }, ["backslashes"]],
    ["a trailing comma", '{"a":"x","b":[1,2,],}', { a: "x", b: [1, 2] }, ["comma"]],
    [
      "all of it",
      '{"t":"5","d":"Line one\n"quoted" \\d",}',
      { t: "5", d: 'Line one\n"quoted" \\d' },
      ["controls", "quotes", "backslashes", "comma"],
    ],
    ["an object within", '{"t":{"d":"a "b" c"},"n":1}', { t: { d: 'a "b" c' }, n: 1 }, ["quotes"]],
  ])("is repaired: %s", (_, text, value, repairs) => {
    const salvaged = salvageJson(text);
    expect(salvaged && JSON.parse(salvaged.json)).toEqual(value);
    expect(salvaged?.repairs.sort()).toEqual(repairs.sort());
  });

  test.each([
    ["it is cut off within a text", '{"a":"x","b":"and then'],
    ["it is cut off behind a field", '{"a":"x",'],
    ["a bracket is missing", '{"a":{"b":"x"}'],
    ["words name a field a second time", '{"a":"x", "is_public":"true","b":"y","is_public":"false"}'],
    ["brackets cross", '{"a":[1}]'],
  ])("is left alone where %s", (_, text) => {
    expect(salvageJson(text)).toBeNull();
  });

  test("that is right stays as it is", () => {
    const text = JSON.stringify({ a: 'x "y" \n \\ é 😀', b: [1, null, true, { c: "" }], d: {} }, null, 1);
    expect(salvageJson(text)).toEqual({ json: text, repairs: [] });
  });
});

describe("bytes as fields", () => {
  test.each<[string, string, Uint8Array, object, string[]]>([
    ["UTF-8", "application/json", utf8('{"a":"é"}'), { a: "é" }, []],
    ["with a byte order mark", "application/json", utf8('\ufeff{"a":"é"}'), { a: "é" }, ["bom"]],
    [
      "Windows-1252",
      "application/json",
      latin1('{"a":"M\u00fcller schreibt \u0093so\u0094"}'),
      { a: "Müller schreibt “so”" },
      ["charset"],
    ],
    [
      "what the sender names",
      "application/json; charset=iso-8859-2",
      latin1('{"a":"za\u00bf\u00f3\u00b3\u00e6"}'),
      { a: "zażółć" },
      ["charset"],
    ],
    ["UTF-16", "application/json; charset=utf-16", utf16('{"a":"é"}'), { a: "é" }, ["charset"]],
    [
      "UTF-8 cut within a letter",
      "application/json",
      Uint8Array.from([...utf8('{"a":"für M'), 0xc3, ...utf8('"}')]),
      { a: "für M\ufffd" },
      ["charset"],
    ],
    ["JSON called text", "text/plain", utf8('{"a":"x"}'), { a: "x" }, ["type"]],
    [
      "JSON called a form",
      "application/x-www-form-urlencoded",
      utf8('{"a":"x=1&y"}'),
      { a: "x=1&y" },
      ["type"],
    ],
    ["a form called JSON", "application/json", utf8("a=x&b=y"), { a: "x", b: "y" }, ["type"]],
    ["a form", "application/x-www-form-urlencoded", utf8("a=x&b=y"), { a: "x", b: "y" }, []],
    ["a list of one", "application/json", utf8('[{"a":"x"}]'), { a: "x" }, ["list"]],
  ])("are read: %s", (_, type, body, fields, repairs) => {
    expect(readFields(type, body)).toEqual({ ok: true, fields, repairs });
  });

  test.each<[string, string, Uint8Array, RegExp]>([
    ["XML", "application/xml", utf8("<a>x</a>"), /neither JSON nor form fields/],
    [
      "bytes in no encoding",
      "application/json",
      Uint8Array.from({ length: 60 }, (_, n) => 0x80 + n),
      /no encoding/,
    ],
    ["nothing", "application/json", utf8("  "), /empty/],
    ["a list", "application/json", utf8('["a","b"]'), /no object/],
    ["a list of two", "application/json", utf8('[{"a":1},{"a":2}]'), /no object/],
    ["half of it", "application/json", utf8('{"a":"x'), /missing/],
    ["depth", "application/json", utf8("[".repeat(100) + "]".repeat(100)), /too deeply/],
  ])("are not: %s", (_, type, body, reason) => {
    expect(readFields(type, body)).toEqual({ ok: false, reason: expect.stringMatching(reason) as string });
  });
});
