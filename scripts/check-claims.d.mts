export type Sentence = { section: string; says: string };
export type Entry = Sentence & { tests?: { file: string; test: string }[]; why?: string };
export function readSentences(text: string): Sentence[];
export function faultOfTest(
  of: { file: string; test: string },
  read: (path: string) => string | null,
): string | null;
export function judge(
  sentences: readonly Sentence[],
  list: readonly Entry[],
  read: (path: string) => string | null,
): { claims: number; tested: number; faults: string[]; missing: Sentence[] };
