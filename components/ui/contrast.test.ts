import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const CSS = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

type Rgb = readonly [number, number, number];

/** The tokens declared in the first block that opens with this selector, as linear-light sRGB. */
function readTokens(selector: string): Map<string, Rgb> {
  const start = CSS.indexOf(`\n${selector} {`);
  const block = CSS.slice(start, CSS.indexOf("\n}", start));
  const tokens = new Map<string, Rgb>();
  for (const match of block.matchAll(/(?<!-)--([a-z0-9-]+):\s*oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)) {
    const [, name, l, c, h] = match;
    if (name) tokens.set(name, toLinearRgb(Number(l), Number(c), Number(h)));
  }
  return tokens;
}

/** OKLCH to linear sRGB, clipped to the gamut. Matrices: https://bottosson.github.io/posts/oklab/ */
function toLinearRgb(l: number, c: number, h: number): Rgb {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const l3 = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m3 = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s3 = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3),
    clip(-1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3),
    clip(-0.0041960863 * l3 - 0.7034186147 * m3 + 1.707614701 * s3),
  ];
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
function contrast(first: Rgb, second: Rgb): number {
  const [high, low] = [luminance(first), luminance(second)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

const SURFACES = ["background", "surface", "raised", "sunken", "hover", "selected"];
const SEVERITIES = ["critical", "major", "minor", "cosmetic"];
const TONES = [...SEVERITIES, "positive", "negative", "neutral"];

const TEXT_PAIRS: (readonly [text: string, on: string])[] = [
  ...["foreground", "muted-foreground", "faint-foreground", "accent-text"].flatMap((text) =>
    SURFACES.map((on) => [text, on] as const),
  ),
  ...TONES.flatMap((tone) => [...SURFACES, `${tone}-soft`].map((on) => [`${tone}-foreground`, on] as const)),
  ...TONES.flatMap(
    (tone) =>
      [
        ["foreground", `${tone}-soft`],
        ["muted-foreground", `${tone}-soft`],
      ] as const,
  ),
  ["foreground", "accent-soft"],
  ["muted-foreground", "accent-soft"],
  ["accent-text", "accent-soft"],
  ["accent-foreground", "accent"],
  ["accent-foreground", "accent-hover"],
  ["on-critical", "critical"],
  ["background", "foreground"],
];

const GRAPHIC_PAIRS: (readonly [graphic: string, on: string])[] = [
  ...["ring", "border-strong", ...TONES].flatMap((graphic) =>
    ["background", "surface", "raised", "sunken"].map((on) => [graphic, on] as const),
  ),
  ...["accent", "chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6", "chart-other"].flatMap(
    (graphic) => ["background", "surface"].map((on) => [graphic, on] as const),
  ),
];

describe.each([
  ["light", readTokens(":root")],
  ["dark", readTokens(".dark")],
])("%s tokens", (_theme, tokens) => {
  const ratio = (first: string, second: string): number => {
    const [a, b] = [tokens.get(first), tokens.get(second)];
    if (!a || !b) throw new Error(`token missing: ${a ? second : first}`);
    return contrast(a, b);
  };

  it.each(TEXT_PAIRS)("%s can be read on %s (4.5:1)", (text, on) => {
    expect(ratio(text, on)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(GRAPHIC_PAIRS)("%s can be told from %s (3:1)", (graphic, on) => {
    expect(ratio(graphic, on)).toBeGreaterThanOrEqual(3);
  });
});

it("black on white measures 21", () => {
  expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21);
});
