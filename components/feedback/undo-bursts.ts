import type { IssuePatch } from "./optimistic";

/** Acts that follow each other within this time, ms, and do the same, are taken back together. */
const BURST_MS = 5_000;
const BURSTS_MAX = 20;

/** A change that can be taken back, and what its issues were before it. */
export type Undoable = {
  undoId: string;
  /** Its place among what the person did; answers may come in another order. */
  order: number;
  issueIds: readonly string[];
  /** How many issues it changed, and the number of the issue where it was a single one. */
  count: number;
  number: number | undefined;
  reverse: ReadonlyMap<string, IssuePatch>;
};

/** The same act done several times in a row: one toast, and one way back for all of it. */
export type Burst = {
  /** What was done, so that only the same joins it. */
  key: string;
  changes: readonly Undoable[];
  /** When the last of it was done, ms. */
  lastAt: number;
  toastId: string | number | undefined;
};

/** Adds a change to the burst it belongs to: that of the last act, if it did the same a moment ago; else it begins one. */
export function addToBursts(
  bursts: readonly Burst[],
  { key, change, now }: { key: string; change: Undoable; now: number },
): Burst[] {
  const last = bursts.at(-1);
  if (last?.key === key && now - last.lastAt <= BURST_MS)
    return [...bursts.slice(0, -1), { ...last, changes: [...last.changes, change], lastAt: now }];
  return [...bursts.slice(1 - BURSTS_MAX), { key, changes: [change], lastAt: now, toastId: undefined }];
}

/** The changes of a burst in the order in which they are taken back: what was done last first. */
export const inUndoOrder = ({ changes }: Burst): Undoable[] => [...changes].sort((a, b) => b.order - a.order);

/** How many issues a burst changed, and which it was when it was a single one. An issue that was changed twice counts once. */
export function sizeOfBurst({ changes }: Burst): { count: number; number: number | undefined } {
  const numbers = new Set(changes.map((change) => change.number));
  const [first] = changes;
  if (first && numbers.size === 1 && first.number !== undefined) return { count: 1, number: first.number };
  const single = changes.filter((change) => change.number !== undefined);
  const many = changes.filter((change) => change.number === undefined);
  return {
    count:
      new Set(single.map((change) => change.number)).size +
      many.reduce((sum, change) => sum + change.count, 0),
    number: undefined,
  };
}

/** What could not be taken back, and why: for a person. */
export type Refused = { change: Undoable; message: string };

/** What became of taking a burst back, in words; `issue` words the issues of a change. */
export function describeUndone(
  burst: Burst,
  refused: readonly Refused[],
  issue: (change: Undoable) => string,
): { title: string; description: string | undefined } {
  const all = burst.changes.length;
  if (refused.length === 0)
    return {
      title: all === 1 ? "Undone" : `Undone: all ${all} changes`,
      description: undefined,
    };
  const [only] = refused;
  if (all === 1 && only) return { title: "This could not be undone", description: only.message };
  return {
    title:
      refused.length === all
        ? "None of this could be undone"
        : `${all - refused.length} of ${all} changes undone`,
    description: refused.map(({ change, message }) => `${issue(change)}: ${message}`).join(" "),
  };
}
