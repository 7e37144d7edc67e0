import { describe, expect, test } from "vitest";
import { mendLine } from "./mend-line";

const mended = (text: string | Uint8Array): unknown =>
  JSON.parse(mendLine(typeof text === "string" ? new TextEncoder().encode(text) : text));

describe("a line whose gateway escaped otherwise than JSON does", () => {
  test.each([
    ['{"a":"m\\xc3\\xbcller"}', "müller"],
    ['{"a":"m\\xC3\\xBCller \\x22quoted\\x22"}', 'müller "quoted"'],
    ['{"a":"\\xff\\xfe"}', "\ufffd\ufffd"],
    ['{"a":"\\x00\\x07"}', "\0\u0007"],
    ['{"a":"\\\\x41 stays"}', "\\x41 stays"],
    ['{"a":"\\\\\\x41"}', "\\A"],
    ['{"a":"bell\\a and \\v tab\\0"}', "bell and  tab"],
    ['{"a":"one\ttab"}', "one tab"],
    ['{"a":"plain \\u00fc \\n"}', "plain ü \n"],
  ])("%j", (line, a) => expect(mended(line)).toEqual({ a }));

  test("bytes that are no UTF-8 are replaced, one by one", () => {
    const line = Buffer.concat([Buffer.from('{"a":"x'), Buffer.from([0xff, 0xc3]), Buffer.from('y"}')]);
    expect(mended(line)).toEqual({ a: "x\ufffd\ufffdy" });
  });
});
