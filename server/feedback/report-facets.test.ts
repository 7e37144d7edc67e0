import { describe, expect, test } from "vitest";
import type { ReportFacet } from "@/contracts/issues";
import { clientOf, countFacets, facetValue } from "./report-facets";

const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)";
const WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";

describe("the client of a user agent", () => {
  test.each<[userAgent: string, client: string | null]>([
    [`${MAC} ${WEBKIT} Version/18.1 Safari/605.1.15`, "Safari on macOS"],
    [`${IPHONE} ${WEBKIT} Version/18.1 Mobile/15E148 Safari/604.1`, "Safari on iOS"],
    [`${IPHONE} ${WEBKIT} CriOS/131.0 Mobile/15E148 Safari/604.1`, "Chrome on iOS"],
    [`${WINDOWS} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36`, "Chrome on Windows"],
    [
      `${WINDOWS} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0`,
      "Edge on Windows",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox on Linux"],
    [
      "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 SamsungBrowser/26.0 Chrome/122.0 Safari/537",
      "Samsung Internet on Android",
    ],
    ["Larderline/2.0.3 (iPhone 15; iOS 18.6)", "Larderline on iOS"],
    ["Larderline/2.0.3 (Android 12; SM-A525F)", "Larderline on Android"],
    ["okhttp/4.12.0", "okhttp"],
    ["Mozilla/5.0 (Android 14; Mobile)", "Android"],
    ["Mozilla/5.0", null],
    ["", null],
    ["شركة/1.0", "شركة"],
  ])("%s", (userAgent, client) => {
    expect(clientOf(userAgent)).toBe(client);
  });
});

describe("the value of a facet", () => {
  test.each<[ReportFacet, raw: string, value: string | null]>([
    ["version", " v2.0.3", "2.0.3"],
    ["version", "2.0.3", "2.0.3"],
    ["version", "  ", null],
    ["route", "https://shop.example/orders/18822?tab=lines", "/orders/{id}"],
    ["route", "/orders/7711", "/orders/{id}"],
    ["route", "POST /v2/payments", "/v2/payments"],
    ["route", "app://basket", "/"],
    ["language", "und", null],
    ["language", "ar", "ar"],
    ["account", "Müller & Söhne", "Müller & Söhne"],
  ])("%s: %s", (facet, raw, value) => {
    expect(facetValue(facet, raw)).toBe(value);
  });
});

test("spellings of one value are counted together, most reports first, the names' order among equals", () => {
  const facets = countFacets([
    { facet: "version", raw: "2.0.3", reports: 7 },
    { facet: "version", raw: "v2.0.3", reports: 5 },
    { facet: "version", raw: "2.0.2", reports: 8 },
    { facet: "language", raw: "und", reports: 9 },
    { facet: "language", raw: "en", reports: 2 },
    { facet: "language", raw: "de", reports: 2 },
  ]);
  expect(facets.version).toEqual({
    values: 2,
    top: [
      { value: "2.0.3", reports: 12 },
      { value: "2.0.2", reports: 8 },
    ],
  });
  expect(facets.language.top.map(({ value }) => value)).toEqual(["de", "en"]);
  expect(facets.account).toEqual({ values: 0, top: [] });
});

test("of many values the twenty with most reports are listed, and all are counted", () => {
  const raw = Array.from({ length: 300 }, (_, n) => ({
    facet: "account" as const,
    raw: `account ${n}`,
    reports: n + 1,
  }));
  const { top, values } = countFacets(raw).account;
  expect(values).toBe(300);
  expect(top).toHaveLength(20);
  expect(top[0]).toEqual({ value: "account 299", reports: 300 });
});

test("a user agent or a value without end is read from its beginning", () => {
  expect(clientOf(`${"x".repeat(600)} Firefox/1`)).toBeNull();
  expect(clientOf(`  ${"x ".repeat(200)} Firefox/1`)).toBe("Firefox");
  expect(facetValue("account", "x".repeat(900))).toBe("x".repeat(200));
  expect(facetValue("account", "")).toBeNull();
});

test("a product that is a browser's name for others says nothing", () => {
  expect(clientOf("Opera/9.80 (Windows NT 6.1)")).toBe("Opera on Windows");
  expect(clientOf("Mozilla/5.0 (X11; CrOS x86_64) Chrome/131.0 Safari/537")).toBe("Chrome on ChromeOS");
});

test("every facet has its own values, in whatever order they come", () => {
  const one = (facet: ReportFacet, raw: string) => ({ facet, raw, reports: 1 });
  const facets = countFacets([
    one("language", "en"),
    one("client", "okhttp/4"),
    one("route", "GET /a"),
    one("account", "acme"),
    one("version", "2"),
    { facet: "account", raw: "beta", reports: 3 },
  ]);
  expect(facets).toEqual({
    version: { values: 1, top: [{ value: "2", reports: 1 }] },
    client: { values: 1, top: [{ value: "okhttp", reports: 1 }] },
    route: { values: 1, top: [{ value: "/a", reports: 1 }] },
    account: {
      values: 2,
      top: [
        { value: "beta", reports: 3 },
        { value: "acme", reports: 1 },
      ],
    },
    language: { values: 1, top: [{ value: "en", reports: 1 }] },
  });
});
