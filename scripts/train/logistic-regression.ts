import type { Feature, LinearModel } from "@/server/reading/models/linear-model";

/** One training case: features, the index of its class and how much it counts. */
export type Case = {
  readonly features: readonly Feature[];
  readonly target: number;
  readonly weight: number;
};

/** How to train: passes over the data, first step size, pull of weights towards zero. */
export type TrainOptions = {
  readonly buckets: number;
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
};

/** A repeatable order: Park–Miller. */
export function shuffle<Value>(values: readonly Value[], seed: number): Value[] {
  const result = [...values];
  let state = seed;
  for (let index = result.length - 1; index > 0; index -= 1) {
    state = (state * 48271) % 2147483647;
    const other = state % (index + 1);
    const held = result[index] as Value;
    result[index] = result[other] as Value;
    result[other] = held;
  }
  return result;
}

/** Multinomial logistic regression by AdaGrad; weights are rounded to signed bytes at the end, as they ship. */
export function train<Class extends string>(
  classes: readonly Class[],
  cases: readonly Case[],
  options: TrainOptions,
): LinearModel<Class> {
  const count = classes.length;
  const weights = new Float64Array(options.buckets * count);
  const grads = new Float64Array(options.buckets * count).fill(1e-4);
  const bias = new Float64Array(count);
  const scores = new Float64Array(count);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    for (const { features, target, weight } of shuffle(cases, 17 + epoch)) {
      scores.set(bias);
      for (const [index, value] of features)
        for (let at = 0; at < count; at += 1) scores[at]! += weights[index * count + at]! * value;
      const top = Math.max(...scores);
      let sum = 0;
      for (let index = 0; index < count; index += 1) sum += scores[index] = Math.exp(scores[index]! - top);
      for (let at = 0; at < count; at += 1) {
        const error = (scores[at]! / sum - (at === target ? 1 : 0)) * weight;
        bias[at]! -= 0.02 * options.rate * error;
        for (const [index, value] of features) {
          const slot = index * count + at;
          const gradient = error * value + options.decay * weights[slot]!;
          grads[slot]! += gradient * gradient;
          weights[slot]! -= (options.rate * gradient) / Math.sqrt(grads[slot]!);
        }
      }
    }
  }
  return quantise(classes, weights, bias);
}

function quantise<Class extends string>(
  classes: readonly Class[],
  weights: Float64Array,
  bias: Float64Array,
): LinearModel<Class> {
  const sizes = weights.map(Math.abs).sort();
  const limit = Math.max(1e-6, sizes[Math.floor(sizes.length * 0.9995)] ?? 1);
  const scale = limit / 127;
  const bytes = new Int8Array(weights.length);
  weights.forEach((weight, index) => {
    const byte = Math.max(-127, Math.min(127, Math.round(weight / scale)));
    bytes[index] = Math.abs(byte) <= 1 ? 0 : byte;
  });
  return { classes, bias: Array.from(bias, (value) => Math.round(value * 1e4) / 1e4), scale, weights: bytes };
}
