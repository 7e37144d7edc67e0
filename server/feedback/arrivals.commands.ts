import { recordIn } from "@/server/audit/trail.commands";
import type { Severity } from "@/contracts/triage";
import { rows, type Tx } from "@/server/db/sql";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import { regressionOf, REGRESSING_STATES, reopened, type Settled } from "./issue-lifecycle";
import { beforeAndAfter, lockIssuesIn, writeChangesIn } from "./issue-writes.commands";
import { wakeByReportsIn } from "./snooze.commands";
import type { Deployed } from "./versions";

export type Raise = { issueId: string; severity: Severity; reason: string };

/**
 * Raises issues that a more severe report joined. A severity that a person set stays, but the issue goes back into the queue, so that
 * nothing severe is hidden in it. What is snoozed is woken by its own rule (`wakeByReportsIn`), which runs after this.
 */
export async function raiseIssuesIn(
  tx: Tx,
  scope: Scope,
  raises: readonly Raise[],
  now: Date,
): Promise<void> {
  if (raises.length === 0) return;
  const values = rows(raises.map((r) => ({ ...r, eventId: newId("issueEvent") })));
  const earlier = await lockIssuesIn(
    tx,
    scope,
    raises.map((r) => r.issueId),
  );
  const raised = await tx.$queryRaw<{ issueId: string; data: { to: string } }[]>`
    with
      asked as (
        select *
        from
          jsonb_to_recordset(${values}::jsonb) as r("eventId" text, "issueId" text, severity text, reason text)
      ),
      raised as (
        update issue i
        set
          severity = a.severity,
          version = i.version + 1,
          updated_at = ${now},
          needs_review = case
            when i.snooze is null then coalesce(i.needs_review, 'regressed')
            else i.needs_review
          end,
          provenance = jsonb_set(
            i.provenance,
            '{severity}',
            jsonb_build_object('by', 'floor', 'confidence', 1, 'reason', a.reason)
          )
        from asked a
        where
          i.org_id = ${scope.orgId}
          and i.id = a."issueId"
          and coalesce(i.provenance #>> '{severity,by}', '') <> 'person'
        returning
          i.id,
          a."eventId",
          a.severity,
          a.reason
      ),
      queued as (
        update issue i
        set
          needs_review = 'regressed',
          updated_at = ${now}
        from asked a
        where
          i.org_id = ${scope.orgId}
          and i.id = a."issueId"
          and i.provenance #>> '{severity,by}' = 'person'
          and i.snooze is null
        returning 1
      )
    insert into issue_event (org_id, id, issue_id, at, kind, actor_kind, actor_id, actor_name, data)
    select
      ${scope.orgId},
      "eventId",
      id,
      ${now},
      'severity_raised',
      ${scope.actor.kind},
      ${scope.actor.id},
      ${scope.actor.name},
      jsonb_build_object('to', severity, 'reason', reason)
    from raised
    returning
      issue_id as "issueId",
      data
  `;
  for (const issue of earlier)
    for (const { data } of raised.filter(({ issueId }) => issueId === issue.id))
      await recordIn(tx, scope, {
        verb: "issue.severity_raised",
        subjectKind: "issue",
        subjectId: issue.id,
        launchId: issue.launchId,
        data: beforeAndAfter(issue, { severity: data.to }),
      });
}

/** A report that joined an issue, or to which its reporter added something. */
export type Arrival = {
  readonly issueId: string;
  readonly severity: Severity;
  readonly occurredAt: Date;
  /** The version that the report names. */
  readonly version: string | null;
  /** False for words that a reporter added to an earlier report: those open nothing again by themselves. */
  readonly isNew: boolean;
};

/**
 * What reports mean for issues that had come to rest: what they show to be back is open again, and what was snoozed wakes when a
 * condition of its snooze holds.
 * @param loadReleases the releases of the launch; asked for only when a fix has to be judged
 */
