import { mapFreeText } from "@/server/audit/free-text";
import { ERASED } from "@/contracts/privacy";
import type { Eraser, Tally } from "@/server/db/erasing";
import { rows, sql, type Sql, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

type Remove = (text: string) => string;

/**
 * Takes the names of people who go out of what members wrote on any issue, also one that has nothing to do with their reports: reasons of
 * states, priorities, merges and labels, workarounds, lines of the history. The rest of these texts stays. Titles are other reporters'
 * words and are left alone.
 */
export const eraseNamesOnIssuesIn: Eraser = async (tx, scope, { names, withoutNames }) => {
  if (names.length === 0) return [];
  const named = namedBy(names);
  return [
    await onIssuesIn(tx, scope, named, withoutNames),
    await inHistoryIn(tx, scope, named, withoutNames),
    await inReasonsIn(tx, scope, "issue_relation", named, withoutNames),
    await inReasonsIn(tx, scope, "issue_item", named, withoutNames),
    await inLabelsIn(tx, scope, named),
  ];
};

type Named = (text: Sql) => Sql;

/** A condition that lets through every text with one of the names, and some without: what finds few rows to be read. */
function namedBy(names: readonly string[]): Named {
  const patterns = names.map(
    (name) =>
      `%${name
        .trim()
        .toLowerCase()
        .replace(/[\\%_]/g, "\\$&")
        .replace(/\s+/gu, "%")}%`,
  );
  return (text) => sql`lower(${text}) like any(${patterns}::text[])`;
}

async function onIssuesIn(tx: Tx, scope: Scope, named: Named, without: Remove): Promise<Tally> {
  type Row = {
    id: string;
    workaround: string | null;
    impactReason: string | null;
    effortReason: string;
    provenance: unknown;
    snooze: unknown;
  };
  const found = await tx.$queryRaw<Row[]>`
    select
      id,
      workaround,
      impact_reason as "impactReason",
      effort_reason as "effortReason",
      provenance,
      snooze
    from issue
    where
      org_id = ${scope.orgId}
      and ${named(sql`concat_ws(' ', workaround, impact_reason, effort_reason, provenance::text, snooze::text)`)}
    order by id
    for no key update
  `;
  const withoutIn = (text: string | null): string | null => (text === null ? null : without(text));
  const changed = found.flatMap((issue) => {
    const next: Row = {
      id: issue.id,
      workaround: withoutIn(issue.workaround),
      impactReason: withoutIn(issue.impactReason),
      effortReason: without(issue.effortReason),
      provenance: mapFreeText(issue.provenance, without),
      snooze: mapFreeText(issue.snooze, without),
    };
    const isSame = (["workaround", "impactReason", "effortReason", "provenance", "snooze"] as const).every(
      (key) => next[key] === issue[key],
    );
    return isSame ? [] : [next];
  });
  await tx.$executeRaw`
    update issue i
    set
      workaround = r.workaround,
      impact_reason = r."impactReason",
      effort_reason = r."effortReason",
      provenance = r.provenance,
      snooze = r.snooze,
      version = i.version + 1
    from
      jsonb_to_recordset(${rows(changed)}::jsonb) as r(
        id text,
        workaround text,
        "impactReason" text,
        "effortReason" text,
        provenance jsonb,
        snooze jsonb
      )
    where
      i.org_id = ${scope.orgId}
      and i.id = r.id
  `;
  return { table: "issue", what: "names in reasons and workarounds", rows: changed.length };
}

async function inHistoryIn(tx: Tx, scope: Scope, named: Named, without: Remove): Promise<Tally> {
  const found = await tx.$queryRaw<{ id: string; data: unknown }[]>`
    select
      id,
      data
    from issue_event
    where
      org_id = ${scope.orgId}
      and ${named(sql`data::text`)}
  `;
  const changed = found.flatMap(({ id, data }) => {
    const next = mapFreeText(data, without);
    return next === data ? [] : [{ id, data: next }];
  });
  await tx.$executeRaw`
    update issue_event e
    set data = r.data
    from jsonb_to_recordset(${rows(changed)}::jsonb) as r(id text, data jsonb)
    where
      e.org_id = ${scope.orgId}
      and e.id = r.id
  `;
  return { table: "issue_event", what: "names in lines of the history", rows: changed.length };
}

const REASONED = { issue_relation: sql`issue_relation`, issue_item: sql`issue_item` } as const;

async function inReasonsIn(
  tx: Tx,
  scope: Scope,
  table: keyof typeof REASONED,
  named: Named,
  without: Remove,
): Promise<Tally> {
  const found = await tx.$queryRaw<{ id: string; reason: string }[]>`
    select
      id,
      reason
    from ${REASONED[table]}
    where
      org_id = ${scope.orgId}
      and ${named(sql`reason`)}
  `;
  const changed = found.flatMap(({ id, reason }) => {
    const next = without(reason);
    return next === reason ? [] : [{ id, reason: next }];
  });
  await tx.$executeRaw`
    update ${REASONED[table]} t
    set reason = r.reason
    from jsonb_to_recordset(${rows(changed)}::jsonb) as r(id text, reason text)
    where
      t.org_id = ${scope.orgId}
      and t.id = r.id
  `;
  return { table, what: "names in reasons", rows: changed.length };
}

/** Of a label's reason the database lets go only the whole. */
async function inLabelsIn(tx: Tx, scope: Scope, named: Named): Promise<Tally> {
  const n = await tx.$executeRaw`
    update label
    set reason = ${ERASED}
    where
      org_id = ${scope.orgId}
      and reason <> ${ERASED}
      and ${named(sql`reason`)}
  `;
  return { table: "label", what: "reasons that name them", rows: n };
}
