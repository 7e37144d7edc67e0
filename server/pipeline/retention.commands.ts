import { deleteExpiredReportsIn } from "@/server/analysis/exit-report.commands";
import { RETENTION_KINDS, type RetentionKind } from "@/contracts/retention";
import { cutOffOf, nextRunAt } from "@/server/audit/retention";
import { readTermsIn } from "@/server/audit/retention-terms.queries";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope, withScopeOnce } from "@/server/db/client";
import { isTransient } from "@/server/db/db-errors";
import type { Expired } from "@/server/db/expiring";
import type { Tx } from "@/server/db/sql";
import { failureInWords } from "@/server/jobs/failure-words";
import { enqueueIn } from "@/server/jobs/outbox";
import { now as clockNow } from "@/server/platform/clock";
import { faultPoint } from "@/server/platform/fault";
import { newId } from "@/server/platform/ids";
import { logFailure } from "@/server/platform/outage-log";
import type { Scope } from "@/server/platform/scope";
import { EXPIRERS } from "./expirers";
import { goOnRetaining } from "./jobs";

/** One organization has the lane for so long; then whoever else waits comes first. */
const TURN_MS = 10_000;
/** A batch is small; an erasure looks through much. */
const BATCH_MS = 60_000;

/**
 * Begins a run over an organization, with the cut-offs that hold now, and asks for the next a day later. Where one is not through yet it
 * goes on instead: it is asked for again should its job have been given up.
 */
export async function beginRetaining(scope: Scope): Promise<{ runId: string; isNew: boolean }> {
  return withScope(scope, async (tx) => {
    const at = clockNow();
    // Two that begin at once do so one after the other.
    await tx.$executeRaw`
      select id
      from organization
      where id = ${scope.orgId}
      for no key update
    `;
    await tx.organization.update({
      where: { id: scope.orgId },
      data: { retentionDueAt: nextRunAt(at, false) },
    });
    // Shared exit reports have their day on them; nobody sets a term for them.
    await deleteExpiredReportsIn(tx, scope, at);
    const open = await tx.retentionRun.findFirst({ where: { orgId: scope.orgId, endedAt: null } });
    if (open) {
      const queued = await tx.outbox.count({
        where: { orgId: scope.orgId, topic: goOnRetaining.topic, ref: open.id, state: "pending" },
      });
      if (queued === 0) await enqueueIn(tx, scope, goOnRetaining, [open.id]);
      await noteRequestIn(tx, scope, open.id);
      return { runId: open.id, isNew: false };
    }
    const runId = newId("retentionRun");
    const terms = await readTermsIn(tx, scope);
    await tx.retentionRun.create({
      data: {
        orgId: scope.orgId,
        id: runId,
        actorKind: scope.actor.kind,
        actorId: scope.actor.id,
        actorName: scope.actor.name,
        startedAt: at,
      },
    });
    await tx.retentionPart.createMany({
      data: RETENTION_KINDS.flatMap((kind, place) => {
        const days = terms[kind];
        return days === null
          ? []
          : [{ orgId: scope.orgId, runId, kind, place, days, cutOff: cutOffOf(days, at) }];
      }),
    });
    await enqueueIn(tx, scope, goOnRetaining, [runId]);
    await noteRequestIn(tx, scope, runId);
    return { runId, isNew: true };
  });
}

/** That a person asked for a run; what it did is noted when it is through. */
async function noteRequestIn(tx: Tx, scope: Scope, runId: string): Promise<void> {
  if (scope.actor.kind === "worker") return;
  await recordIn(tx, scope, {
    verb: "retention.asked_for",
    subjectKind: "retention_run",
    subjectId: runId,
  });
}

/**
 * Goes on with a run for one turn: batch after batch, each in a transaction of its own with its count, so that one that is killed has lost
 * nothing and deletes nothing twice. A kind that fails is noted with its reason, and the others go on.
 * @param row the outbox row that asks for it; its reference is the run
 */