export async function wakeIssuesIn(
  tx: Tx,
  scope: Scope,
  arrivals: readonly Arrival[],
  now: Date,
  loadReleases: () => Promise<readonly Deployed[]>,
): Promise<void> {
  if (arrivals.length === 0) return;
  await reopenRegressedIn(
    tx,
    scope,
    arrivals.filter((arrival) => arrival.isNew),
    now,
    loadReleases,
  );
  await wakeByReportsIn(tx, scope, arrivals, now);
}

/** Opens settled issues again that have come back, each with a line in its trail and in the audit log. */
async function reopenRegressedIn(
  tx: Tx,
  scope: Scope,
  arrivals: readonly Arrival[],
  now: Date,
  loadReleases: () => Promise<readonly Deployed[]>,
): Promise<void> {
  const settled = await tx.$queryRaw<(Settled & { id: string })[]>`
    select
      id,
      state,
      is_defect as "isDefect",
      coalesce(settled_at, updated_at) as "settledAt",
      fixed_version as "fixedVersion"
    from issue
    where
      org_id = ${scope.orgId}
      and id = any(${[...new Set(arrivals.map(({ issueId }) => issueId))].sort()}::text[])
    order by id
    for no key update
  `;
  const candidates = settled.filter(({ state, isDefect }) => isDefect && REGRESSING_STATES.has(state));
  if (candidates.length === 0) return;
  const releases = candidates.some(({ fixedVersion }) => fixedVersion !== null) ? await loadReleases() : [];
  const regressed = new Map(
    candidates.flatMap((issue) => {
      const found = arrivals
        .filter((arrival) => arrival.issueId === issue.id)
        .flatMap((arrival) => regressionOf(issue, arrival, releases) ?? []);
      // What a version shows says more than what a clock does.
      const shown = found.find(({ seenOn }) => seenOn !== null) ?? found[0];
      return shown ? [[issue.id, shown] as const] : [];
    }),
  );
  for (const issue of await lockIssuesIn(tx, scope, [...regressed.keys()])) {
    const changes = { ...reopened(issue), needsReview: "regressed", snooze: null, snoozedUntil: null };
    await writeChangesIn(tx, scope, [{ issue, changes }], now);
    await finishIn(
      tx,
      scope,
      {
        launchId: issue.launchId,
        groupId: null,
        events: [
          {
            issueId: issue.id,
            kind: "regressed",
            data: { ...beforeAndAfter(issue, changes), ...regressed.get(issue.id)! },
          },
        ],
        audit: {
          verb: "issue.regressed",
          subjectKind: "issue",
          subjectId: issue.id,
          data: beforeAndAfter(issue, changes),
        },
        changed: [issue.id],
      },
      now,
    );
  }
}

/**
 * Puts settled issues before a person whose reporters wrote again: they may say that it is not fixed after all, and only a person can tell
 * that from a question or a story. Nothing is opened, and what waits for another reason already goes on waiting for that.
 */
export async function reviewSettledIn(
  tx: Tx,
  scope: Scope,
  issueIds: readonly string[],
  now: Date,
): Promise<void> {
  const issues = (await lockIssuesIn(tx, scope, issueIds)).filter(
    (issue) => issue.settledAt !== null && issue.needsReview === null && issue.mergedIntoId === null,
  );
  for (const issue of issues) {
    const changes = { needsReview: "reporter_wrote_again" };
    await writeChangesIn(tx, scope, [{ issue, changes }], now);
    await finishIn(
      tx,
      scope,
      {
        launchId: issue.launchId,
        groupId: null,
        events: [
          {
            issueId: issue.id,
            kind: "reporter_wrote_again",
            data: {
              ...beforeAndAfter(issue, changes),
              reason: `A reporter wrote again while it was ${issue.state}.`,
            },
          },
        ],
        audit: {
          verb: "issue.reporter_wrote_again",
          subjectKind: "issue",
          subjectId: issue.id,
          data: { state: issue.state, ...beforeAndAfter(issue, changes) },
        },
        changed: [issue.id],
      },
      now,
    );
  }
}
