import { describe, expect, test } from "vitest";
import { cookieName, deviceCookie, readCookies, readDeviceSecret } from "./session-cookie";

const SECRET = "s".repeat(42) + "_";

test("a cookie is bound to this host where the site is https", () => {
  expect(cookieName("session", true)).toBe("__Host-steady.session");
  expect(cookieName("csrf", false)).toBe("steady.csrf");
});

describe("the cookies of a header", () => {
  test.each<[string, string | null, [string, string][]]>([
    ["none", null, []],
    ["nothing", "", []],
    ["one", "a=1", [["a", "1"]]],
    [
      "several, with blanks around them",
      " a = 1 ;b=2;  c=3 ",
      [
        ["a", "1"],
        ["b", "2"],
        ["c", "3"],
      ],
    ],
    ["an equals sign in a value", "a=b=c==", [["a", "b=c=="]]],
    ["a value that is empty", "a=", [["a", ""]]],
    ["a value in quotes", 'a="1 2"', [["a", "1 2"]]],
    [
      "a quote alone",
      'a=x"1"; b="',
      [
        ["a", 'x"1"'],
        ["b", '"'],
      ],
    ],
    ["what is encoded", "a=%7Bx%7D", [["a", "{x}"]]],
    ["of two with one name the first", "a=1; a=2", [["a", "1"]]],
    ["without those that cannot be decoded", "a=%ZZ; b=2", [["b", "2"]]],
    ["the second where the first cannot be decoded", "a=%ZZ; a=2", [["a", "2"]]],
    ["without those that have no name", "=1; nothing; ;b=2", [["b", "2"]]],
  ])("%s", (_, header, cookies) => expect([...readCookies(header)]).toEqual(cookies));
});

describe("the secret by which a browser is known", () => {
  test.each([
    ["among others", `a=1; __Host-steady.device=${SECRET}`, true, SECRET],
    ["without https", `steady.device=${SECRET}`, false, SECRET],
    ["of the other scheme", `steady.device=${SECRET}`, true, null],
    ["too short", `steady.device=${SECRET.slice(1)}`, false, null],
    ["too long", `steady.device=${SECRET}x`, false, null],
    ["of other characters", `steady.device=${SECRET.slice(1)}.`, false, null],
    ["none", null, false, null],
  ])("%s", (_, header, isSecure, secret) => expect(readDeviceSecret(header, isSecure)).toBe(secret));

  test("is read from the cookie that is set, which no script and no other site gets", () => {
    expect(deviceCookie(SECRET, true)).toBe(
      `__Host-steady.device=${SECRET}; Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax; Secure`,
    );
    expect(deviceCookie(SECRET, false)).toBe(
      `steady.device=${SECRET}; Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax`,
    );
    expect(readDeviceSecret(deviceCookie(SECRET, true), true)).toBe(SECRET);
  });
});
