import { describe, expect, it } from "vitest";
import { formatExactTime, formatTime } from "./time-text";

const NOW = Date.UTC(2025, 10, 24, 3, 15);
const plain = (text: string) => text.replaceAll("\u202f", " ");

describe("relative time", () => {
  it.each([
    [0, "just now"],
    [-44_000, "just now"],
    [-60_000, "1 min ago"],
    [-50 * 60_000, "50 min ago"],
    [-59.6 * 60_000, "1 h ago"],
    [-5 * 3_600_000, "5 h ago"],
    [-23.6 * 3_600_000, "1 d ago"],
    [-6 * 86_400_000, "6 d ago"],
    [3 * 3_600_000, "in 3 h"],
  ])("%d ms away reads %s", (offset, text) =>
    expect(plain(formatTime(NOW + offset, "relative", NOW, "UTC"))).toBe(text),
  );

  it("becomes a date after a week", () =>
    expect(formatTime(NOW - 10 * 86_400_000, "relative", NOW, "UTC")).toBe("14 Nov"));
  it("names the year only when it is another one", () =>
    expect(formatTime(Date.UTC(2024, 11, 31), "relative", NOW, "UTC")).toBe("31 Dec 2024"));
});

it("the same moment is another time of day elsewhere", () => {
  expect(formatTime(NOW, "time", NOW, "UTC")).toBe("03:15");
  expect(formatTime(NOW, "datetime", NOW, "America/New_York")).toBe("23 Nov, 22:15");
});

it("the exact time names its zone", () => {
  expect(formatExactTime(NOW, "UTC")).toBe("Mon, 24 Nov 2025, 03:15:00 UTC");
});

describe("on public pages a moment is written in the page's language", () => {
  it.each([
    ["en", "24 Nov, 03:15"],
    ["de", "24. Nov., 03:15"],
    ["fr", "24 nov., 03:15"],
    ["es", "24 nov, 03:15"],
    ["it", "24 nov, 03:15"],
    ["pt", "24 de nov., 03:15"],
    ["nl", "24 nov, 03:15"],
    ["pl", "24 lis, 03:15"],
    ["sv", "24 nov. 03:15"],
    ["tr", "24 Kas 03:15"],
  ] as const)("%s", (language, text) =>
    expect(plain(formatTime(NOW, "datetime", NOW, "UTC", language))).toBe(text),
  );
  it("the exact time too", () =>
    expect(formatExactTime(NOW, "UTC", "fr")).toBe("lun. 24 nov. 2025, 03:15:00 UTC"));
});
