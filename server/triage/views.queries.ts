import { parseFilter } from "@/contracts/board";
import type { Count } from "@/contracts/paging";
import { listViews, type SavedView } from "@/server/feedback/views.queries";
import type { Scope } from "@/server/platform/scope";
import { countIssues } from "./board-counts.queries";

/**
 * The views of a launch that this person sees, each with how many issues it shows right now. `isBroken`: a word in its filter means
 * nothing any more.
 */
export async function listViewsWithCounts(
  scope: Scope,
  launchId: string,
): Promise<(SavedView & { count: Count; isBroken: boolean })[]> {
  const views = await listViews(scope, launchId);
  const counted: (SavedView & { count: Count; isBroken: boolean })[] = [];
  for (const view of views) {
    const { total } = await countIssues(scope, { launchId, filter: view.filter });
    counted.push({ ...view, count: total, isBroken: parseFilter(view.filter).problems.length > 0 });
  }
  return counted;
}
