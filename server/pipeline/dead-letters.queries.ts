import { COUNT_CAP, countOf, type Count } from "@/contracts/paging";
import { cutPage, readCursor, type Page } from "@/server/platform/cursor";
import { z } from "zod";
import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";

export type DeadLetter = {
  id: string;
  topic: string;
  ref: string;
  /** What the reporter was told, where it is about a report. */
  reference: string | null;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
};

/** Work that was given up, newest first, a page at a time. */
export async function listDeadLetters(
  scope: Scope,
  { cursor, limit }: { cursor: string | null | undefined; limit: number },
): Promise<Page<DeadLetter>> {
  const before = readCursor(cursor, z.string());
  const rows = await withScope(
    scope,
    (tx) => tx.$queryRaw<DeadLetter[]>`
      select
        d.id,
        d.topic,
        d.ref,
        coalesce(r.reference, i.reference) as reference,
        d.attempts,
        d.last_error as "lastError",
        d.created_at as "createdAt"
      from
        dead_letter d
        left join raw_event r on r.org_id = d.org_id
        and r.id = d.ref
        left join item i on i.org_id = d.org_id
        and i.id = d.ref
      where
        d.org_id = ${scope.orgId}
        and d.id < ${before ?? "~"}
      order by d.id desc
      limit ${limit + 1}
    `,
  );
  return cutPage(rows, limit, (letter) => letter.id);
}

/** How the organization's work stands: waiting, given up (counted to the cap), and the age of the oldest that waits, ms. */
export async function queueHealth(scope: Scope): Promise<{ waiting: Count; dead: Count; oldestMs: number }> {
  const [row] = await withScope(
    scope,
    (tx) => tx.$queryRaw<{ waiting: number; dead: number; oldestMs: number | null }[]>`
      select
        (
          select count(*)::int
          from
            (
              select 1
              from outbox
              where
                org_id = ${scope.orgId}
                and state = 'pending'
              limit ${COUNT_CAP + 1}
            ) w
        ) as waiting,
        (
          select count(*)::int
          from
            (
              select 1
              from outbox
              where
                org_id = ${scope.orgId}
                and state = 'dead'
              limit ${COUNT_CAP + 1}
            ) d
        ) as dead,
        (
          select
            extract(
              epoch
              from now() - min(created_at)
            )::float8 * 1000
          from
            (
              select created_at
              from outbox
              where
                org_id = ${scope.orgId}
                and state = 'pending'
              order by id
              limit 1
            ) o
        ) as "oldestMs"
    `,
  );
  return { waiting: countOf(row?.waiting ?? 0), dead: countOf(row?.dead ?? 0), oldestMs: row?.oldestMs ?? 0 };
}
