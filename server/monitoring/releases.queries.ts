import { z } from "zod";
import { ReleaseKind, ReleaseOutcome } from "@/contracts/intake";
import type { Release } from "@/contracts/monitoring";
import { withScope } from "@/server/db/client";
import { empty, sql } from "@/server/db/sql";
import { cutPage, readCursor } from "@/server/platform/cursor";
import type { Scope } from "@/server/platform/scope";

export type ReleasePage = { releases: Release[]; nextCursor: string | null };

const ReleaseKey = z.tuple([z.iso.datetime(), z.string().max(64)]);

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
    (tx) => tx.$queryRaw<Row[]>`
    select id, launch_id, kind, title, release_version, component_id, started_at, ended_at, outcome, url from release_marker
    where org_id = ${scope.orgId} and launch_id = ${launchId}
      ${options.since ? sql`and started_at >= ${options.since}` : empty}
      ${after ? sql`and (started_at, id) < (${new Date(after[0])}, ${after[1]})` : empty}
    order by started_at desc, id desc limit ${limit + 1}`,
  );
  const page = cutPage(rows, limit, (row) => [row.started_at.toISOString(), row.id]);
  return { releases: page.rows.map(toRelease), nextCursor: page.nextCursor };
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
