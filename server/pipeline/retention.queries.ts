import { z } from "zod";
import { COUNT_CAP, countOf, type Count } from "@/contracts/paging";
import {
  DONE_WORK_HOURS,
  LIVE_EVENT_HOURS,
  RETENTION_KINDS,
  TERM_BOUNDS,
  type RetentionKind,
  type SetTerm,
} from "@/contracts/retention";
import { cutOffOf, isShorter } from "@/server/audit/retention";
import { readTermsIn } from "@/server/audit/retention-terms.queries";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import { now } from "@/server/platform/clock";
import { cutPage, readCursor, type Page } from "@/server/platform/cursor";
import type { Scope } from "@/server/platform/scope";
import { EXPIRERS } from "./expirers";

export type KeptKind = {
  kind: RetentionKind;
  /** Null is "kept until somebody deletes it". */
  days: number | null;
  usual: number | null;
  min: number;
  max: number;
  mayBeKept: boolean;
  /** Since when the oldest that is kept has been here. */
  oldest: Date | null;
  /** What the next run deletes, if it began now. */
  due: Count;
};

export type RetentionRunRow = {
  id: string;
  actorKind: string;
  actorName: string;
  startedAt: Date;
  endedAt: Date | null;
  parts: {
    kind: string;
    days: number;
    cutOff: Date;
    rows: number;
    bytes: number;
    endedAt: Date | null;
    error: string | null;
  }[];
};

export type Retention = {
  kinds: KeptKind[];
  nextRunAt: Date;
  liveEventHours: number;
  doneWorkHours: number;
};

const dueIn = async (tx: Tx, scope: Scope, kind: RetentionKind, days: number | null): Promise<Count> =>
  countOf(days === null ? 0 : await EXPIRERS[kind].dueIn(tx, scope, cutOffOf(days, now()), COUNT_CAP + 1));

/** What is kept for how long, since when the oldest has been here, and when the next run begins. */
export async function readRetention(scope: Scope): Promise<Retention> {
  return withScope(scope, async (tx) => {
    const terms = await readTermsIn(tx, scope);
    const organization = await tx.organization.findUniqueOrThrow({
      where: { id: scope.orgId },
      select: { retentionDueAt: true },
    });
    const kinds: KeptKind[] = [];
    for (const kind of RETENTION_KINDS)
      kinds.push({
        kind,
        days: terms[kind],
        ...TERM_BOUNDS[kind],
        oldest: await EXPIRERS[kind].oldestIn(tx, scope),
        due: await dueIn(tx, scope, kind, terms[kind]),
      });
    return {
      kinds,
      nextRunAt: organization.retentionDueAt,
      liveEventHours: LIVE_EVENT_HOURS,
      doneWorkHours: DONE_WORK_HOURS,
    };
  });
}

/** What the next run would delete under another term, and what it deletes under the one that holds. */
export async function previewTerm(
  scope: Scope,
  { kind, days }: SetTerm,
): Promise<{ due: Count; dueNow: Count; isShorter: boolean }> {
  return withScope(scope, async (tx) => {
    const held = (await readTermsIn(tx, scope))[kind];
    return {
      due: await dueIn(tx, scope, kind, days),
      dueNow: await dueIn(tx, scope, kind, held),
      isShorter: isShorter(days, held),
    };
  });
}

/** Runs, newest first, a page at a time, with what each did of each kind. */
export async function listRetentionRuns(
  scope: Scope,
  { cursor, limit }: { cursor?: string | null | undefined; limit: number },
): Promise<Page<RetentionRunRow>> {
  const before = readCursor(cursor, z.string());
  return withScope(scope, async (tx) => {
    const runs = await tx.retentionRun.findMany({
      where: { orgId: scope.orgId, ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: { id: true, actorKind: true, actorName: true, startedAt: true, endedAt: true },
    });
    const parts = await tx.retentionPart.findMany({
      where: { orgId: scope.orgId, runId: { in: runs.map((run) => run.id) } },
      orderBy: { place: "asc" },
    });
    return cutPage(
      runs.map((run) => ({
        ...run,
        parts: parts
          .filter((part) => part.runId === run.id)
          .map(({ kind, days, cutOff, rowCount, byteCount, endedAt, error }) => ({
            kind,
            days,
            cutOff,
            rows: Number(rowCount),
            bytes: Number(byteCount),
            endedAt,
            error,
          })),
      })),
      limit,
      (run) => run.id,
    );
  });
}
