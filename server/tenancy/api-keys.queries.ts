import { ApiScope, Role } from "@/contracts/tenancy";
import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";

export type ApiKeyRow = {
  id: string;
  name: string;
  prefix: string;
  scopes: ApiScope[];
  /** Who made it, and in which role they are now; null when they have left. */
  createdBy: { name: string; role: Role | null };
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  isExpired: boolean;
};

/** API keys that were not revoked, newest first, at most 200. Their secrets are nowhere. */
export async function listApiKeys(scope: Scope): Promise<ApiKeyRow[]> {
  const found = await withScope(
    scope,
    (tx) => tx.$queryRaw<
      (Omit<ApiKeyRow, "scopes" | "createdBy"> & {
        scopes: string[];
        madeBy: string;
        madeByRole: string | null;
      })[]
    >`
      select
        k.id,
        k.name,
        k.prefix,
        k.scopes,
        m.name as "madeBy",
        case m.state
          when 'active' then m.role
        end as "madeByRole",
        k.created_at as "createdAt",
        k.expires_at as "expiresAt",
        k.last_used_at as "lastUsedAt",
        coalesce(k.expires_at <= now(), false) as "isExpired"
      from
        api_key k
        join membership m on m.org_id = k.org_id
        and m.id = k.created_by
      where
        k.org_id = ${scope.orgId}
        and k.revoked_at is null
      order by k.id desc
      limit 200
    `,
  );
  return found.map(({ madeBy, madeByRole, ...k }) => ({
    ...k,
    scopes: ApiScope.array().parse(k.scopes),
    createdBy: { name: madeBy, role: Role.nullable().parse(madeByRole) },
  }));
}
