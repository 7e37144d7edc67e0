/** A feature: which weight it uses and how strongly it is present. */
export type Feature = readonly [index: number, value: number];

/** A linear classifier over hashed features; weights are signed bytes times `scale`, classes lie side by side per bucket. */
export type LinearModel<Class extends string> = {
  readonly classes: readonly Class[];
  readonly bias: readonly number[];
  readonly scale: number;
  readonly weights: Int8Array;
};

/** How a model is committed: base64 of the bytes, runs of zero shortened. */
export type PackedModel<Class extends string> = {
  readonly classes: readonly Class[];
  readonly bias: readonly number[];
  readonly scale: number;
  readonly size: number;
  readonly data: string;
};

/** A model from how it was committed: zero bytes are followed by the length of their run. */
export function unpackModel<Class extends string>(packed: PackedModel<Class>): LinearModel<Class> {
  const bytes = Buffer.from(packed.data, "base64");
  const weights = new Int8Array(packed.size);
  let at = 0;
  for (let from = 0; from < bytes.length; from += 1) {
    const byte = bytes[from] ?? 0;
    if (byte === 0) {
      from += 1;
      at += bytes[from] ?? 0;
      continue;
    }
    weights[at] = byte > 127 ? byte - 256 : byte;
    at += 1;
  }
  return { classes: packed.classes, bias: packed.bias, scale: packed.scale, weights };
}

/** The probability of each class, in the model's order. */
export function predict<Class extends string>(
  model: LinearModel<Class>,
  features: readonly Feature[],
): number[] {
  const count = model.classes.length;
  const scores = new Float64Array(count);
  for (const [index, value] of features) {
    const base = index * count;
    for (let at = 0; at < count; at += 1)
      scores[at] = (scores[at] ?? 0) + (model.weights[base + at] ?? 0) * value;
  }
  return softmax(Array.from(scores, (score, at) => score * model.scale + (model.bias[at] ?? 0)));
}

/** Scores as shares that add up to 1. */
export function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** FNV-1a over the characters `from` up to `to`, 32 bits; goes on from `seed`, the hash of what comes before. */
export function hashFeature(text: string, seed = 0x811c9dc5, from = 0, to = text.length): number {
  let hash = seed;
  for (let at = from; at < to; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
