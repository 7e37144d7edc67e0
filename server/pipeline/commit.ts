import { now as clockNow } from "@/server/platform/clock";
import { recordIn } from "@/server/audit/trail.commands";
import { acknowledgeIn } from "@/server/communication/messages.commands";
import { withScopeOnce } from "@/server/db/client";
import { rows, type Tx } from "@/server/db/sql";
import { raiseIssuesIn, wakeIssuesIn } from "@/server/feedback/arrivals.commands";
import {
  countTermsIn,
  joinIssuesIn,
  lockLaunchIn,
  recordItemsIn,
  type Joining,
} from "@/server/feedback/record.commands";
import { publishIssuesIn } from "@/server/live/issues-changed";
import { faultPoint } from "@/server/platform/fault";
import type { Scope } from "@/server/platform/scope";
import { groupItemsIn, keepExemplarsIn } from "@/server/triage/group.commands";
import { scoreIssuesIn } from "@/server/triage/score.commands";
import type { LaunchFacts } from "./facts-launch";
import type { Reading } from "./reading";
import { STAGES } from "./stage-names";

export type Committed = { items: number; opened: number; quarantined: number };

/** What the launches' traffic says, for impact: the share of requests that go through each component, by component id. */
export type TrafficShares = ReadonlyMap<string, number>;

/**
 * Writes a batch: items, issues, how they belong together, scores, acknowledgements, receipts, audit, live event, and the outbox rows
 * done, all in one transaction or not at all.
 */
export async function commitReadings(
  scope: Scope,
  outboxIds: readonly string[],
  byLaunch: ReadonlyMap<string, { launch: LaunchFacts; readings: readonly Reading[]; shares: TrafficShares }>,
): Promise<Committed | null> {
  const now = clockNow();
  const result = await withScopeOnce(scope, outboxIds, async (tx) => {
    const total: Committed = { items: 0, opened: 0, quarantined: 0 };
    // In one order everywhere, so that two batches never wait for each other's launch.
    for (const launchId of [...byLaunch.keys()].sort()) {
      const { launch, readings, shares } = byLaunch.get(launchId)!;
      await lockLaunchIn(tx, scope, launchId);
      const done = await commitLaunch(tx, scope, launch, readings, shares, now);
      total.items += readings.length;
      total.opened += done.opened;
      total.quarantined += done.quarantined;
    }
    if (WITH_FAULTS) faultPoint("pipeline.before-commit");
    return total;
  });
  return result.ok ? result.value : null;
}

async function commitLaunch(
  tx: Tx,
  scope: Scope,
  launch: LaunchFacts,
  readings: readonly Reading[],
  shares: TrafficShares,
  now: Date,
): Promise<{ opened: number; quarantined: number }> {
  const open = readings.filter((r) => r.item.quarantineReason === null);
  const loose = open.filter((r) => r.item.issueId === null);
  const grouped = await groupItemsIn(
    tx,
    scope,
    launch.id,
    loose.map((r) => r.groupable),
    now,
  );
  const chosen: Joining[] = open.flatMap((r) =>
    r.item.issueId
      ? [
          {
            itemId: r.item.id,
            issueId: r.item.issueId,
            by: "person" as const,
            reason: "Chosen by the person who logged it.",
            score: 1,
          },
        ]
      : [],
  );
  const items = readings.map((r) => ({
    ...r.item,
    issueId: r.item.issueId ?? grouped.issueOf.get(r.item.id) ?? null,
  }));
  if (WITH_FAULTS) faultPoint("pipeline.mid");
  await recordItemsIn(tx, scope, items);
  await keepExemplarsIn(tx, scope, launch.id, [
    ...grouped.exemplars,
    ...open.filter((r) => r.item.issueId !== null).map((r) => r.groupable),
  ]);
  await joinIssuesIn(tx, scope, [...grouped.joinings, ...chosen], now);
  await raiseIssuesIn(tx, scope, grouped.raises, now);
  await wakeIssuesIn(
    tx,
    scope,
    items.flatMap((i) =>
      i.issueId ? [{ issueId: i.issueId, occurredAt: i.occurredAt, severity: i.severity }] : [],
    ),
    now,
  );
  const touched = [...new Set([...grouped.touched, ...chosen.map((c) => c.issueId)])];
  await scoreIssuesIn(tx, scope, touched, now, { trafficShareOfComponent: shares });
  await countTermsIn(
    tx,
    scope,
    launch.id,
    loose.map((r) => r.groupable),
  );
  await acknowledgeIn(
    tx,
    scope,
    launch,
    open.flatMap(({ item }) =>
      item.reporter?.email && item.rawEventId
        ? [
            {
              itemId: item.id,
              linkId: item.rawEventId,
              email: item.reporter.email,
              reference: item.reference,
              language: item.language,
              text: item.text,
            },
          ]
        : [],
    ),
  );
  await writeReceiptsIn(
    tx,
    scope,
    readings.map((r) => r.item.id),
  );
  await recordIn(tx, scope, {
    verb: "items.triaged",
    subjectKind: "launch",
    subjectId: launch.id,
    launchId: launch.id,
    data: {
      items: readings.length,
      opened: grouped.openedCount,
      quarantined: readings.length - open.length,
      degraded: open.filter((r) => r.item.isDegraded).length,
    },
  });
  const since = Math.min(...readings.map((r) => r.item.receivedAt.getTime()));
  await publishIssuesIn(tx, scope, launch.id, touched, since);
  return { opened: grouped.openedCount, quarantined: readings.length - open.length };
}

/** One receipt per item and stage; a second writing of the same changes nothing. */
async function writeReceiptsIn(tx: Tx, scope: Scope, itemIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    insert into stage_receipt (org_id, item_id, stage, version)
    select
      ${scope.orgId},
      i.id,
      s.name,
      s.version
    from
      unnest(${[...itemIds]}::text[]) as i(id)
      cross join jsonb_to_recordset(${rows(STAGES)}::jsonb) as s(name text, version int)
    on conflict do nothing
  `;
}
