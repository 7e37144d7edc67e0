import { now as clockNow } from "@/server/platform/clock";
import { recordIn } from "@/server/audit/trail.commands";
import { acknowledgeLaterIn } from "@/server/communication/late-acknowledgements.commands";
import { acknowledgeIn, type Acknowledged } from "@/server/communication/messages.commands";
import { reporterLanguage } from "@/server/communication/reporter-language";
import { withScopeOnce } from "@/server/db/client";
import { rows, type Tx } from "@/server/db/sql";
import { moreSevere, type Severity } from "@/contracts/triage";
import {
  reviewSettledIn,
  raiseIssuesIn,
  wakeIssuesIn,
  type Raise,
} from "@/server/feedback/arrivals.commands";
import {
  completeEntriesIn,
  expectTicketsIn,
  markAnsweredIn,
  recordEntriesIn,
} from "@/server/feedback/entries.commands";
import {
  countTermsIn,
  joinIssuesIn,
  lockLaunchIn,
  recordItemsIn,
  type Joining,
} from "@/server/feedback/record.commands";
import { recountIssuesIn } from "@/server/feedback/issue-facts.commands";
import { listDeployedIn } from "@/server/monitoring/releases.queries";
import { publishIssuesIn } from "@/server/live/issues-changed";
import { faultPoint } from "@/server/platform/fault";
import type { Scope } from "@/server/platform/scope";
import { groupItemsIn, keepExemplarsIn } from "@/server/triage/group.commands";
import { scoreIssuesIn } from "@/server/triage/score.commands";
import { keepSearchKeysIn } from "@/server/triage/search-keys.commands";
import type { Aside } from "./conversations";
import type { LaunchFacts } from "./facts-launch";
import type { Reading } from "./reading";
import { writeSideEffectsIn } from "./side-effects";
import { STAGES } from "./stage-names";

export type Committed = { items: number; opened: number; quarantined: number };

/** What the launches' traffic says, for impact: the share of requests that go through each component, by component id. */
export type TrafficShares = ReadonlyMap<string, number>;

/** What is written of one launch. */
export type LaunchBatch = {
  launch: LaunchFacts;
  readings: readonly Reading[];
  asides: readonly Aside[];
  shares: TrafficShares;
};

/**
 * Writes a batch: items, issues, how they belong together, scores, receipts, audit, and the outbox rows done, all in one transaction or
 * not at all; what only follows from it (acknowledgements, counts, the live event) in the same transaction, and where one of these cannot
 * be written the rest is written all the same.
 */
