import { describe, expect, test } from "vitest";
import { BUCKET_COUNT, BUCKET_GAMMA, bucketOf, latencyOf, quantile } from "./latency-buckets";

/** A reproducible stream of numbers in [0, 1) (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe("latency buckets", () => {
  test("every latency from 1 ms to 200 s is at most 2 % from what its bucket stands for", () => {
    for (let ms = 1.001; ms < 200_000; ms *= 1.0037)
      expect(Math.abs(latencyOf(bucketOf(ms)) - ms) / ms).toBeLessThanOrEqual(0.02);
  });

  test("what is shorter than a millisecond or longer than the last bucket is counted, not lost", () => {
    expect([0, 0.3, 1, Number.NaN].map(bucketOf)).toEqual([0, 0, 0, 0]);
    expect([1e6, 1e12, Infinity].map(bucketOf)).toEqual([
      BUCKET_COUNT - 1,
      BUCKET_COUNT - 1,
      BUCKET_COUNT - 1,
    ]);
  });

  test("a bucket's upper end belongs to it", () => {
    for (const i of [1, 7, 118, 200, 318]) expect(bucketOf(BUCKET_GAMMA ** i)).toBe(i);
  });

  test.each([
    ["even", (r: number) => 1 + r * 2_000],
    ["long-tailed", (r: number) => 40 * Math.exp(-Math.log(1 - r) * 1.3)],
    ["two humps", (r: number) => (r < 0.8 ? 20 + r * 30 : 900 + r * 800)],
  ])("percentiles of %s latencies are within 2 % of the exact ones", (_, shape) => {
    const random = randomOf(7);
    const values = Array.from({ length: 20_000 }, () => shape(random())).sort((a, b) => a - b);
    const buckets = new Array<number>(BUCKET_COUNT).fill(0);
    for (const v of values) buckets[bucketOf(v)]! += 1;
    for (const q of [0.5, 0.9, 0.95, 0.99]) {
      const exact = values[Math.ceil(q * values.length) - 1]!;
      expect(Math.abs(quantile(buckets, q)! - exact) / exact).toBeLessThanOrEqual(0.02);
    }
  });

  test("a bucket stands for the middle between its ends, in the measure of the error", () => {
    expect(latencyOf(0)).toBeCloseTo(2 / 2.04, 9);
    expect(latencyOf(100)).toBeCloseTo((2 * BUCKET_GAMMA ** 100) / 2.04, 6);
    expect([1.0001, BUCKET_GAMMA, BUCKET_GAMMA + 0.0001].map(bucketOf)).toEqual([1, 1, 2]);
    expect([BUCKET_GAMMA ** 318 * 1.01, BUCKET_GAMMA ** 319 * 1.01].map(bucketOf)).toEqual([319, 319]);
  });

  test.each([
    [0, 2],
    [0.25, 2],
    [0.26, 3],
    [0.75, 3],
    [0.76, 5],
    [1, 5],
  ])("of four requests the share %d lies below the end of its bucket", (q, bucket) =>
    expect(quantile([0, 0, 1, 2, 0, 1], q)).toBe(latencyOf(bucket)),
  );

  test("without requests there is no percentile", () => {
    expect(quantile([], 0.95)).toBeNull();
    expect(quantile([0, 0], 0.95)).toBeNull();
  });
});
