import { describe, expect, it } from "vitest";
import { cookieLine, deviceCookie, readCookie, readDeviceSecret } from "./session-cookie";

const SECRET = "aB3-_".repeat(8) + "xyz";

describe("readCookie", () => {
  it.each([
    ["one among others", "a=1; steady.session=x.y; b=2", "x.y"],
    ["the first of two", "steady.session=first; steady.session=second", "first"],
    ["a value with = in it", "steady.session=a=b", "a=b"],
    ["what was encoded", "steady.session=a%7Cb", "a|b"],
    ["what cannot be decoded, as it was sent", "steady.session=%", "%"],
    ["an empty one", "steady.session=", ""],
    ["none where it is only part of a name", "xsteady.session=1", undefined],
    ["none in a header without pairs", "=;;;steady.session", undefined],
    ["none without a header", null, undefined],
  ])("finds %s", (_, header, found) => {
    expect(readCookie(header, "steady.session")).toBe(found);
  });

  it("knows no names that every object has", () => {
    expect(readCookie("a=1", "constructor")).toBeUndefined();
    expect(readCookie("__proto__=1", "toString")).toBeUndefined();
  });
});

describe("cookies of ours", () => {
  it("are for the whole site and out of scripts' reach, and travel over https alone where the site does", () => {
    expect(cookieLine("steady.session", "x.y-z_", 60, false)).toBe(
      "steady.session=x.y-z_; Max-Age=60; Path=/; HttpOnly; SameSite=Lax",
    );
    expect(cookieLine("__Host-steady.session", "x", 60, true)).toMatch(/; Secure(?:;|$)/);
  });

  it("that make a browser known are read back, and forged ones are not", () => {
    const [pair = ""] = deviceCookie(SECRET, true).split(";");
    expect(pair).toMatch(/^__Host-steady\.device=/);
    expect(readDeviceSecret(pair, true)).toBe(SECRET);
    expect(readDeviceSecret(pair, false)).toBeNull();
    expect(readDeviceSecret("steady.device=short", false)).toBeNull();
  });
});
