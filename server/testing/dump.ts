import { asAdmin } from "./queries";

/** Where in the database a text was found: the table with its schema, and in how many rows. */
export type Found = { table: string; rows: number };

/**
 * Looks for a text in every row of every table of the database, whatever its schema: every column as text, bytes as the text they hold.
 * What is not here is in no dump.
 */
export async function sweep(text: string): Promise<Found[]> {
  const tables = await asAdmin<{ name: string; columns: { name: string; type: string }[] }>(
    `
      select
        c.oid::regclass::text as name,
        json_agg(json_build_object('name', quote_ident(a.attname), 'type', a.atttypid::regtype::text)) as columns
      from
        pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid
        and a.attnum > 0
        and not a.attisdropped
      where
        c.relkind in ('r', 'm')
        and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      group by c.oid
      order by 1
    `,
  );
  const counts = tables.map(({ name, columns }) => {
    const texts = columns.map(({ name: column, type }) =>
      type === "bytea" ? `encode(${column}, 'escape')` : `${column}::text`,
    );
    return `
      select
        '${name}' as "table",
        count(*)::int as rows
      from ${name}
      where position(lower($1) in lower(concat_ws(' ', ${texts.join(", ")}))) > 0
    `;
  });
  const found = await asAdmin<Found>(counts.join(" union all "), [text]);
  // A large database is counted in parallel: the order of the tables is nobody's promise.
  return found.filter(({ rows }) => rows > 0).sort((a, b) => (a.table < b.table ? -1 : 1));
}
