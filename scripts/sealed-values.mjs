/** Seals again, with the current secret, whatever was sealed with one before it. */
import { keyIdOf, keyRing, seal, SEALED_COLUMNS, unseal } from "../server/platform/key-ring.mjs";

/** Rows of one transaction: short enough that nobody who changes one of them waits noticeably. */
const ROWS_AT_ONCE = 100;
const ORGANIZATIONS_AT_ONCE = 500;

/** Runs `work` in a transaction. */
async function within(client, work) {
  await client.query("begin");
  try {
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** Runs a question that looks across organizations, which the owner may not, as the role of the doors. */
export const acrossOrganizations = (client, text, values = []) =>
  within(client, async () => {
    await client.query("set local role steady_door");
    return (await client.query(text, values)).rows;
  });

async function* organizations(client) {
  for (let after = ""; ;) {
    const rows = await acrossOrganizations(
      client,
      `select id, name from organization where id > $1 order by id limit ${ORGANIZATIONS_AT_ONCE}`,
      [after],
    );
    yield* rows;
    if (rows.length < ORGANIZATIONS_AT_ONCE) return;
    after = rows.at(-1).id;
  }
}

/** What becomes of one row: its columns as they are to be, and what cannot be opened. */
function renewRow(ring, { columns, place }, orgId, row) {
  const [set, unreadable] = [{}, []];
  for (const column of columns) {
    const sealed = row[column];
    if (sealed === null || keyIdOf(sealed) === ring[0].id) continue;
    const opened = unseal(ring, sealed, place(orgId, row.id));
    if (opened.isOpen) set[column] = seal(ring, opened.plain, place(orgId, row.id));
    else unreadable.push({ column, why: opened.why, keyId: keyIdOf(sealed) });
  }
  return { set, unreadable };
}

/** One transaction's rows of a table. */
function renewRows(client, ring, table, organization, after) {
  const { columns, place } = SEALED_COLUMNS[table];
  return within(client, async () => {
    await client.query("select set_config('app.org_id', $1, true)", [organization.id]);
    const isOld = columns
      .map((column) => `coalesce(split_part(${column}, '.', 2) <> $3, false)`)
      .join(" or ");
    const { rows } = await client.query(
      `select id, name, ${columns.join(", ")} from ${table}
       where org_id = $1 and id > $2 and (${isOld})
       order by id limit ${ROWS_AT_ONCE} for update`,
      [organization.id, after, ring[0].id],
    );
    const done = {
      renewed: {},
      unreadable: [],
      last: rows.at(-1)?.id ?? null,
      isMore: rows.length === ROWS_AT_ONCE,
    };
    for (const row of rows) {
      const { set, unreadable } = renewRow(ring, { columns, place }, organization.id, row);
      for (const one of unreadable)
        done.unreadable.push({ ...one, table, organization: organization.name, name: row.name });
      const changed = Object.keys(set);
      if (changed.length === 0) continue;
      await client.query(
        `update ${table} set ${changed.map((column, at) => `${column} = $${at + 3}`).join(", ")} where org_id = $1 and id = $2`,
        [organization.id, row.id, ...Object.values(set)],
      );
      for (const column of changed) done.renewed[column] = (done.renewed[column] ?? 0) + 1;
    }
    return done;
  });
}

/**
 * Renews every sealed column of every organization, in small transactions; may be ended and run again at any time, beside the product.
 * @param {import("pg").Client} client a connection of the owner
 * @param {string[]} secrets the current one first
 * @returns {Promise<{ renewed: Record<string, number>, unreadable: { table: string, column: string, why: string, keyId: string | null,
 *   organization: string, name: string }[], left: number }>} renewed: values by `table.column`; left: values that another process has
 *   sealed with an older secret meanwhile
 */
export async function renewSealedValues(client, secrets) {
  const ring = keyRing(secrets, "column");
  const tables = Object.keys(SEALED_COLUMNS);
  const renewed = Object.fromEntries(
    tables.flatMap((table) => SEALED_COLUMNS[table].columns.map((column) => [`${table}.${column}`, 0])),
  );
  const unreadable = [];
  for await (const organization of organizations(client))
    for (const table of tables)
      for (let after = "", isMore = true; isMore;) {
        const done = await renewRows(client, ring, table, organization, after);
        for (const [column, n] of Object.entries(done.renewed)) renewed[`${table}.${column}`] += n;
        unreadable.push(...done.unreadable);
        ({ isMore } = done);
        after = done.last ?? after;
      }
  const older = ring.slice(1).map(({ id }) => id);
  const counts = tables.flatMap((table) =>
    SEALED_COLUMNS[table].columns.map(
      (column) => `(select count(*) from ${table} where split_part(${column}, '.', 2) = any($1))`,
    ),
  );
  const [{ n }] = await acrossOrganizations(client, `select (${counts.join(" + ")})::int as n`, [older]);
  // What is damaged beyond opening does not become readable by keeping the secret that it was sealed with.
  const damaged = unreadable.filter(({ keyId }) => older.includes(keyId)).length;
  return { renewed, unreadable, left: Math.max(0, n - damaged) };
}
