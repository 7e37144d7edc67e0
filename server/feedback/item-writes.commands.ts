import type { ItemType, Provenance, Sentiment, Severity } from "@/contracts/triage";
import type { Tx } from "@/server/db/sql";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";

/** A report whose row is held until the transaction ends, as far as a person decides about it. */
type LockedItem = {
  id: string;
  launchId: string;
  issueId: string | null;
  state: string;
  type: ItemType;
  severity: Severity;
  sentiment: Sentiment;
  sentimentScore: number;
  componentId: string | null;
  provenance: Record<string, Provenance>;
  version: number;
  reference: string;
};

/** Holds a report. @throws AppError NOT_FOUND */
export async function lockItemIn(tx: Tx, scope: Scope, itemId: string): Promise<LockedItem> {
  const [item] = await tx.$queryRaw<LockedItem[]>`
    select
      id,
      launch_id as "launchId",
      issue_id as "issueId",
      state,
      type,
      severity,
      sentiment,
      sentiment_score as "sentimentScore",
      component_id as "componentId",
      provenance,
      version,
      reference
    from item
    where
      org_id = ${scope.orgId}
      and id = ${itemId}
    for no key update
  `;
  if (!item) throw new AppError("NOT_FOUND", "There is no such report here.");
  return item;
}

/** @throws AppError NOT_FOUND when the launch has no such component */
export async function assertComponentIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  componentId: string,
): Promise<void> {
  const found = await tx.component.findFirst({
    where: { orgId: scope.orgId, id: componentId, launchId },
    select: { id: true },
  });
  if (!found)
    throw new AppError("NOT_FOUND", "There is no such component in this launch.", { field: "componentId" });
}
