import { rows, type Tx } from "@/server/db/sql";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { personKeys } from "@/server/reading/search-keys";
import {
  claimedIdentities,
  factsOf,
  mergeFacts,
  planPeople,
  type Facts,
  type KnownIdentity,
  type PeoplePlan,
  type Writer,
} from "./people";

/** Who wrote a report, as its source says. `ref` is the report's id. */
export type WrittenBy = {
  ref: string;
  sourceId: string;
  writer: Writer;
  isLoggedByAgent: boolean;
  at: Date;
};

export type Remembered = {
  /** Of each report its writer's row, and what the writer is counted by: null for whoever left a name at most. */
  writers: ReadonlyMap<string, { reporterId: string; personKey: string | null }>;
  /** Issues whose reports turned out to be of one person instead of several, to be counted anew. */
  recount: readonly string[];
};

/**
 * Finds or makes the people who wrote reports, keeps the best facts they gave, and makes one of those who turned out to be the same. Who
 * left nothing but a name or a telephone number is remembered with this one report and counted as nobody.
 */
export async function rememberPeopleIn(
  tx: Tx,
  scope: Scope,
  reports: readonly WrittenBy[],
): Promise<Remembered> {
  const claims = reports.map(({ ref, sourceId, writer: { externalId, email } }) => ({
    ref,
    sourceId,
    externalId,
    email,
  }));
  const sourceIds = claimedIdentities(claims).map((identity) => identity.sourceId);
  // One at a time finds out who is who among a source's people; held until the transaction ends.
  for (const sourceId of [...new Set(sourceIds)].sort())
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${scope.orgId}|${sourceId}`}, 8))`;
  const plan = planPeople(claims, await knownIdentitiesIn(tx, scope, claimedIdentities(claims)), () =>
    newId("reporter"),
  );
  const facts = new Map<string, Facts>();
  const keyOf = new Map<string, string>();
  const writers = new Map<string, { reporterId: string; personKey: string | null }>();
  for (const { ref, writer, isLoggedByAgent, at } of reports) {
    const person = plan.personOf.get(ref) ?? null;
    if (person === null && !writer.name && !writer.phone) continue;
    const reporterId = person ?? newId("reporter");
    keyOf.set(reporterId, person ?? `item:${ref}`);
    facts.set(reporterId, mergeFacts(facts.get(reporterId) ?? {}, factsOf(writer, isLoggedByAgent, at)));
    writers.set(ref, { reporterId, personKey: person });
  }
  await writePeopleIn(tx, scope, facts, keyOf);
  const recount = await joinPeopleIn(tx, scope, plan);
  await tx.$executeRaw`
    insert into reporter_identity (org_id, source_id, kind, value, reporter_id)
    select
      ${scope.orgId},
      r."sourceId",
      r.kind,
      r.value,
      r."reporterId"
    from
      jsonb_to_recordset(${rows(plan.identities)}::jsonb) as r("sourceId" text, kind text, value text, "reporterId" text)
    on conflict (org_id, source_id, kind, value) do update
    set reporter_id = excluded.reporter_id
  `;
  return { writers, recount };
}

/** These identities, with everything else that the people they belong to are told apart by. */
async function knownIdentitiesIn(tx: Tx, scope: Scope, claimed: readonly object[]): Promise<KnownIdentity[]> {
  if (claimed.length === 0) return [];
  return tx.$queryRaw<KnownIdentity[]>`
    select
      o.source_id as "sourceId",
      o.kind,
      o.value,
      o.reporter_id as "reporterId"
    from reporter_identity o
    where
      o.org_id = ${scope.orgId}
      and o.reporter_id in (
        select i.reporter_id
        from
          jsonb_to_recordset(${rows(claimed)}::jsonb) as c("sourceId" text, kind text, value text)
          join reporter_identity i on i.org_id = ${scope.orgId}
          and i.source_id = c."sourceId"
          and i.kind = c.kind
          and i.value = c.value
      )
  `;
}

/** Writes people with the best of what they gave now and before. */
async function writePeopleIn(
  tx: Tx,
  scope: Scope,
  facts: ReadonlyMap<string, Facts>,
  keyOf: ReadonlyMap<string, string>,
): Promise<void> {
  const ids = [...facts.keys()].sort();
  if (ids.length === 0) return;
  const known = new Map((await factsInIn(tx, scope, ids)).map((row) => [row.id, row.facts]));
  const values = ids.map((id) => {
    const best = mergeFacts(known.get(id) ?? {}, facts.get(id)!);
    const shown = {
      name: best.name?.value ?? null,
      email: best.email?.value ?? null,
      accountKey: best.account?.value ?? null,
    };
    return {
      id,
      personKey: keyOf.get(id)!,
      ...shown,
      facts: best,
      keys: personKeys({ ...shown, phone: best.phone?.value ?? null }),
    };
  });
  await tx.$executeRaw`
    insert into reporter as p (org_id, id, person_key, name, email, account_key, facts, keys, are_keys_stale)
    select
      ${scope.orgId},
      r.id,
      r."personKey",
      r.name,
      r.email,
      r."accountKey",
      r.facts,
      r.keys::tsvector,
      false
    from
      jsonb_to_recordset(${rows(values)}::jsonb) as r(
        id text,
        "personKey" text,
        name text,
        email text,
        "accountKey" text,
        facts jsonb,
        keys text
      )
    on conflict (org_id, id) do update
    set
      name = coalesce(excluded.name, p.name),
      email = coalesce(excluded.email, p.email),
      account_key = coalesce(excluded.account_key, p.account_key),
      facts = excluded.facts,
      keys = excluded.keys,
      are_keys_stale =
        excluded.name is distinct from coalesce(excluded.name, p.name)
        or excluded.email is distinct from coalesce(excluded.email, p.email)
        or excluded.account_key is distinct from coalesce(excluded.account_key, p.account_key)
  `;
}

async function factsInIn(
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
): Promise<{ id: string; facts: Facts }[]> {
  return tx.$queryRaw<{ id: string; facts: Facts }[]>`
    select
      id,
      facts
    from reporter
    where
      org_id = ${scope.orgId}
      and id = any(${[...ids]}::text[])
  `;
}

/** Makes people one: their reports and facts go to who stays. @returns issues of these reports */
async function joinPeopleIn(tx: Tx, scope: Scope, { joins }: PeoplePlan): Promise<string[]> {
  const recount = new Set<string>();
  for (const { from, to } of joins) {
    const facts = new Map((await factsInIn(tx, scope, [from, to])).map((row) => [row.id, row.facts]));
    await writePeopleIn(tx, scope, new Map([[to, facts.get(from) ?? {}]]), new Map([[to, to]]));
    const moved = await tx.$queryRaw<{ issueId: string | null }[]>`
      update item
      set
        reporter_id = ${to},
        person_key = ${to}
      where
        org_id = ${scope.orgId}
        and reporter_id = ${from}
      returning issue_id as "issueId"
    `;
    for (const { issueId } of moved) if (issueId) recount.add(issueId);
    await tx.$executeRaw`
      update reporter_identity
      set reporter_id = ${to}
      where
        org_id = ${scope.orgId}
        and reporter_id = ${from}
    `;
    await tx.$executeRaw`
      delete from reporter
      where
        org_id = ${scope.orgId}
        and id = ${from}
    `;
  }
  return [...recount].sort();
}
