import type { ItemContext } from "@/contracts/feedback";
import type { Provenance, Severity } from "@/contracts/triage";
import { recordIn } from "@/server/audit/trail.commands";
import { complete } from "@/server/ai/completions.commands";
import { loadProviders } from "@/server/ai/providers.queries";
import { withScope, withScopeOnce } from "@/server/db/client";
import { rows as asRows } from "@/server/db/sql";
import type { PendingRow } from "@/server/jobs/attempts";
import { raiseIssuesIn } from "@/server/feedback/arrivals.commands";
import { enqueueIn } from "@/server/jobs/outbox";
import { publishIn } from "@/server/live/publish";
import { now as clockNow } from "@/server/platform/clock";
import { RetryAfter } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { classifyPrompt } from "@/server/triage/classify-prompt";
import { scoreIssuesIn } from "@/server/triage/score.commands";
import { moreSevere, type SeverityFloor } from "@/server/reading/severity";
import { loadLaunchFacts } from "./facts-launch";
import { rescoreItems } from "./jobs";
import { readAllReports, reportReaders, type Readers } from "./readers";

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

type DegradedItem = {
  id: string;
  launchId: string;
  issueId: string | null;
  title: string | null;
  text: string;
  context: ItemContext;
  provenance: Record<string, Provenance>;
  type: string;
  severity: Severity;
};

/**
 * Classifies degraded items again and writes what the model says; people's and rules' words stay, floors hold. The issue of an item
 * that turned out louder is raised. An item that cannot be read in time stays as it is and is not tried again.
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
        id,
        launch_id as "launchId",
        issue_id as "issueId",
        title,
        text,
        context,
        provenance,
        type,
        severity
      from item
      where
        org_id = ${scope.orgId}
        and id = any(${rows.map((r) => r.ref)})
        and is_degraded
    `,
  );
  const launches = await loadLaunchFacts(
    scope,
    items.map((i) => i.launchId),
  );
  const updates: {
    id: string;
    launchId: string;
    issueId: string | null;
    type: string;
    severity: Severity;
    sentiment: string;
    sentimentScore: number;
    provenance: Record<string, Provenance>;
    labelId: string;
    before: Severity;
  }[] = [];
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
    const floors = await readAllReports(
      readers,
      "floor",
      shared,
      known.map(({ item }, index) => ({ ...item, type: answers[index]!.answer.type })),
      sizeOf,
    );
    known.forEach(({ item }, index) => {
      const outcome = floors[index]!;
      if (outcome.is === "failed") return;
      const floor: SeverityFloor | null = outcome.value;
      const { answer, model, version } = answers[index]!;
      const stays = (field: string) =>
        item.provenance[field] !== undefined && item.provenance[field].by !== "model";
      const severity = stays("severity")
        ? item.severity
        : floor
          ? moreSevere(answer.severity, floor.severity)
          : answer.severity;
      const fromModel = (confidence: number): Provenance => ({
        by: "model",
        confidence,
        reason: answer.reason,
        model,
        version,
      });
      updates.push({
        id: item.id,
        launchId: item.launchId,
        issueId: item.issueId,
        type: stays("type") ? item.type : answer.type,
        severity,
        sentiment: answer.sentiment,
        sentimentScore: answer.sentimentScore,
        labelId: newId("label"),
        before: item.severity,
        provenance: {
          ...item.provenance,
          ...(stays("type") ? {} : { type: fromModel(answer.typeConfidence) }),
          ...(stays("severity") ? {} : { severity: fromModel(answer.severityConfidence) }),
          sentiment: fromModel(answer.sentimentConfidence),
        },
      });
    });
  }
  const now = clockNow();
  await withScopeOnce(
    scope,
    rows.map((r) => r.id),
    async (tx) => {
      const reread = new Set(updates.map((u) => u.id));
      const unreadable = items.flatMap((i) => (reread.has(i.id) ? [] : [i.id]));
      if (unreadable.length > 0)
        await tx.$executeRaw`
          update item
          set is_degraded = false
          where
            org_id = ${scope.orgId}
            and id = any(${unreadable})
        `;
      if (updates.length === 0) return;
      const values = asRows(updates);
      await tx.$executeRaw`
        update item i
        set
          type = u.type,
          severity = u.severity,
          sentiment = u.sentiment,
          sentiment_score = u."sentimentScore",
          provenance = u.provenance,
          is_degraded = false,
          version = i.version + 1
        from
          jsonb_to_recordset(${values}::jsonb) as u(
            id text,
            type text,
            severity text,
            sentiment text,
            "sentimentScore" real,
            provenance jsonb
          )
        where
          i.org_id = ${scope.orgId}
          and i.id = u.id
          and i.state <> 'withdrawn'
      `;
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
          u."labelId",
          'item',
          u.id,
          'severity',
          u.severity,
          u.before,
          'model',
          ${scope.actor.id},
          'Read again when the model was back.',
          ${now}
        from jsonb_to_recordset(${values}::jsonb) as u(id text, "labelId" text, severity text, before text)
        where u.severity <> u.before
      `;
      const touched = [...new Set(updates.flatMap((u) => (u.issueId ? [u.issueId] : [])))];
      const issues = await tx.$queryRaw<{ id: string; severity: Severity }[]>`
        select
          id,
          severity
        from issue
        where
          org_id = ${scope.orgId}
          and id = any(${touched})
      `;
      await raiseIssuesIn(
        tx,
        scope,
        issues.flatMap(({ id, severity }) => {
          const mostSevere = updates
            .filter((u) => u.issueId === id)
            .reduce((most, u) => moreSevere(most, u.severity), severity);
          return mostSevere === severity
            ? []
            : [{ issueId: id, severity: mostSevere, reason: "Read again when the model was back." }];
        }),
        now,
      );
      await scoreIssuesIn(tx, scope, touched, now);
      await recordIn(tx, scope, {
        verb: "items.rescored",
        subjectKind: "launch",
        subjectId: updates[0]!.launchId,
        launchId: updates[0]!.launchId,
        data: { items: updates.length },
      });
      for (const launchId of launches.keys()) {
        const ids = touched.filter((id) => updates.some((u) => u.issueId === id && u.launchId === launchId));
        if (ids.length > 0)
          await publishIn(tx, scope, { kind: "issues.changed", launchId, ids: ids.slice(0, 200) });
      }
    },
  );
}
