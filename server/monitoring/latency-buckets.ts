/**
 * Latencies as counts in logarithmic buckets. Bucket i holds (γ^(i−1), γ^i] ms with γ = 1.04, and stands for 2γ^i/(γ+1), which is at
 * most (γ−1)/(γ+1) ≈ 1.96 % from any value in it (the argument of DDSketch, Masson et al. 2019). Counts add up element by element, so
 * minutes add up to hours and late lines find their place.
 */

export const BUCKET_GAMMA = 1.04;
/** 320 buckets reach from 1 ms to 270 s; what is shorter or longer counts in the first or last. */
export const BUCKET_COUNT = 320;

const INVERSE_LOG_GAMMA = 1 / Math.log(BUCKET_GAMMA);

/** The bucket of a latency in ms, 0 … 319. */
export function bucketOf(ms: number): number {
  if (!(ms > 1)) return 0;
  const index = Math.ceil(Math.log(ms) * INVERSE_LOG_GAMMA - 1e-9);
  return index < BUCKET_COUNT ? index : BUCKET_COUNT - 1;
}

/** The latency in ms that a bucket stands for. */
export function latencyOf(bucket: number): number {
  return (2 * BUCKET_GAMMA ** bucket) / (BUCKET_GAMMA + 1);
}

/**
 * The latency in ms below which a share `q` (0–1) of the counted requests lies, within 2 %; null when none was counted. A shorter
 * array means zeros to its end.
 */
export function quantile(buckets: readonly number[], q: number): number | null {
  let total = 0;
  for (const n of buckets) total += n;
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(q * total));
  let seen = 0;
  for (let bucket = 0; bucket < buckets.length; bucket++) {
    seen += buckets[bucket]!;
    if (seen >= rank) return latencyOf(bucket);
  }
  return latencyOf(buckets.length - 1);
}
