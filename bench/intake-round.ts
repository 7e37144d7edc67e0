/** What the bench's processes say to each other. */
export type RoundRequest = { ms: number; concurrency: number };
export type Round = { count: number; perSecond: number; p99Ms: number };

/** A report as people write them, different each time. */
export function reportText(n: number): string {
  return (
    `The confirmation page stays empty after I pay with my card (attempt ${n}). I waited two ` +
    "minutes, reloaded, and was asked to pay again; now I do not know whether I was charged twice. " +
    `Order 5-${n}, Firefox on Windows.`
  );
}

/** Runs `act` in as many loops as asked for the given time, and says how often and how slowly at worst. */
export async function measureRound(
  { ms, concurrency }: RoundRequest,
  act: (loop: number) => Promise<void>,
): Promise<Round> {
  const took: number[] = [];
  const started = performance.now();
  const until = started + ms;
  await Promise.all(
    Array.from({ length: concurrency }, async (_, loop) => {
      for (let offset = performance.now(); offset < until;) {
        await act(loop);
        const end = performance.now();
        took.push(end - offset);
        offset = end;
      }
    }),
  );
  const elapsed = performance.now() - started;
  took.sort((a, b) => a - b);
  return {
    count: took.length,
    perSecond: (took.length / elapsed) * 1_000,
    p99Ms: took[Math.min(took.length - 1, Math.ceil(took.length * 0.99) - 1)] ?? 0,
  };
}
