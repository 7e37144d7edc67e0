import { MomentKey, ownMoment } from "@/contracts/moment";
import { z } from "zod";
import { ReleaseKind, ReleaseOutcome } from "@/contracts/intake";
import type { ListedRelease, Release } from "@/contracts/monitoring";
import { withScope } from "@/server/db/client";
import { empty, sql, type Tx } from "@/server/db/sql";
import type { Deployed } from "@/server/feedback/versions";
import { cutPage, readCursor } from "@/server/platform/cursor";
import type { Scope } from "@/server/platform/scope";

export type ReleasePage = { releases: ListedRelease[]; nextCursor: string | null };

const ReleaseKey = z.tuple([MomentKey, z.string().max(64)]);

type Row = {
  id: string;
  launch_id: string;
  kind: string;
  title: string;
  release_version: string;
  component_id: string | null;
  started_at: Date;
  ended_at: Date | null;
  outcome: string;
  url: string | null;
};

type ListedRow = Row & { notes: string | null; delivery_id: string; version: number };

/** What the delivery ids of releases begin with that a person recorded on a screen. */
export const BY_HAND = "screen:";

/**
 * A launch's releases, newest first.
 * @param options.since only those that began at or after it
 * @param options.cursor where the page before ended
 */
export async function listReleases(
  scope: Scope,
  launchId: string,
  options: { since?: Date | undefined; cursor?: string | null | undefined; limit?: number | undefined } = {},
): Promise<ReleasePage> {
  const limit = Math.min(options.limit ?? 50, 200);
  const after = readCursor(options.cursor, ReleaseKey);
  const rows = await withScope(
    scope,
    (tx) => tx.$queryRaw<ListedRow[]>`
      select
        id,
        launch_id,
        kind,
        title,
        release_version,
        component_id,
        started_at,
        ended_at,
        outcome,
        url,
        notes,
        delivery_id,
        version
      from release_marker
      where
        org_id = ${scope.orgId}
        and launch_id = ${launchId}
        ${options.since ? sql`and started_at >= ${options.since}` : empty}
        ${after ? sql`and (started_at, id) < (${ownMoment(after[0])}, ${after[1]})` : empty}
      order by
        started_at desc,
        id desc
      limit ${limit + 1}
    `,
  );
  const page = cutPage(rows, limit, (row) => [row.started_at.toISOString(), row.id]);
  const releases = page.rows.map((row) => ({
    ...toRelease(row),
    notes: row.notes,
    isByHand: row.delivery_id.startsWith(BY_HAND),
    revision: row.version,
  }));
  return { releases, nextCursor: page.nextCursor };
}

/** So many releases of a launch are looked through for the order of versions. */
const ORDERED_MAX = 2_000;

/** A launch's releases as far as the order and the time of versions are concerned, the newest 2,000. */
export async function listDeployedIn(tx: Tx, scope: Scope, launchId: string): Promise<Deployed[]> {
  return tx.$queryRaw<Deployed[]>`
    select
      release_version as version,
      started_at as "startedAt",
      ended_at as "endedAt",
      outcome
    from release_marker
    where
      org_id = ${scope.orgId}
      and launch_id = ${launchId}
    order by
      started_at desc,
      id desc
    limit ${ORDERED_MAX}
  `;
}

const READ_MAX = 100;

/**
 * The releases that began in a stretch of time, and those of one version whenever they began: newest first, at most 100 of each.
 * @param spellings of that version, in lower case; none for no version
 */
export async function readReleasesIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  { from, until }: { from: Date; until: Date },
  spellings: readonly string[] = [],
): Promise<Release[]> {
  const columns = sql`
    id,
    launch_id,
    kind,
    title,
    release_version,
    component_id,
    started_at,
    ended_at,
    outcome,
    url
  `;
  const fromLaunch = sql`from release_marker where org_id = ${scope.orgId} and launch_id = ${launchId}`;
  const rows = await tx.$queryRaw<Row[]>`
    select *
    from
      (
        (
          select
            ${columns} ${fromLaunch}
            and started_at >= ${from}
            and started_at < ${until}
          order by started_at desc
          limit ${READ_MAX}
        )
        union
        (
          select
            ${columns} ${fromLaunch}
            and lower(btrim(release_version)) = any(${spellings}::text[])
          order by started_at desc
          limit ${READ_MAX}
        )
      ) r
    order by
      started_at desc,
      id desc
  `;
  return rows.map(toRelease);
}

const toRelease = (row: Row): Release => ({
  id: row.id,
  launchId: row.launch_id,
  kind: ReleaseKind.parse(row.kind),
  title: row.title,
  version: row.release_version,
  componentId: row.component_id,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  outcome: ReleaseOutcome.parse(row.outcome),
  url: row.url,
});
