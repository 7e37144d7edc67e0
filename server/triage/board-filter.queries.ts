import { ME, NONE, sinceMs, type BoardFilter } from "@/contracts/board";
import { OPEN_STATES } from "@/contracts/feedback";
import { SOURCE_KINDS } from "@/contracts/intake";
import { join, sql, type Sql, type Tx } from "@/server/db/sql";
import { now } from "@/server/platform/clock";
import type { Scope } from "@/server/platform/scope";
import { HITS_MAX } from "./issue-search.queries";

/**
 * A filter as conditions over `issue i`. `where` holds everything but one key's alternatives, which stand in `branches`: each branch is
 * an equality that an index serves in order of impact, so that a page is read from the front of a few indexes and never sorted whole.
 */
export type IssueQuery = {
  readonly where: Sql;
  readonly branches: readonly Sql[];
  /** Ids found by the text, best first; null without text. */
  readonly hits: readonly string[] | null;
  /** The text found more than could be ranked. */
  readonly areHitsCapped: boolean;
};

/**
 * A label or source with at most this many issues is read from its own side; beyond it, issues are asked one by one whether they have it.
 */
const RARE_MAX = 2_000;

type Choice = { readonly column: Sql; readonly values: readonly string[]; readonly hasNone: boolean };

const any = (column: Sql, values: readonly string[]): Sql =>
  values.length === 1 ? sql`${column} = ${values[0]!}` : sql`${column} = any(${[...values]}::text[])`;

function alternatives({ column, values, hasNone }: Choice): Sql[] {
  return [...values.map((value) => sql`${column} = ${value}`), ...(hasNone ? [sql`${column} is null`] : [])];
}

function condition({ column, values, hasNone }: Choice): Sql {
  if (!hasNone) return any(column, values);
  return values.length === 0 ? sql`${column} is null` : sql`(${column} is null or ${any(column, values)})`;
}

const choose = (column: Sql, values: readonly string[]): Choice => ({
  column,
  values: [...new Set(values)].filter((v) => v !== NONE),
  hasNone: values.includes(NONE),
});
const optionsOf = (choice: Choice): number => choice.values.length + (choice.hasNone ? 1 : 0);

/** Whether the states asked for are exactly those that still ask for work. */
export function isOpenOnly(filter: BoardFilter): boolean {
  return (
    filter.states.length === OPEN_STATES.length && OPEN_STATES.every((state) => filter.states.includes(state))
  );
}

/** Turns a filter into conditions; names that do not exist match nothing. */
export async function compileFilter(
  tx: Tx,
  scope: Scope,
  launchId: string,
  filter: BoardFilter,
  hits: readonly string[] | null,
  only: readonly Sql[] = [],
): Promise<IssueQuery> {
  const where: Sql[] = [
    sql`i.org_id = ${scope.orgId}`,
    sql`i.launch_id = ${launchId}`,
    sql`i.merged_into_id is null`,
    ...only,
  ];
  if (isOpenOnly(filter)) where.push(sql`i.is_open`);

  const components = await findComponents(tx, scope, launchId, filter.components);
  const owners = filter.owners.map((owner) => (owner === ME ? scope.actor.id : owner));
  // The most telling first: the first with several alternatives becomes the branches.
  const indexed = [
    choose(sql`i.owner_id`, owners),
    choose(sql`i.component_id`, components),
    choose(sql`i.type`, filter.types),
    choose(sql`i.severity`, filter.severities),
    choose(sql`i.state`, isOpenOnly(filter) ? [] : filter.states),
  ].filter((choice) => optionsOf(choice) > 0);
  const isAnchored = indexed.some((choice) => optionsOf(choice) === 1);
  const driver = isAnchored ? undefined : indexed[0];
  for (const choice of indexed) if (choice !== driver) where.push(condition(choice));
  for (const choice of [
    choose(sql`i.team_id`, filter.teams),
    choose(sql`i.quadrant`, filter.quadrants),
    choose(sql`i.urgency`, filter.urgencies),
  ])
    if (optionsOf(choice) > 0) where.push(condition(choice));

  if (filter.since) where.push(sql`i.last_seen_at >= ${new Date(now().getTime() - sinceMs(filter.since))}`);
  if (filter.labels.length > 0) where.push(await labelled(tx, scope, launchId, filter.labels));
  if (filter.sources.length > 0) where.push(await reportedThrough(tx, scope, filter.sources));
  if (hits) where.push(sql`i.id = any(${[...hits]}::text[])`);
  return {
    where: join(where, " and "),
    branches: driver ? alternatives(driver) : [sql`true`],
    hits,
    areHitsCapped: (hits?.length ?? 0) >= HITS_MAX,
  };
}

async function findComponents(
  tx: Tx,
  scope: Scope,
  launchId: string,
  wanted: readonly string[],
): Promise<string[]> {
  const named = wanted.filter((value) => value !== NONE);
  if (named.length === 0) return [...wanted];
  const found = await tx.component.findMany({
    where: { orgId: scope.orgId, launchId, OR: [{ slug: { in: named } }, { id: { in: named } }] },
    select: { id: true },
  });
  // A name that nobody has stays in the list and matches nothing.
  return [...(found.length > 0 ? found.map((c) => c.id) : named), ...(wanted.includes(NONE) ? [NONE] : [])];
}

async function labelled(tx: Tx, scope: Scope, launchId: string, labels: readonly string[]): Promise<Sql> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    select l.issue_id as id
    from issue_label l
    where
      l.org_id = ${scope.orgId}
      and l.launch_id = ${launchId}
      and ${any(sql`l.label`, labels)}
    limit ${RARE_MAX + 1}
  `;
  if (found.length <= RARE_MAX) return sql`i.id = any(${[...new Set(found.map((f) => f.id))]}::text[])`;
  return sql`
    exists (
      select
      from issue_label l
      where
        l.org_id = i.org_id
        and l.issue_id = i.id
        and ${any(sql`l.label`, labels)}
    )
  `;
}

async function reportedThrough(tx: Tx, scope: Scope, sources: readonly string[]): Promise<Sql> {
  const kinds = sources.filter((value) => (SOURCE_KINDS as readonly string[]).includes(value));
  const ids = sources.filter((value) => !kinds.includes(value));
  if (kinds.length > 0)
    ids.push(
      ...(
        await tx.source.findMany({ where: { orgId: scope.orgId, kind: { in: kinds } }, select: { id: true } })
      ).map((s) => s.id),
    );
  if (ids.length === 0) return sql`false`;
  const found = await tx.$queryRaw<{ id: string | null }[]>`
    select t.issue_id as id
    from item t
    where
      t.org_id = ${scope.orgId}
      and ${any(sql`t.source_id`, ids)}
      and t.issue_id is not null
    limit ${RARE_MAX + 1}
  `;
  if (found.length <= RARE_MAX) return sql`i.id = any(${[...new Set(found.map((f) => f.id!))]}::text[])`;
  return sql`
    exists (
      select
      from item t
      where
        t.org_id = i.org_id
        and ${any(sql`t.source_id`, ids)}
        and t.issue_id = i.id
    )
  `;
}
