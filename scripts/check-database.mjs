/**
 * Do the migrations, the Prisma schema and the isolation rules agree? Migrates an empty database, looks for drift, runs
 * prisma/rls-gate.sql.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "./embedded-postgres.mjs";
import { findDrift, migrate } from "./migrate.mjs";
import { root } from "./processes.mjs";

const folder = mkdtempSync(join(tmpdir(), "steady-gate-"));
const server = await startPostgres({ dir: join(folder, "pg"), flags: ["fsync=off"] });
const failures = [];
let checks = 0;

try {
  const applied = await migrate(server.urls.owner);
  console.log(`${applied.length} migrations applied to an empty database`);
  const again = await migrate(server.urls.owner);
  checks++;
  if (again.length) failures.push(`a second run applied ${again.join(", ")} again`);

  checks++;
  failures.push(
    ...(await findDrift(server.urls.owner)).map(
      (statement) => `drift between prisma/schema and the migrations: ${statement}`,
    ),
  );

  const client = new pg.Client({ connectionString: server.urls.owner });
  await client.connect();
  const { rows } = await client.query(readFileSync(join(root, "prisma/rls-gate.sql"), "utf8"));
  const { rows: counted } = await client.query(
    "select count(*)::int as n from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on " +
      "n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attname = 'org_id'",
  );
  await client.end();
  checks++;
  if (counted[0].n < 20)
    failures.push(`the isolation rules saw only ${counted[0].n} tables of an organization`);
  console.log(`isolation rules read over ${counted[0].n} tables: ${rows.length} broken`);
  failures.push(...rows.map((row) => `${row.k}: ${row.relname}`));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

for (const failure of failures) console.error(`not ok  ${failure}`);
console.log(
  `${failures.length ? Math.max(0, checks - failures.length) : checks} passed, ${failures.length} failed`,
);
process.exit(failures.length ? 1 : 0);
