import { describe, expect, test } from "vitest";
import { isSameOrigin } from "./context";

const SITE = "https://steady.example";

describe("whether a request comes from a page of this site", () => {
  test.each<[string, Record<string, string>, boolean]>([
    ["same origin, said by the browser", { "sec-fetch-site": "same-origin", origin: SITE }, true],
    ["same origin without an Origin header", { "sec-fetch-site": "same-origin" }, true],
    ["an older browser's Origin", { origin: SITE }, true],
    ["the machine's other name", { origin: "http://10.0.0.5:3000", host: "10.0.0.5:3000" }, true],
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, false],
    ["another site that claims our origin", { "sec-fetch-site": "cross-site", origin: SITE }, false],
    ["a sibling subdomain", { "sec-fetch-site": "same-site", origin: "https://x.steady.example" }, false],
    ["an address typed by a person", { "sec-fetch-site": "none" }, false],
    ["neither header", { host: "steady.example" }, false],
    ["an opaque origin", { origin: "null", host: "null" }, false],
    ["no address at all", { origin: "" }, false],
    [
      "our host in another scheme's clothes",
      { origin: "https://steady.example.evil.example", host: "steady.example" },
      false,
    ],
    ["another port", { origin: "https://steady.example:8443", host: "steady.example" }, false],
  ])("%s", (_, headers, expected) => {
    expect(isSameOrigin(new Headers(headers), SITE)).toBe(expected);
  });
});
