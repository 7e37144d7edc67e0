import { bulk, type BulkClient } from "@/server/db/bulk";
import { outageKind } from "@/server/db/db-errors";
import { storableJson } from "@/server/platform/json";
import { logFailure } from "@/server/platform/outage-log";
import type { LineNote } from "./log-formats/read-batch";
import type { BatchReading } from "./read-portions";

type Feed = { orgId: string; sourceId: string };
type Tally = { accepted: number; refused: number; duplicates: number; noAnswer: number; unreadable: number };

const NOTHING: Tally = { accepted: 0, refused: 0, duplicates: 0, noAnswer: 0, unreadable: 0 };

/** Counts what became of a batch's lines, by source and hour, in the batch's own transaction. */
export function tallyBatchIn(
  client: BulkClient,
  feed: Feed,
  reading: BatchReading,
  now: Date,
): Promise<void> {
  const { accepted, rejected, duplicates, noAnswer, unreadable, notes } = reading;
  return tallyIn(client, feed, { accepted, refused: rejected, duplicates, noAnswer, unreadable }, notes, now);
}

/** Counts the lines of a batch that was refused as a whole and stored nothing. What can't be counted is logged, and costs no answer. */
export const noteRefusedBatch = (
  feed: Feed,
  refused: number,
  notes: readonly LineNote[],
  now: Date,
): Promise<void> => tallyApart(feed, { ...NOTHING, refused }, notes, now);

/** Counts the lines of a batch that was stored before, as a whole. What can't be counted is logged, and costs no answer. */
export const noteRepeatedBatch = (feed: Feed, duplicates: number, now: Date): Promise<void> =>
  tallyApart(feed, { ...NOTHING, duplicates }, [], now);

async function tallyApart(feed: Feed, tally: Tally, notes: readonly LineNote[], now: Date): Promise<void> {
  try {
    await bulk(feed.orgId, (client) => tallyIn(client, feed, tally, notes, now));
  } catch (error) {
    logFailure("lines of a log feed could not be counted", error, {
      kind: outageKind(error),
      fields: { sourceId: feed.sourceId },
    });
  }
}

async function tallyIn(
  client: BulkClient,
  { orgId, sourceId }: Feed,
  tally: Tally,
  notes: readonly LineNote[],
  now: Date,
): Promise<void> {
  await client.run("log-tally", UPSERT_TALLY, [
    orgId,
    sourceId,
    now,
    tally.accepted,
    tally.refused,
    tally.duplicates,
    tally.noAnswer,
    tally.unreadable,
  ]);
  if (notes.length > 0)
    await client.run("log-notes", UPSERT_NOTES, [orgId, sourceId, now, storableJson(notes)]);
}

const UPSERT_TALLY = `
  insert into log_tally as t (org_id, source_id, hour, accepted, refused, duplicates, no_answer, unreadable)
  values ($1, $2, date_trunc('hour', $3::timestamptz, 'UTC'), $4, $5, $6, $7, $8)
  on conflict (org_id, source_id, hour) do update
  set
    accepted = t.accepted + excluded.accepted,
    refused = t.refused + excluded.refused,
    duplicates = t.duplicates + excluded.duplicates,
    no_answer = t.no_answer + excluded.no_answer,
    unreadable = t.unreadable + excluded.unreadable
`;

const UPSERT_NOTES = `
  insert into log_note as t (org_id, source_id, hour, kind, reason, n, last_at, examples)
  select
    $1,
    $2,
    date_trunc('hour', $3::timestamptz, 'UTC'),
    kind,
    reason,
    n,
    $3::timestamptz,
    array(
      select jsonb_array_elements_text(examples)
    )
  from
    jsonb_to_recordset($4::jsonb) as m(kind text, reason text, n int, examples jsonb)
  order by
    kind,
    reason
  on conflict (org_id, source_id, hour, kind, reason) do update
  set
    n = t.n + excluded.n,
    last_at = greatest(t.last_at, excluded.last_at),
    examples = (excluded.examples || t.examples)[1:3]
`;