export async function commitReadings(
  scope: Scope,
  outboxIds: readonly string[],
  byLaunch: ReadonlyMap<string, LaunchBatch>,
): Promise<Committed | null> {
  const now = clockNow();
  const result = await withScopeOnce(scope, outboxIds, async (tx) => {
    const total: Committed = { items: 0, opened: 0, quarantined: 0 };
    // In one order everywhere, so that two batches never wait for each other's launch.
    for (const launchId of [...byLaunch.keys()].sort()) {
      const batch = byLaunch.get(launchId)!;
      await lockLaunchIn(tx, scope, launchId);
      const done = await commitLaunch(tx, scope, batch, now);
      total.items += batch.readings.filter((r) => r.conversation.earlier === null).length;
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
  { launch, readings, asides, shares }: LaunchBatch,
  now: Date,
): Promise<{ opened: number; quarantined: number }> {
  await expectTicketsIn(
    tx,
    scope,
    readings.flatMap(({ item: { id, sourceId, ticketId }, conversation: { earlier } }) =>
      ticketId !== null && readEntries(readings, id)
        ? [{ sourceId, ticketId, itemId: id, version: earlier?.version ?? null }]
        : [],
    ),
  );
  const open = readings.filter((r) => r.item.quarantineReason === null && r.item.state === "open");
  /** Reports that are new to the board; a reporter's further words count nothing again. */
  const fresh = open.filter((r) => r.conversation.earlier === null);
  const loose = open.filter((r) => r.item.issueId === null);
  const grouped = await groupItemsIn(
    tx,
    scope,
    launch.id,
    loose.map((r) => r.groupable),
    now,
  );
  const chosen: Joining[] = fresh.flatMap((r) =>
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
  const { recount } = await recordItemsIn(tx, scope, items);
  await keepSearchKeysIn(
    tx,
    scope,
    launch.id,
    readings.map((r) => ({ itemId: r.item.id, keys: r.searchKeys })),
  );
  const answered = await recordConversationsIn(tx, scope, readings, asides);
  await keepExemplarsIn(tx, scope, launch.id, [
    ...grouped.exemplars,
    ...fresh.filter((r) => r.item.issueId !== null).map((r) => r.groupable),
  ]);
  await joinIssuesIn(tx, scope, [...grouped.joinings, ...chosen], now);
  await raiseIssuesIn(tx, scope, grouped.raises, now);
  await raiseFurtherIn(tx, scope, readings, now);
  await wakeIssuesIn(
    tx,
    scope,
    items.flatMap((i, index) => {
      const { earlier } = readings[index]!.conversation;
      // A reporter's further words say something new of the issue only when they made the report more severe.
      return i.issueId && (earlier === null || earlier.severity.value !== i.severity)
        ? [
            {
              issueId: i.issueId,
              occurredAt: i.occurredAt,
              severity: i.severity,
              version: i.context.version ?? null,
              isNew: earlier === null,
            },
          ]
        : [];
    }),
    now,
    () => listDeployedIn(tx, scope, launch.id),
  );
  await reviewSettledIn(
    tx,
    scope,
    readings.flatMap((r) => (r.isFurtherWord && r.item.issueId ? [r.item.issueId] : [])),
    now,
  );
  const further = open.flatMap((r) => (r.conversation.earlier && r.item.issueId ? [r.item.issueId] : []));
  const touched = [...new Set([...grouped.touched, ...chosen.map((c) => c.issueId), ...further])];
  await scoreIssuesIn(tx, scope, touched, now, { trafficShareOfComponent: shares });
  await recountIssuesIn(
    tx,
    scope,
    recount.filter((id) => !touched.includes(id)),
    now,
  );
  await writeReceiptsIn(
    tx,
    scope,
    readings.map((r) => r.item.id),
  );
  const acknowledged = acknowledgementsOf(fresh);
  const since = Math.min(...readings.map((r) => r.item.receivedAt.getTime()), now.getTime());
  const changedIds = [...new Set([...touched, ...answered, ...recount])];
  const failedEffects = await writeSideEffectsIn(tx, [
    {
      name: "term counts",
      write: () =>
        countTermsIn(
          tx,
          scope,
          launch.id,
          loose.map((r) => r.groupable),
        ),
    },
    {
      name: "acknowledgements",
      write: () => acknowledgeIn(tx, scope, launch, acknowledged),
      otherwise: () =>
        acknowledgeLaterIn(
          tx,
          scope,
          acknowledged.map((a) => a.itemId),
        ),
    },
    {
      name: "live event",
      write: () => publishIssuesIn(tx, scope, launch.id, changedIds, since),
      otherwise: () => publishIssuesIn(tx, scope, launch.id, [], since),
    },
  ]);
  await recordIn(tx, scope, {
    verb: "items.triaged",
    subjectKind: "launch",
    subjectId: launch.id,
    launchId: launch.id,
    data: {
      items: readings.length,
      asides: asides.reduce((n, aside) => n + aside.entries.length, 0),
      opened: grouped.openedCount,
      quarantined: readings.length - open.length,
      degraded: open.filter((r) => r.item.isDegraded).length,
      ...(failedEffects.length > 0 && { failedEffects }),
      grouped: grouped.joinings.map(({ itemId, issueId }) => ({
        itemId,
        before: { issueId: null },
        after: { issueId },
      })),
    },
  });
  return { opened: grouped.openedCount, quarantined: readings.length - open.length };
}

/** Whether a reading brings its own words: what could not be read, or was logged, belongs to no conversation yet. */
const readEntries = (readings: readonly Reading[], itemId: string): boolean =>
  readings.some((r) => r.item.id === itemId && r.conversation.entries.length > 0);

/** Writes what was said. @returns issues whose reports were answered by it */
async function recordConversationsIn(
  tx: Tx,
  scope: Scope,
  readings: readonly Reading[],
  asides: readonly Aside[],
): Promise<string[]> {
  const completed = await completeEntriesIn(
    tx,
    scope,
    asides.flatMap((aside) => aside.facts),
  );
  const entries = [
    ...readings.flatMap((r) => r.conversation.entries),
    ...asides.flatMap((aside) => aside.entries),
  ];
  const opened = readings.flatMap(({ item: { sourceId, ticketId }, conversation }) =>
    ticketId !== null && conversation.earlier === null ? [{ sourceId, ticketId }] : [],
  );
  await recordEntriesIn(tx, scope, entries, opened);
  const conversations = entries.flatMap(({ sourceId, ticketId }) =>
    ticketId ? [{ sourceId, ticketId }] : [],
  );
  return markAnsweredIn(tx, scope, [...completed, ...conversations, ...opened]);
}

/** Raises the issues of reports that their reporters' further words made more severe than the issue is. */
async function raiseFurtherIn(tx: Tx, scope: Scope, readings: readonly Reading[], now: Date): Promise<void> {
  const escalated = readings.filter(
    ({ item, conversation: { earlier } }) =>
      earlier !== null && item.issueId !== null && item.severity !== earlier.severity.value,
  );
  if (escalated.length === 0) return;
  const issues = await tx.issue.findMany({
    where: { orgId: scope.orgId, id: { in: [...new Set(escalated.map((r) => r.item.issueId!))] } },
    select: { id: true, severity: true },
  });
  const raises = issues.flatMap(({ id, severity }): Raise[] => {
    const before = severity as Severity;
    const mostSevere = escalated
      .filter((r) => r.item.issueId === id)
      .reduce((most, r) => moreSevere(most, r.item.severity), before);
    return mostSevere === before
      ? []
      : [{ issueId: id, severity: mostSevere, reason: "A reporter wrote again, and it is worse." }];
  });
  await raiseIssuesIn(tx, scope, raises, now);
}

/** Whom to tell that their report arrived: those who left an address, where their source allows it. */
const acknowledgementsOf = (fresh: readonly Reading[]): Acknowledged[] =>
  fresh.flatMap(({ item, acknowledgement }) =>
    acknowledgement !== "none" && item.reporter?.email && item.rawEventId
      ? [
          {
            itemId: item.id,
            linkId: item.rawEventId,
            email: item.reporter.email,
            reference: item.reference,
            language: reporterLanguage({
              page: item.context.pageLanguage ?? null,
              written: item.language,
              text: item.text,
            }),
            text: acknowledgement === "quoting" ? item.text : null,
          },
        ]
      : [],
  );

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
