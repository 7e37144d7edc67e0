import { moreSevere, type Severity } from "@/contracts/triage";
import { recordIn } from "@/server/audit/trail.commands";
import { rows, type Tx } from "@/server/db/sql";
import { raiseIssuesIn } from "@/server/feedback/arrivals.commands";
import { wakeByReportsIn } from "@/server/feedback/snooze.commands";
import { publishIssuesIn } from "@/server/live/issues-changed";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { scoreIssuesIn } from "@/server/triage/score.commands";
import type { LabelledReport } from "./label-report";
import type { StoredLabels } from "./load-arrivals";

/** An item as it was when it was loaded, and what is said of it now. */
export type Relabelled = {
  item: Pick<StoredLabels, "type" | "severity" | "sentiment"> & {
    id: string;
    version: number;
    launchId: string;
    issueId: string | null;
  };
  labelled: LabelledReport;
};

const REASON = "Read again when the model was back.";

/**
 * Writes what items are labelled with now, each difference as a label with who decided it, raises and scores their issues, and leaves
 * trail and live events. An item that changed since it was loaded keeps its labels and stays due.
 */
export async function writeRelabelledIn(
  tx: Tx,
  scope: Scope,
  relabelled: readonly Relabelled[],
  now: Date,
): Promise<void> {
  if (relabelled.length === 0) return;
  const written = new Set(await updateItemsIn(tx, scope, relabelled));
  const updates = relabelled.filter(({ item }) => written.has(item.id));
  if (updates.length === 0) return;
  await writeLabelsIn(tx, scope, updates, now);
  const touched = [...new Set(updates.flatMap(({ item }) => item.issueId ?? []))];
  await raiseIn(tx, scope, updates, touched, now);
  await scoreIssuesIn(tx, scope, touched, now);
  for (const launchId of new Set(updates.map(({ item }) => item.launchId))) {
    const ofLaunch = updates.filter(({ item }) => item.launchId === launchId);
    await recordIn(tx, scope, {
      verb: "items.rescored",
      subjectKind: "launch",
      subjectId: launchId,
      launchId,
      data: {
        items: ofLaunch.length,
        changes: ofLaunch
          .filter(
            ({ item, labelled: { labels } }) =>
              item.type !== labels.type || item.severity !== labels.severity,
          )
          .map(({ item, labelled: { labels } }) => ({
            itemId: item.id,
            before: { type: item.type, severity: item.severity },
            after: { type: labels.type, severity: labels.severity },
          })),
      },
    });
    const ids = [...new Set(ofLaunch.flatMap(({ item }) => item.issueId ?? []))];
    if (ids.length > 0) await publishIssuesIn(tx, scope, launchId, ids);
  }
}

/** @returns the ids of those that were still as they had been loaded */
async function updateItemsIn(tx: Tx, scope: Scope, relabelled: readonly Relabelled[]): Promise<string[]> {
  const values = rows(
    relabelled.map(({ item, labelled }) => ({
      id: item.id,
      version: item.version,
      type: labelled.labels.type,
      severity: labelled.labels.severity,
      sentiment: labelled.labels.sentiment,
      sentimentScore: labelled.labels.sentimentScore,
      language: labelled.language,
      componentId: labelled.component?.id ?? null,
      confidence: labelled.confidence,
      provenance: labelled.provenance,
    })),
  );
  const written = await tx.$queryRaw<{ id: string }[]>`
    update item i
    set
      type = u.type,
      severity = u.severity,
      sentiment = u.sentiment,
      sentiment_score = u."sentimentScore",
      language = u.language,
      component_id = u."componentId",
      confidence = u.confidence,
      provenance = u.provenance,
      is_degraded = false,
      version = i.version + 1
    from
      jsonb_to_recordset(${values}::jsonb) as u(
        id text,
        version int,
        type text,
        severity text,
        sentiment text,
        "sentimentScore" real,
        language text,
        "componentId" text,
        confidence real,
        provenance jsonb
      )
    where
      i.org_id = ${scope.orgId}
      and i.id = u.id
      and i.version = u.version
      and i.state <> 'withdrawn'
    returning i.id
  `;
  return written.map(({ id }) => id);
}

async function writeLabelsIn(tx: Tx, scope: Scope, updates: readonly Relabelled[], now: Date): Promise<void> {
  const changed = updates.flatMap(({ item, labelled: { labels } }) =>
    (["type", "severity", "sentiment"] as const).flatMap((field) =>
      labels[field] === item[field]
        ? []
        : [
            {
              id: newId("label"),
              itemId: item.id,
              field,
              value: labels[field],
              previous: item[field],
              setBy: labels.provenance[field].by,
            },
          ],
    ),
  );
  if (changed.length === 0) return;
  await tx.$executeRaw`
    insert into
      label (
        org_id,
        id,
        subject_kind,
        subject_id,
        field,
        value,
        previous,
        set_by,
        actor_id,
        reason,
        at
      )
    select
      ${scope.orgId},
      c.id,
      'item',
      c."itemId",
      c.field,
      c.value,
      c.previous,
      c."setBy",
      ${scope.actor.id},
      ${REASON},
      ${now}
    from
      jsonb_to_recordset(${rows(changed)}::jsonb) as c(
        id text,
        "itemId" text,
        field text,
        value text,
        previous text,
        "setBy" text
      )
  `;
}

async function raiseIn(
  tx: Tx,
  scope: Scope,
  updates: readonly Relabelled[],
  issueIds: readonly string[],
  now: Date,
): Promise<void> {
  const issues = await tx.$queryRaw<{ id: string; severity: Severity }[]>`
    select
      id,
      severity
    from issue
    where
      org_id = ${scope.orgId}
      and id = any(${[...issueIds]})
  `;
  const raises = issues.flatMap(({ id, severity }) => {
    const mostSevere = updates
      .filter(({ item }) => item.issueId === id)
      .reduce((most, { labelled }) => moreSevere(most, labelled.labels.severity), severity);
    return mostSevere === severity ? [] : [{ issueId: id, severity: mostSevere, reason: REASON }];
  });
  await raiseIssuesIn(tx, scope, raises, now);
  await wakeByReportsIn(tx, scope, raises, now);
}
