import { z } from "zod";
import { COUNT_CAP, countOf, type Count } from "@/contracts/paging";
import { Role } from "@/contracts/tenancy";
import { withScope } from "@/server/db/client";
import { empty, sql } from "@/server/db/sql";
import { cutPage, readCursor } from "@/server/platform/cursor";
import type { Scope } from "@/server/platform/scope";
import { refuseRoleChange, type RoleRefusal } from "./roles";

export type Member = { id: string; name: string; email: string; role: Role; joinedAt: Date };

const Key = z.tuple([z.string(), z.string()]);

/** Active members by name, a page at a time: those whose name or address contains the search text, and how many they are in all. */
export async function listMembers(
  scope: Scope,
  { cursor, limit, search }: { cursor?: string | null | undefined; limit: number; search: string },
): Promise<{ members: Member[]; nextCursor: string | null; total: Count }> {
  const after = readCursor(cursor, Key);
  const meant = sql`
    org_id = ${scope.orgId}
    and state = 'active'
    ${search ? sql`and strpos(lower(name || ' ' || email), ${search.toLowerCase()}) > 0` : empty}
  `;
  return withScope(scope, async (tx) => {
    const found = await tx.$queryRaw<(Member & { sortKey: string })[]>`
      select
        lower(name) as "sortKey",
        id,
        name,
        email,
        role,
        created_at as "joinedAt"
      from membership
      where
        ${meant}
        ${after ? sql`and (lower(name), id) > (${after[0]}, ${after[1]})` : empty}
      order by
        lower(name),
        id
      limit ${limit + 1}
    `;
    const [counted] = await tx.$queryRaw<{ n: number }[]>`
      select count(*)::int as n
      from
        (
          select
          from membership
          where ${meant}
          limit ${COUNT_CAP + 1}
        ) x
    `;
    const page = cutPage(found, limit, (m) => [m.sortKey, m.id]);
    return {
      members: page.rows.map(({ sortKey: _, ...m }) => ({ ...m, role: Role.parse(m.role) })),
      nextCursor: page.nextCursor,
      total: countOf(counted?.n ?? 0),
    };
  });
}

export type Person = { id: string; name: string; role: Role };

/** Whom work can be given to: every active member by name, at most 500. */
export async function listPeople(scope: Scope): Promise<Person[]> {
  const found = await withScope(scope, (tx) =>
    tx.membership.findMany({
      where: { orgId: scope.orgId, state: "active" },
      select: { id: true, name: true, role: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: 500,
    }),
  );
  return found.map((m) => ({ ...m, role: Role.parse(m.role) }));
}

/** Why a member may not leave now, as `removeMember` would answer; null when they may. @param role theirs */
export async function leaveRefusal(scope: Scope, role: Role): Promise<RoleRefusal | null> {
  const ownerCount = await withScope(scope, (tx) =>
    tx.membership.count({ where: { orgId: scope.orgId, state: "active", role: "owner" } }),
  );
  return refuseRoleChange({ actor: role, from: role, to: null, ownerCount });
}
