import { tenantTables } from "./populated-world";
import { asAdmin } from "./queries";

/** What can be written of a table: what is generated comes by itself. */
const columnsOf = async (table: string): Promise<string> => {
  const found = await asAdmin<{ columns: string }>(
    `
      select
        string_agg(
          quote_ident(attname),
          ', '
          order by attnum
        ) as columns
      from pg_attribute
      where
        attrelid = $1::regclass
        and attnum > 0
        and not attisdropped
        and attgenerated = ''
    `,
    [table],
  );
  return found[0]!.columns;
};

/**
 * Keeps every row of an organization as it is now, table by table as the catalogue names them.
 * @returns puts them back, by the administrator and with foreign keys and triggers asleep, so that whatever was done to the organization in
 *   between is undone; limits that were used up meanwhile are whole again
 */
export async function keepRows(orgId: string): Promise<() => Promise<void>> {
  const schema = `kept_${orgId}`;
  const tables = [
    ...(await tenantTables()).map((name) => ({ name, key: "org_id" })),
    { name: "organization", key: "id" },
  ];
  await asAdmin(`create schema ${schema}`);
  const statements = ["set local session_replication_role = replica", "delete from limits.bucket"];
  for (const { name, key } of tables) {
    const columns = await columnsOf(name);
    const where = `where ${key} = '${orgId}'`;
    await asAdmin(`create table ${schema}.${name} as select ${columns} from ${name} ${where}`);
    statements.push(
      `delete from ${name} ${where}`,
      `insert into ${name} (${columns}) overriding system value select ${columns} from ${schema}.${name}`,
    );
  }
  const putBack = `do $keep$ begin ${statements.join("; ")}; end $keep$`;
  return async () => {
    await asAdmin(putBack);
  };
}
