/** What was right and what was said, as class numbers. */
export type Judged = readonly [truth: number, predicted: number];

/** Quality of a classifier over `count` classes: mean F1 over classes, share right, share at most one class off. */
export function measure(
  judged: readonly Judged[],
  count: number,
): { macroF1: number; accuracy: number; withinOne: number } {
  let sum = 0;
  for (let index = 0; index < count; index += 1) {
    const hits = judged.filter(([truth, predicted]) => truth === index && predicted === index).length;
    const wrong = judged.filter(([truth, predicted]) => (truth === index) !== (predicted === index)).length;
    sum += hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong);
  }
  return {
    macroF1: sum / count,
    accuracy: judged.filter(([truth, predicted]) => truth === predicted).length / judged.length,
    withinOne: judged.filter(([truth, predicted]) => Math.abs(truth - predicted) <= 1).length / judged.length,
  };
}

/** Pairs that were put together against pairs that belong together, by the groups each text got and should have got. */
export function measurePairs(
  groups: readonly string[],
  truths: readonly string[],
): { precision: number; recall: number } {
  const countPairs = (keys: readonly string[]): number => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  };
  const right = countPairs(groups.map((group, index) => `${group}\n${truths[index] ?? ""}`));
  return {
    precision: right / Math.max(1, countPairs(groups)),
    recall: right / Math.max(1, countPairs(truths)),
  };
}
