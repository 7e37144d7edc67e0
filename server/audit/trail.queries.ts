import { z } from "zod";
import { ActorKind, type ListAudit } from "@/contracts/audit";
import { withScope } from "@/server/db/client";
import { empty, sql } from "@/server/db/sql";
import { cutPage, readCursor } from "@/server/platform/cursor";
import type { Scope } from "@/server/platform/scope";

/** An event's place in the trail, as a cursor carries it. */
const Place = z.string().regex(/^\d{1,18}$/);

export type AuditRow = {
  id: string;
  at: Date;
  actorKind: ActorKind;
  actorId: string;
  actorName: string;
  verb: string;
  subjectKind: string;
  subjectId: string;
  launchId: string | null;
  data: Record<string, unknown>;
  requestId: string | null;
};

/** Who did what, last written first, a page at a time: the order is the database's, the times are those of the machines that wrote. */
export async function listAudit(
  scope: Scope,
  filter: ListAudit,
): Promise<{ entries: AuditRow[]; nextCursor: string | null }> {
  const before = readCursor(filter.cursor, Place);
  const prefix = filter.verb?.endsWith(".") ? filter.verb : null;
  const found = await withScope(
    scope,
    (tx) => tx.$queryRaw<(AuditRow & { place: bigint })[]>`
      select
        id,
        at,
        actor_kind as "actorKind",
        actor_id as "actorId",
        actor_name as "actorName",
        verb,
        subject_kind as "subjectKind",
        subject_id as "subjectId",
        launch_id as "launchId",
        data,
        request_id as "requestId",
        place
      from audit_event
      where org_id = ${scope.orgId}
        ${before ? sql`and place < ${BigInt(before)}` : empty}
        ${filter.actorId ? sql`and actor_id = ${filter.actorId}` : empty}
        ${filter.actorKind ? sql`and actor_kind = ${filter.actorKind}` : empty}
        ${prefix ? sql`and starts_with(verb, ${prefix})` : filter.verb ? sql`and verb = ${filter.verb}` : empty}
        ${filter.subjectId ? sql`and subject_id = ${filter.subjectId}` : empty}
        ${filter.launchId ? sql`and launch_id = ${filter.launchId}` : empty}
        ${filter.since ? sql`and at >= ${filter.since}` : empty}
      order by place desc
      limit ${filter.limit + 1}
    `,
  );
  const page = cutPage(found, filter.limit, (e) => String(e.place));
  return {
    entries: page.rows.map(({ place: _, ...e }) => ({ ...e, actorKind: ActorKind.parse(e.actorKind) })),
    nextCursor: page.nextCursor,
  };
}
