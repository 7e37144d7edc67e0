import type pg from "pg";
import { asAdmin } from "./queries";

type Needed = { name: string; type: string; check: string | null };

/** A table with row level security as the catalogue describes it, so that a new one is probed the day it is made. */
export type WalledTable = {
  name: string;
  /** The column that says whose a row is. */
  key: "org_id" | "id";
  isPartition: boolean;
  /** What an insert may name. */
  columns: string[];
  /** What an insert must name. */
  needed: Needed[];
  /** For a partition the column it is cut by and its lower bound. */
  cut: { column: string; from: string } | null;
};

const TABLES = `
  select
    c.relname as name,
    case c.relname
      when 'organization' then 'id'
      else 'org_id'
    end as key,
    c.relispartition as "isPartition",
    (
      select
        array_agg(
          a.attname::text
          order by a.attnum
        )
      from pg_attribute a
      where
        a.attrelid = c.oid
        and a.attnum > 0
        and not a.attisdropped
        and a.attgenerated = ''
        and a.attidentity = ''
    ) as columns,
    (
      select
        json_agg(
          json_build_object(
            'name',
            a.attname,
            'type',
            format_type(a.atttypid, a.atttypmod),
            'check',
            (
              select pg_get_constraintdef(k.oid)
              from pg_constraint k
              where
                k.conrelid = c.oid
                and k.contype = 'c'
                and k.conkey = array[a.attnum]
              limit 1
            )
          )
        )
      from pg_attribute a
      where
        a.attrelid = c.oid
        and a.attnum > 0
        and not a.attisdropped
        and a.attnotnull
        and not a.atthasdef
        and a.attidentity = ''
        and a.attgenerated = ''
    ) as needed,
    (
      select
        json_build_object(
          'column',
          a.attname,
          'from',
          substring(
            pg_get_expr(c.relpartbound, c.oid)
            from 'FROM \\(''([^'']+)''\\)'
          )
        )
      from
        pg_inherits h
        join pg_partitioned_table p on p.partrelid = h.inhparent
        join pg_attribute a on a.attrelid = c.oid
        and a.attname = (
          select attname
          from pg_attribute
          where
            attrelid = h.inhparent
            and attnum = p.partattrs[0]
        )
      where h.inhrelid = c.oid
    ) as cut
  from
    pg_class c
    join pg_namespace n on n.oid = c.relnamespace
  where
    n.nspname = 'public'
    and c.relkind in ('r', 'p')
    and exists (
      select
      from pg_policy p
      where p.polrelid = c.oid
    )
  order by 1
`;

/** Every table that a policy stands in front of, partitions too, by name. */
export const findWalledTables = (): Promise<WalledTable[]> => asAdmin<WalledTable>(TABLES);

/** An insert of one row of an organization that satisfies types and checks; what it points at need not be there. */
export function insertOf(table: WalledTable, orgId: string, suffix = ""): string {
  const value = ({ name, type, check }: Needed): string => {
    if (name === table.key) return `'${orgId}'`;
    if (name === table.cut?.column) return `'${table.cut.from}'`;
    const allowed = /'([^']+)'::text/.exec(check ?? "")?.[1];
    if (allowed && type === "text") return `'${allowed}'`;
    if (type.endsWith("[]") || type === "jsonb") return "'{}'";
    if (type === "text") return `'probe${suffix}'`;
    if (type === "bytea") return "'\\x00'";
    if (type.startsWith("timestamp")) return "now()";
    return type === "boolean" ? "false" : "1";
  };
  const names = table.needed.map((column) => column.name).join(", ");
  return `insert into ${table.name} (${names}) values (${table.needed.map(value).join(", ")})`;
}

/** Gives an organization one row in a table, by the administrator and with foreign keys and triggers asleep. */
export async function seedRow(table: WalledTable, orgId: string): Promise<void> {
  const insert = `${insertOf(table, orgId)} on conflict do nothing`;
  await asAdmin(`do $seed$ begin set local session_replication_role = replica; ${insert}; end $seed$`);
}

/** What a statement came to: how many rows it gave or changed, or the SQLSTATE it was refused with. */
export type Outcome = number | string;

/** What the wall says to whoever it keeps out: nothing was found, or this role may not (SQLSTATE insufficient_privilege). */
const KEPT_OUT: readonly Outcome[] = [0, "42501"];

/** Runs a statement with an organization set, empty or not set at all (undefined), in a transaction that is taken back. */
export async function tryAs(
  client: pg.Client,
  orgId: string | undefined,
  statement: string,
): Promise<Outcome> {
  await client.query("begin");
  try {
    if (orgId !== undefined) await client.query("select set_config('app.org_id', $1, true)", [orgId]);
    return (await client.query(statement)).rowCount ?? 0;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await client.query("rollback");
  }
}

/** A statement that the wall must keep out or let through, in words; empty when it does. */
type Probe = (
  client: pg.Client,
  table: WalledTable,
  orgs: { own: string; other: string },
) => Promise<string[]>;

const failures = async (
  client: pg.Client,
  orgId: string | undefined,
  statements: readonly string[],
  isRight: (outcome: Outcome) => boolean,
): Promise<string[]> => {
  const wrong: string[] = [];
  for (const statement of statements) {
    const outcome = await tryAs(client, orgId, statement);
    if (!isRight(outcome)) wrong.push(`${statement}: ${outcome}`);
  }
  return wrong;
};

/** With `own` set, no row of `other` can be read. `own` may be no organization at all, so long as it is not `other`. */
export const readAcross = (
  client: pg.Client,
  { name, key }: WalledTable,
  orgs: { own: string | undefined; other: string },
): Promise<string[]> =>
  failures(client, orgs.own, [`select * from ${name} where ${key} = '${orgs.other}'`], (outcome) =>
    KEPT_OUT.includes(outcome),
  );

/** With `own` set, no row of `other` can be changed, taken, removed, doubled or made. @param thief whose a taken row would be */
export async function writeAcross(
  client: pg.Client,
  table: WalledTable,
  orgs: { own: string | undefined; other: string; thief: string },
): Promise<string[]> {
  const { name, key } = table;
  const where = `where ${key} = '${orgs.other}'`;
  const columns = table.columns.join(", ");
  return [
    ...(await failures(
      client,
      orgs.own,
      [
        `update ${name} set ${key} = ${key} ${where}`,
        `update ${name} set ${key} = '${orgs.thief}' ${where}`,
        `delete from ${name} ${where}`,
        `insert into ${name} (${columns}) select ${columns} from ${name} ${where}`,
      ],
      (outcome) => KEPT_OUT.includes(outcome),
    )),
    ...(await failures(
      client,
      orgs.own,
      [insertOf(table, orgs.other, "_2")],
      (outcome) => outcome === "42501",
    )),
  ];
}

/** An organization reads its own row. */
export const readOwn: Probe = (client, { name, key }, { own }) =>
  failures(
    client,
    own,
    [`select * from ${name} where ${key} = '${own}' limit 1`],
    (outcome) => outcome === 1,
  );

/** An organization's own insert gets through the wall; a key or a reference that it breaks behind it is no matter of the wall. */
export const writeOwn: Probe = (client, table, { own }) =>
  failures(client, own, [insertOf(table, own, "_3")], (outcome) => outcome !== "42501");