export async function goOnWithRun(
  scope: Scope,
  row: { id: string; ref: string },
  turnMs = TURN_MS,
): Promise<void> {
  const until = performance.now() + turnMs;
  for (;;) {
    const state = await expireBatch(scope, row.ref);
    if (WITH_FAULTS) faultPoint("retention.after-batch");
    if (state === "through") return finish(scope, row);
    if (performance.now() >= until) {
      await withScopeOnce(scope, [row.id], (tx) => enqueueIn(tx, scope, goOnRetaining, [row.ref]));
      return;
    }
  }
}

/** One batch of the first kind that is not through. */
async function expireBatch(scope: Scope, runId: string): Promise<"goes on" | "through"> {
  const at: { kind?: RetentionKind } = {};
  try {
    return await withScope(
      scope,
      async (tx) => {
        // A second worker at the same run waits here for the first one's batch.
        const [part] = await tx.$queryRaw<{ kind: string; cutOff: Date; position: Date | null }[]>`
          select
            kind,
            cut_off as "cutOff",
            position
          from retention_part
          where
            org_id = ${scope.orgId}
            and run_id = ${runId}
            and ended_at is null
          order by place
          limit 1
          for no key update
        `;
        if (!part) return "through";
        const kind = (at.kind = part.kind as RetentionKind);
        // A kind that another version began may be unknown to this one.
        const expirer = (EXPIRERS as Partial<typeof EXPIRERS>)[kind];
        const { rows, bytes, isMore, position }: Expired = expirer
          ? await expirer.expireIn(tx, scope, part.cutOff, part.position)
          : { rows: 0, bytes: 0, isMore: false };
        await tx.retentionPart.update({
          where: { orgId_runId_kind: { orgId: scope.orgId, runId, kind: part.kind } },
          data: {
            rowCount: { increment: rows },
            byteCount: { increment: Math.round(bytes) },
            ...(position ? { position } : {}),
            ...(isMore ? {} : { endedAt: clockNow() }),
          },
        });
        return "goes on";
      },
      { timeoutMs: BATCH_MS },
    );
  } catch (error) {
    const { kind } = at;
    if (kind === undefined || isTransient(error)) throw error;
    logFailure("a kind could not be let go of; it is tried again within the hour", error, {
      fields: { orgId: scope.orgId, kind },
    });
    await withScope(scope, (tx) =>
      tx.retentionPart.updateMany({
        where: { orgId: scope.orgId, runId, kind, endedAt: null },
        data: { endedAt: clockNow(), error: failureInWords(error) },
      }),
    );
    return "goes on";
  }
}

/** Ends a run, with an entry of the audit log when it deleted anything or something failed. */
async function finish(scope: Scope, row: { id: string; ref: string }): Promise<void> {
  await withScopeOnce(scope, [row.id], async (tx) => {
    const at = clockNow();
    const ended = await tx.retentionRun.updateMany({
      where: { orgId: scope.orgId, id: row.ref, endedAt: null },
      data: { endedAt: at },
    });
    if (ended.count === 0) return;
    const parts = await tx.retentionPart.findMany({
      where: { orgId: scope.orgId, runId: row.ref },
      orderBy: { place: "asc" },
    });
    const worthNoting = parts.filter((part) => part.rowCount > 0 || part.error !== null);
    const hasFailed = worthNoting.some((part) => part.error !== null);
    if (hasFailed)
      await tx.organization.update({
        where: { id: scope.orgId },
        data: { retentionDueAt: nextRunAt(at, true) },
      });
    if (worthNoting.length > 0)
      await recordIn(tx, scope, {
        verb: hasFailed ? "retention.failed" : "retention.ended",
        subjectKind: "retention_run",
        subjectId: row.ref,
        data: {
          deleted: worthNoting.map(({ kind, days, cutOff, rowCount, error }) => ({
            kind,
            days,
            cutOff,
            rows: Number(rowCount),
            hasFailed: error !== null,
          })),
        },
      });
  });
}
