import type { ItemContext } from "@/contracts/feedback";
import type { SourceKind } from "@/contracts/intake";
import { complete } from "@/server/ai/completions.commands";
import { loadProviders } from "@/server/ai/providers.queries";
import { withScope, withScopeOnce } from "@/server/db/client";
import type { PendingRow } from "@/server/jobs/attempts";
import { enqueueIn } from "@/server/jobs/outbox";
import { now as clockNow } from "@/server/platform/clock";
import { RetryAfter } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { classifyPrompt } from "@/server/triage/classify-prompt";
import { loadLaunchFacts } from "./facts-launch";
import { rescoreItems } from "./jobs";
import { labelsByPerson, type StoredLabels } from "./load-arrivals";
import { readAllReports, reportReaders, type Readers } from "./readers";
import { writeRelabelledIn, type Relabelled } from "./rescore-writes.commands";

const OFFERED_AT_ONCE = 500;

const sizeOf = ({ text }: { text: string }): number => text.length;

/** Asks for a second reading of what was classified while the model was away; nothing while no provider is configured. */
export async function enqueueRescoring(scope: Scope): Promise<number> {
  if ((await loadProviders(scope)).length === 0) return 0;
  return withScope(scope, async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      select i.id
      from item i
      where
        i.org_id = ${scope.orgId}
        and i.is_degraded
        and not exists (
          select
          from outbox o
          where
            o.org_id = i.org_id
            and o.ref = i.id
            and o.topic = ${rescoreItems.topic}
            and o.state <> 'done'
        )
      order by i.id
      limit ${OFFERED_AT_ONCE}
    `;
    await enqueueIn(
      tx,
      scope,
      rescoreItems,
      due.map((d) => d.id),
    );
    return due.length;
  });
}

type DegradedItem = StoredLabels & {
  id: string;
  version: number;
  launchId: string;
  issueId: string | null;
  sourceKind: SourceKind;
  sourceName: string;
  title: string | null;
  text: string;
  context: ItemContext;
  burstingComponents: string[];
};

/**
 * Classifies degraded items again and labels them as if they arrived now, with the launch's present rules and with the bursts of errors
 * that were seen when they did arrive; what a person set stays. The issue of an item that turned out more severe is raised. An item that
 * cannot be read in time stays as it is and is not tried again; one that somebody changed meanwhile is left for the next time.
 * @throws RetryAfter when the model is still away
 */
export async function rescore(
  scope: Scope,
  rows: readonly PendingRow[],
  readers: Readers = reportReaders(),
): Promise<void> {
  const items = await withScope(
    scope,
    (tx) => tx.$queryRaw<DegradedItem[]>`
      select
        i.id,
        i.version,
        i.launch_id as "launchId",
        i.issue_id as "issueId",
        s.kind as "sourceKind",
        s.name as "sourceName",
        i.title,
        i.text,
        i.context,
        i.provenance,
        i.type,
        i.severity,
        i.sentiment,
        i.component_id as "componentId",
        i.bursting_components as "burstingComponents"
      from
        item i
        join source s on s.org_id = i.org_id
        and s.id = i.source_id
      where
        i.org_id = ${scope.orgId}
        and i.id = any(${rows.map((r) => r.ref)})
        and i.is_degraded
    `,
  );
  const launches = await loadLaunchFacts(
    scope,
    items.map((i) => i.launchId),
  );
  const relabelled: Relabelled[] = [];
  for (const launch of launches.values()) {
    const shared = { launch, bursting: new Set<string>() };
    const ofLaunch = items.filter((i) => i.launchId === launch.id);
    const builtin = await readAllReports(readers, "classify", shared, ofLaunch, sizeOf);
    const known = ofLaunch.flatMap((item, index) => {
      const outcome = builtin[index]!;
      return outcome.is === "read" ? [{ item, builtin: outcome.value }] : [];
    });
    const answers = await complete(scope, classifyPrompt, {
      variables: { launchName: launch.name, scope: launch.scope, components: launch.components },
      items: known.map(({ item }) => item),
      builtin: known.map((k) => k.builtin),
    });
    if (answers.some((a) => a.isDegraded)) throw new RetryAfter(60_000, "The model is still away.");
    const labelled = await readAllReports(
      readers,
      "relabel",
      shared,
      known.map(({ item }, index) => ({
        report: { ...item, ...labelsByPerson(item) },
        completion: answers[index]!,
        bursting: item.burstingComponents,
      })),
      ({ report }) => sizeOf(report),
    );
    known.forEach(({ item }, index) => {
      const outcome = labelled[index]!;
      if (outcome.is === "read") relabelled.push({ item, labelled: outcome.value });
    });
  }
  const now = clockNow();
  await withScopeOnce(
    scope,
    rows.map((r) => r.id),
    async (tx) => {
      const reread = new Set(relabelled.map(({ item }) => item.id));
      const unreadable = items.flatMap((i) => (reread.has(i.id) ? [] : [i.id]));
      if (unreadable.length > 0)
        await tx.$executeRaw`
          update item
          set is_degraded = false
          where
            org_id = ${scope.orgId}
            and id = any(${unreadable})
        `;
      await writeRelabelledIn(tx, scope, relabelled, now);
    },
  );
}
