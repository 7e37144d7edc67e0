import { cutText } from "@/contracts/cut-text";
import { withScope } from "@/server/db/client";
import { rows } from "@/server/db/sql";
import { outageKind } from "@/server/db/db-errors";
import { logFailure } from "@/server/platform/outage-log";
import { singleton } from "@/server/platform/singleton";
import { sourceScope } from "@/server/tenancy/scope.commands";

type FailingSource = { orgId: string; id: string; name: string };
type Count = {
  source: FailingSource;
  minute: string;
  reason: string;
  status: number;
  n: number;
  detail: string;
};

/** What waits to be written is bounded: a flood of bad requests must not fill the memory. */
const COUNTS_MAX = 5_000;
const FLUSH_EVERY_MS = 1_000;

const counts = () =>
  singleton("intake.failures", () => ({
    byKey: new Map<string, Count>(),
    timer: null as NodeJS.Timeout | null,
    writing: Promise.resolve(),
  }));

/**
 * Counts a delivery that a source refused or passed over, per minute and reason, for its settings page. Returns at once; written in the
 * background, and lost at most with the process.
 */
export function noteFailure(source: FailingSource, reason: string, status: number, detail: string): void {
  const byReason = counts();
  const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
  const key = `${source.id} ${minute} ${reason}`;
  const known = byReason.byKey.get(key);
  if (known) {
    known.n += 1;
    known.detail = cutText(detail, 300);
  } else if (byReason.byKey.size < COUNTS_MAX)
    byReason.byKey.set(key, { source, minute, reason, status, n: 1, detail: cutText(detail, 300) });
  byReason.timer ??= setTimeout(() => void flushFailures(), FLUSH_EVERY_MS).unref();
}

/** Writes the counts that wait, and ends when they and those that the timer is just writing are there; also at shutdown. */
export function flushFailures(): Promise<void> {
  const byReason = counts();
  byReason.writing = byReason.writing.then(writeCounts);
  return byReason.writing;
}

async function writeCounts(): Promise<void> {
  const byReason = counts();
  if (byReason.timer) clearTimeout(byReason.timer);
  byReason.timer = null;
  const bySource = new Map<string, Count[]>();
  for (const count of byReason.byKey.values())
    bySource.set(count.source.id, [...(bySource.get(count.source.id) ?? []), count]);
  byReason.byKey = new Map();
  for (const group of bySource.values()) {
    const { source } = group[0]!;
    const sent = rows(
      group.map(({ minute, reason, status, n, detail }) => ({ minute, reason, status, n, detail })),
    );
    try {
      await withScope(
        sourceScope(source),
        (tx) => tx.$executeRaw`
          insert into source_failure as f (org_id, source_id, minute, reason, status, n, detail)
          select
            ${source.orgId},
            ${source.id},
            minute,
            reason,
            status,
            n,
            detail
          from
            jsonb_to_recordset(${sent}::jsonb) as t(minute timestamptz, reason text, status int, n int, detail text)
          on conflict (org_id, source_id, minute, reason) do update
          set
            n = f.n + excluded.n,
            detail = excluded.detail,
            status = excluded.status
        `,
      );
    } catch (error) {
      logFailure("failures of a source could not be counted", error, {
        kind: outageKind(error),
        fields: { sourceId: source.id },
      });
    }
  }
}
