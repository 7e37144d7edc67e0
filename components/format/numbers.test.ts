import { describe, expect, it } from "vitest";
import {
  formatChange,
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatFigure,
  formatMs,
  formatNoun,
  formatPercent,
  formatShare,
} from "./numbers";

/** Thin no-break spaces read as spaces here. */
const plain = (text: string | null) => text?.replaceAll("\u202f", " ") ?? null;
const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;

describe("counts", () => {
  it.each([
    [0, false, "0"],
    [9_999, false, "9,999"],
    [10_000, false, "10,000"],
    [12_408, false, "12,408"],
    [10_000, true, "10k+"],
    [10_001, true, "10k+"],
    [200, true, "200+"],
    [-3, false, "−3"],
  ])("%d (capped: %s) reads %s", (count, isCapped, text) => expect(formatCount(count, isCapped)).toBe(text));

  it.each([
    [0, "0"],
    [0.5, "0.5"],
    [940, "940"],
    [1_000, "1k"],
    [1_240, "1.2k"],
    [9_960, "10k"],
    [38_400, "38k"],
    [999_499, "999k"],
    [999_950, "1M"],
    [1_400_000, "1.4M"],
  ])("%d is short as %s", (count, text) => expect(formatCompact(count)).toBe(text));

  it("agrees with its noun", () => {
    expect(formatNoun(1, "item")).toBe("1 item");
    expect(formatNoun(0, "item")).toBe("0 items");
    expect(formatNoun(2, "reply", "replies")).toBe("2 replies");
  });
});

describe("sizes", () => {
  it.each([
    [0, "0 B"],
    [940, "940 B"],
    [999, "999 B"],
    [1_000, "1 kB"],
    [1_240, "1.2 kB"],
    [38_400, "38 kB"],
    [999_600, "1 MB"],
    [5_368_709_120, "5.4 GB"],
  ])("%d bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text.replace(" ", "\u202f")));
});

describe("units", () => {
  it.each([
    [0, "0 %"],
    [0.01, "<0.1 %"],
    [0.44, "0.4 %"],
    [9.96, "10 %"],
    [31.2, "31 %"],
    [-31, "−31 %"],
  ])("%d percent reads %s", (value, text) => expect(plain(formatPercent(value))).toBe(text));
  it("a share is a hundredth of a percentage", () => expect(plain(formatShare(0.124))).toBe("12 %"));
  it.each([
    [0, "0 ms"],
    [0.2, "<1 ms"],
    [84.4, "84 ms"],
    [999.6, "1 s"],
    [1_240, "1.24 s"],
    [12_340, "12.3 s"],
    [125_000, "2 min 5 s"],
  ])("%d ms reads %s", (value, text) => expect(plain(formatMs(value))).toBe(text));
  it.each([
    [0, "0 s"],
    [59_400, "59 s"],
    [59_600, "1 min"],
    [12 * MIN, "12 min"],
    [3 * HOUR + 20 * MIN, "3 h 20 min"],
    [23 * HOUR + 59.6 * MIN, "1 d"],
    [28 * HOUR, "1 d 4 h"],
    [3 * DAY, "3 d"],
  ])("%d ms lasts %s", (value, text) => expect(plain(formatDuration(value))).toBe(text));
  it("what is not known is a dash and never zero", () => expect(formatFigure(null, "count")).toBe("–"));
});

describe("change", () => {
  it.each([
    [206, 142, "−31 %"],
    [100, 112, "+12 %"],
    [100, 100.2, "no change"],
    [0, 0, "no change"],
    [0, 5, null],
  ])("from %d to %d is %s", (before, after, text) => expect(plain(formatChange(before, after))).toBe(text));
});
