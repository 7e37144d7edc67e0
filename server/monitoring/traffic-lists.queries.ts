import { withScope } from "@/server/db/client";
import { listRoutedComponentsIn } from "@/server/launches/components.queries";
import { singleton } from "@/server/platform/singleton";
import type { Scope } from "@/server/platform/scope";
import { TrafficJudge, type TrafficLists } from "./traffic-class";
import { readActiveRulesIn } from "./traffic-rules.queries";

/** A launch's lists with the judge that is made of them. */
export type ReadyLists = { readonly lists: TrafficLists; readonly judge: TrafficJudge };

/** So long an edit may take to be heeded by another web process, ms. */
const FRESH_MS = 500;
const LAUNCHES_MAX = 500;

type Kept = { untilMs: number; ready: Promise<ReadyLists> };

/**
 * What a launch lists as its own and as no use. Read anew every half second, so that a stream of small batches does not ask for it with
 * each; what is the same keeps its judge, which remembers user agents.
 */
export async function listsOf(scope: Scope, launchId: string): Promise<ReadyLists> {
  const all = singleton("monitoring.lists", () => new Map<string, Kept>());
  const kept = all.get(launchId);
  const nowMs = performance.now();
  if (kept && kept.untilMs > nowMs) return kept.ready;
  const ready = readLists(scope, launchId).then(async (lists) => {
    const before = await kept?.ready.catch(() => undefined);
    return before && JSON.stringify(before.lists) === JSON.stringify(lists)
      ? before
      : { lists, judge: new TrafficJudge(lists) };
  });
  all.delete(launchId);
  all.set(launchId, { untilMs: nowMs + FRESH_MS, ready });
  if (all.size > LAUNCHES_MAX) all.delete(all.keys().next().value!);
  ready.catch(() => all.delete(launchId));
  return ready;
}

/** Lets the next batch see an edit at once, in this process. */
export function forgetLists(launchId: string): void {
  singleton("monitoring.lists", () => new Map<string, Kept>()).delete(launchId);
}

async function readLists(scope: Scope, launchId: string): Promise<TrafficLists> {
  return withScope(scope, async (tx) => ({
    components: await listRoutedComponentsIn(tx, scope, launchId),
    rules: await readActiveRulesIn(tx, scope, launchId),
  }));
}
