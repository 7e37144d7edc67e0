import { readPhone } from "@/contracts/contact";
import { cutExcerpts, excerptChars } from "@/server/db/excerpts";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

/** A person as reports know them. */
export type FoundPerson = {
  id: string;
  name: string | null;
  email: string | null;
  accountKey: string | null;
  reports: number;
  lastAt: Date | null;
};

const PEOPLE_MAX = 50;

/** People with this address (any of theirs), id, name or account, whatever its letters' case; those with the newest reports first. */
export async function findPeopleIn(tx: Tx, scope: Scope, query: string): Promise<FoundPerson[]> {
  return tx.$queryRaw<FoundPerson[]>`
    select
      r.id,
      r.name,
      r.email,
      r.account_key as "accountKey",
      count(t.id)::int as reports,
      max(t.occurred_at) as "lastAt"
    from
      reporter r
      left join item t on t.org_id = r.org_id
      and t.reporter_id = r.id
    where
      r.org_id = ${scope.orgId}
      and (
        lower(${query}) in (lower(r.email), lower(r.name), lower(r.account_key))
        or r.facts #>> '{phone,value}' = ${readPhone(query)}
        or exists (
          select
          from reporter_identity i
          where
            i.org_id = r.org_id
            and i.reporter_id = r.id
            and i.value in (${query}, lower(${query}))
        )
      )
    group by r.org_id, r.id
    order by
      max(t.occurred_at) desc nulls last,
      r.id
    limit ${PEOPLE_MAX}
  `;
}

/** A report found by its reference. */
export type FoundReport = {
  itemId: string;
  reference: string;
  excerpt: string;
  state: string;
  issueNumber: number | null;
  occurredAt: Date;
};

const EXCERPT_CHARS = 200;

/** The report with this reference, as far as it was recorded. */
export async function findReportsIn(tx: Tx, scope: Scope, reference: string): Promise<FoundReport[]> {
  const found = await tx.$queryRaw<FoundReport[]>`
    select
      t.id as "itemId",
      t.reference,
      left(t.text, ${excerptChars(EXCERPT_CHARS)}::int) as excerpt,
      t.state,
      i.number as "issueNumber",
      t.occurred_at as "occurredAt"
    from
      item t
      left join issue i on i.org_id = t.org_id
      and i.id = t.issue_id
    where
      t.org_id = ${scope.orgId}
      and t.reference = upper(${reference})
  `;
  return cutExcerpts(found, EXCERPT_CHARS);
}

/** Every address these people are known by. */
export async function addressesOfIn(tx: Tx, scope: Scope, reporterIds: readonly string[]): Promise<string[]> {
  const found = await tx.$queryRaw<{ value: string }[]>`
    select value
    from reporter_identity
    where
      org_id = ${scope.orgId}
      and kind = 'email'
      and reporter_id = any(${[...reporterIds]}::text[])
    union
    select email
    from reporter
    where
      org_id = ${scope.orgId}
      and email is not null
      and id = any(${[...reporterIds]}::text[])
  `;
  return found.map((row) => row.value);
}
