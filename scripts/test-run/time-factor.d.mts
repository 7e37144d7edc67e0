/** How many times longer than usual everything may take: 1 unless the run measured a slower or busier machine. */
export const timeFactor: number;
/** A time limit, in ms, of a test or of a wait in one, on the machine at hand. */
export function patiently(ms: number): number;
