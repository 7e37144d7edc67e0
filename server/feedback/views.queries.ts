import type { BoardSort } from "@/contracts/board";
import type { BoardLayout } from "@/contracts/views";
import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";

export type SavedView = {
  id: string;
  launchId: string;
  name: string;
  filter: string;
  layout: BoardLayout;
  /** Null for the order that lists come in when nobody chose one. */
  sort: BoardSort | null;
  isShared: boolean;
  position: number;
  version: number;
};

/** The views of a launch that this person sees: the shared ones and their own, in order. */
export async function listViews(scope: Scope, launchId: string): Promise<SavedView[]> {
  const found = await withScope(scope, (tx) =>
    tx.savedView.findMany({
      where: { orgId: scope.orgId, launchId, OR: [{ ownerId: null }, { ownerId: scope.actor.id }] },
      orderBy: [{ position: "asc" }, { id: "asc" }],
      take: 50,
    }),
  );
  return found.map((v) => ({
    id: v.id,
    launchId: v.launchId,
    name: v.name,
    filter: v.filter,
    layout: v.layout as BoardLayout,
    sort: v.sort as BoardSort | null,
    isShared: v.ownerId === null,
    position: v.position,
    version: v.version,
  }));
}
