import {
  LOG_NOTES_DAYS,
  type FeedHealth,
  type FeedTally,
  type LogNote,
  type TroubledFeed,
} from "@/contracts/monitoring";
import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { arrivedLines, feedWarnings } from "./feed-health";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EXAMPLES = 3;

/** The hour that is running and the 23 before it: what counts are kept by. */
const lastDay = (now: Date): Date => new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - 23 * HOUR_MS);

/** A log feed's last day and what went wrong in the days that are kept. A source that is no log feed, or unknown here, has nothing. */
export async function readFeed(scope: Scope, sourceId: string, now: Date): Promise<FeedHealth> {
  return withScope(scope, async (tx) => {
    const [tally] = await readTalliesIn(tx, scope, [sourceId], now);
    const notes = (await readNotesIn(tx, scope, [sourceId], now)).map(
      ({ sourceId: _source, ...note }) => note,
    );
    const counted = tally ?? { accepted: 0, refused: 0, duplicates: 0, noAnswer: 0, unreadable: 0 };
    return { arrived: arrivedLines(counted), tally: counted, notes, warnings: feedWarnings(counted, notes) };
  });
}

/** The log feeds of a launch that something is wrong with, by name. */
export async function listTroubledFeeds(scope: Scope, launchId: string, now: Date): Promise<TroubledFeed[]> {
  return withScope(scope, async (tx) => {
    const feeds = await tx.source.findMany({
      where: { orgId: scope.orgId, launchId, kind: "gateway_logs", state: { not: "removed" } },
      select: { id: true, name: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    });
    if (feeds.length === 0) return [];
    const ids = feeds.map((feed) => feed.id);
    const tallies = await readTalliesIn(tx, scope, ids, now);
    const notes = await readNotesIn(tx, scope, ids, now);
    return feeds.flatMap(({ id, name }) => {
      const tally = tallies.find((tally) => tally.sourceId === id);
      const warnings = tally
        ? feedWarnings(
            tally,
            notes.filter((note) => note.sourceId === id),
          )
        : [];
      return warnings.length > 0 ? [{ sourceId: id, name, warnings }] : [];
    });
  });
}

const readTalliesIn = (
  tx: Tx,
  scope: Scope,
  sourceIds: readonly string[],
  now: Date,
): Promise<(FeedTally & { sourceId: string })[]> => tx.$queryRaw`
  select
    t.source_id as "sourceId",
    sum(t.accepted)::float8 as accepted,
    sum(t.refused)::float8 as refused,
    sum(t.duplicates)::float8 as duplicates,
    sum(t.no_answer)::float8 as "noAnswer",
    sum(t.unreadable)::float8 as unreadable
  from log_tally t
  where
    t.org_id = ${scope.orgId}
    and t.source_id = any(${sourceIds}::text[])
    and t.hour >= ${lastDay(now)}
  group by t.source_id
`;

/** Most lines of the last day first. */
async function readNotesIn(
  tx: Tx,
  scope: Scope,
  sourceIds: readonly string[],
  now: Date,
): Promise<(LogNote & { sourceId: string })[]> {
  const rows = await tx.$queryRaw<(LogNote & { sourceId: string; examples: string[][] })[]>`
    select
      n.source_id as "sourceId",
      n.kind,
      n.reason,
      coalesce(
        sum(n.n) filter (
          where n.hour >= ${lastDay(now)}
        ),
        0
      )::float8 as "lastDay",
      sum(n.n)::float8 as "all",
      max(n.last_at) as last,
      jsonb_agg(
        n.examples
        order by n.hour desc
      ) as examples
    from log_note n
    where
      n.org_id = ${scope.orgId}
      and n.source_id = any(${sourceIds}::text[])
      and n.hour >= ${new Date(now.getTime() - LOG_NOTES_DAYS * DAY_MS)}
    group by
      n.source_id,
      n.kind,
      n.reason
    order by
      4 desc,
      5 desc,
      n.kind,
      n.reason
  `;
  return rows.map((row) => ({ ...row, examples: [...new Set(row.examples.flat())].slice(0, EXAMPLES) }));
}
