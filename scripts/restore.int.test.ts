/** Backups and dumps of a real installation, restored: what comes back is what was there, and nothing that is not whole comes back. */
import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { sealAudit } from "@/server/audit/seal.commands";
import { closeDatabase } from "@/server/db/client";
import { dropSingleton } from "@/server/platform/singleton";
import {
  hasDebianPostgres,
  queryOnce,
  startDebianPostgres,
  type DebianPostgres,
} from "@/server/testing/debian-postgres";
import { populateWorld, type PopulatedWorld } from "@/server/testing/populated-world";
import { workerScope } from "@/server/tenancy/scope.commands";
import { checkData } from "@/server/pipeline/data-check";
import { startPostgres, type PostgresServer } from "./embedded-postgres.mjs";
import { readManifest, writeBackup } from "./folder-backup.mjs";
import { migrate } from "./migrate.mjs";
import { claimFolder } from "./process-records.mjs";
import { restoreDump } from "./restore-dump.mjs";
import { restoreFolder } from "./restore-folder.mjs";
import type { Check } from "./restored.mjs";

/** Every way (npm run test:restore), or those without which nothing else matters (npm test). */
const isFull = process.env["RESTORE_FULL"] === "1";
const SECRET = "the secret of the original and of nobody else";
const FLAGS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
const ROLES = ["owner", "app", "worker", "relay", "queue"] as const;
const root = join(import.meta.dirname, "..");
const base = mkdtempSync(join(tmpdir(), "steady-restored-"));
chmodSync(base, 0o755);
const env = { ...process.env };

/** Makes this process's own code look at another installation. */
async function lookAt(urls: Record<string, string>, secret = SECRET): Promise<void> {
  await closeDatabase();
  for (const name of ["env", "keys:column", "keys:link", "keys:key-hash"]) dropSingleton(name);
  Object.assign(process.env, urls, { STEADY_SECRET: secret });
}
const check: Check = async (orgIds, given) => {
  await lookAt(given, given["STEADY_SECRET"]);
  try {
    return await checkData(orgIds);
  } finally {
    await closeDatabase();
  }
};
afterAll(async () => {
  await closeDatabase();
  Object.assign(process.env, env);
  dropSingleton("env");
  rmSync(base, { recursive: true, force: true });
});

const urlsOf = (urlOf: (role: (typeof ROLES)[number]) => string): Record<string, string> => ({
  DATABASE_URL: urlOf("owner"),
  ...Object.fromEntries(ROLES.slice(1).map((role) => [`DATABASE_${role.toUpperCase()}_URL`, urlOf(role)])),
});

/** Two organizations with a row in every table, some work half carried, and audit events both sealed and not. */
async function fill(urls: Record<string, string>, admin: string): Promise<[PopulatedWorld, PopulatedWorld]> {
  await lookAt({ ...urls, DATABASE_ADMIN_URL: admin });
  const worlds: [PopulatedWorld, PopulatedWorld] = [await populateWorld(), await populateWorld()];
  for (const { orgId } of worlds) await sealAudit(workerScope(orgId));
  await queryOnce(
    admin,
    "update outbox set enq_at = now() + interval '2 hours', enq_n = 1 where state = 'pending'",
  );
  await closeDatabase();
  return worlds;
}

/** How many rows each table has, and a hash of what they say; the queue's apart, which the outbox fills. */
async function contentsOf(url: string): Promise<Record<string, string>> {
  const tables = await queryOnce<{ name: string }>(
    url,
    `
      select format('%I.%I', n.nspname, c.relname) as name
      from
        pg_class c
        join pg_namespace n on n.oid = c.relnamespace
      where
        n.nspname in ('public', 'door', 'limits')
        and c.relkind in ('r', 'p')
        and not c.relispartition
      order by 1
    `,
  );
  expect(tables.length).toBeGreaterThan(40);
  const parts = tables.map(({ name }) => {
    // A lease is given up by a restore, on purpose.
    const row = name === "public.outbox" ? "(to_jsonb(t) - 'enq_at')" : "to_jsonb(t)";
    return `
      select
        '${name}' as name,
        count(*) || ' ' || md5(
          coalesce(
            string_agg(
              ${row}::text,
              chr(10)
              order by ${row}::text collate "C"
            ),
            ''
          )
        ) as figures
      from ${name} t
    `;
  });
  const rows = await queryOnce<{ name: string; figures: string }>(url, parts.join("\nunion all "));
  return Object.fromEntries(rows.map(({ name, figures }) => [name, figures]));
}

describe("an embedded installation", () => {
  const folder = join(base, "original");
  const backup = join(base, "backup");
  let before: Record<string, string>;
  let worlds: [PopulatedWorld, PopulatedWorld];
  let figures: string[];
  const restore = (to: string, options: Partial<Parameters<typeof restoreFolder>[0]> = {}) => {
    figures = [];
    return restoreFolder({
      backup,
      folder: to,
      flags: FLAGS,
      check,
      log: (line) => figures.push(line),
      ...options,
    });
  };
  const running = async <T>(at: string, use: (server: PostgresServer) => Promise<T>): Promise<T> => {
    const server = await startPostgres({ dir: join(at, "postgres"), flags: FLAGS });
    try {
      return await use(server);
    } finally {
      await server.stop();
    }
  };

  beforeAll(async () => {
    mkdirSync(folder, { mode: 0o755 });
    writeFileSync(join(folder, "secret"), SECRET, { mode: 0o600 });
    await running(folder, async (server) => {
      await migrate(server.urls.owner);
      worlds = await fill(
        urlsOf((role) => server.urls[role]),
        server.urls.admin,
      );
      await expect(writeBackup({ folder, target: backup })).rejects.toThrow(/runs on/);
      before = await contentsOf(server.urls.admin);
    });
    expect(await writeBackup({ folder, target: backup })).toMatchObject({ hasSecret: true });
  });

  test("comes back as it was, with its secret, and is judged whole", async () => {
    const to = join(base, "copy");
    expect(await restore(to)).toEqual({ isWhole: true, aside: null });
    expect(figures.join("\n")).toMatch(
      /2 organizations, isolation rules hold\n\d+ sealed audit events, every trail whole\n\d+ encrypted/,
    );
    expect(figures.find((line) => line.endsWith("encrypted secrets, all can be opened"))).not.toMatch(
      /^[012] /,
    );
    expect(readFileSync(join(to, "secret"), "utf8")).toBe(SECRET);
    expect(statSync(join(to, "secret")).mode & 0o777).toBe(0o600);
    await running(to, async (server) => expect(await contentsOf(server.urls.admin)).toEqual(before));
    expect(readdirSync(to).sort()).toEqual(["postgres", "postgres.keeper", "postgres.passwords", "secret"]);
    await running(folder, async (server) => expect(await contentsOf(server.urls.admin)).toEqual(before));

    // What is there is put aside only when that is asked for.
    await expect(restore(to)).rejects.toThrow(/There is data in .* already/);
    if (!isFull) return;
    const { aside } = await restore(to, { isOverwriting: true });
    expect(readdirSync(aside!).sort()).toEqual(["postgres", "postgres.passwords", "secret"]);
    expect(existsSync(join(aside!, "postgres/PG_VERSION"))).toBe(true);
    await running(to, async (server) => expect(await contentsOf(server.urls.admin)).toEqual(before));
  });

  test.runIf(isFull)(
    "without its secret it comes back, and it is said that what is encrypted stays shut",
    async () => {
      const { isWhole } = await restore(join(base, "other-secret"), {
        secret: "another secret, of somebody else altogether",
      });
      expect(isWhole).toBe(false);
      expect(figures.join("\n")).toMatch(/encrypted secrets cannot be opened: set STEADY_SECRET/);
      const previousSecrets = SECRET;
      expect(
        await restore(join(base, "newer-secret"), {
          secret: "a newer secret, which follows the old one",
          previousSecrets,
        }),
      ).toMatchObject({
        isWhole: true,
      });
    },
  );

  test("is neither backed up nor restored over while somebody runs on it, nor into what is in the way", async () => {
    const keeper = spawn(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { claimFolder } from ${JSON.stringify(join(root, "scripts/process-records.mjs"))};
         await claimFolder(${JSON.stringify(join(base, "held"))}, () => {}); console.log("held"); setInterval(() => {}, 1000);`,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    try {
      await new Promise((done) => keeper.stdout.once("data", done));
      await expect(restore(join(base, "held"))).rejects.toThrow(/already running here/);
    } finally {
      keeper.kill("SIGKILL");
    }
    await expect(writeBackup({ folder, target: backup })).rejects.toThrow(/is there already/);
    await expect(writeBackup({ folder, target: join(folder, "postgres/base/backup") })).rejects.toThrow(
      /inside/,
    );
    await expect(writeBackup({ folder: base, target: join(base, "none") })).rejects.toThrow(
      /no embedded database/,
    );
    const records = await claimFolder(folder, () => {});
    records.release();
  });

  describe("is refused, and nothing is left of it, when", () => {
    const biggest = () => readManifest(backup).files.toSorted((a, b) => b.bytes - a.bytes)[0]!.path;
    const rewrite = (copy: string, change: (manifest: ReturnType<typeof readManifest>) => object) =>
      writeFileSync(join(copy, "manifest.json"), JSON.stringify(change(readManifest(copy))));
    const copy = join(base, "damaged");
    beforeAll(() => cpSync(backup, copy, { recursive: true }));
    afterEach(() => {
      for (const path of ["manifest.json", "postgres/global/pg_control", biggest()])
        cpSync(join(backup, path), join(copy, path));
      rmSync(join(copy, "postgres/standby.signal"), { force: true });
    });
    test.each<[string, (copy: string) => void, RegExp]>([
      [
        "a byte is another one",
        (copy) => {
          const path = join(copy, biggest());
          const bytes = readFileSync(path);
          bytes[bytes.length >> 1]! ^= 1;
          writeFileSync(path, bytes);
        },
        /damaged: .* is not what was backed up/,
      ],
      ["a file is shorter", (copy) => writeFileSync(join(copy, biggest()), ""), /is not what was backed up/],
      [
        "a file is missing",
        (copy) => rmSync(join(copy, "postgres/global/pg_control")),
        /pg_control is missing/,
      ],
      [
        "a file was added",
        (copy) => writeFileSync(join(copy, "postgres/standby.signal"), ""),
        /standby.signal does not belong/,
      ],
      [
        "its list is cut off",
        (copy) => writeFileSync(join(copy, "manifest.json"), '{"form": 1,'),
        /cannot be read/,
      ],
      [
        "its list leads out of it",
        (copy) => rewrite(copy, (m) => ({ ...m, folders: [...m.folders, "../../x"] })),
        /is damaged/,
      ],
      [
        "it is of another PostgreSQL",
        (copy) => rewrite(copy, (m) => ({ ...m, postgres: "17" })),
        /of PostgreSQL 17/,
      ],
      ["it is of a form that is not known", (copy) => rewrite(copy, (m) => ({ ...m, form: 9 })), /of form 9/],
    ])("%s", async (name, damage, refusal) => {
      damage(copy);
      const to = join(base, `to-${name.replaceAll(" ", "-")}`);
      await expect(restore(to, { backup: copy })).rejects.toThrow(refusal);
      expect(existsSync(to) ? readdirSync(to) : []).toEqual([]);
    });

    test.runIf(isFull)("it was made by a newer Steady", async () => {
      const newer = join(base, "newer");
      await restore(newer);
      await running(newer, (server) =>
        queryOnce(
          server.urls.owner,
          `
            insert into _prisma_migrations (id, checksum, migration_name, started_at)
            values ('x', 'x', '29990101000000_later', now())
          `,
        ),
      );
      await writeBackup({ folder: newer, target: join(base, "newer-backup") });
      await expect(restore(join(base, "to-newer"), { backup: join(base, "newer-backup") })).rejects.toThrow(
        /made by a newer Steady .* 29990101000000_later/,
      );
      expect(readdirSync(join(base, "to-newer"))).toEqual([]);
    });
  });

  test.runIf(isFull)(
    "an audit trail that was changed before the backup is said not to be whole",
    async () => {
      const to = join(base, "tampered");
      await restore(to);
      await running(to, (server) =>
        queryOnce(
          server.urls.admin,
          "update audit_event set actor_name = 'Nobody' where place = (select min(place) from audit_event)",
        ),
      );
      await writeBackup({ folder: to, target: join(base, "tampered-backup") });
      expect(
        await restore(join(base, "from-tampered"), { backup: join(base, "tampered-backup") }),
      ).toMatchObject({ isWhole: false });
      expect(figures.join("\n")).toMatch(
        new RegExp(`not what was sealed in ${worlds[0].orgId} \\(event_changed\\)`),
      );
    },
  );
});

describe.skipIf(!hasDebianPostgres())("a server of one's own, PostgreSQL 15", () => {
  const dump = join(base, "steady.dump");
  let server: DebianPostgres;
  let worlds: [PopulatedWorld, PopulatedWorld];
  let figures: string[];
  const admin = (database: string) => server.admin(database);
  const make = (database: string) => server.make(database);
  const restore = (database: string, options: Partial<Parameters<typeof restoreDump>[0]> = {}) => {
    figures = [];
    return restoreDump({
      file: dump,
      urls: server.urls(database),
      secret: SECRET,
      tool: server.tool("pg_restore"),
      check,
      log: (line) => figures.push(line),
      ...options,
    });
  };
  const tablesIn = async (database: string) =>
    (
      await queryOnce<{ n: number }>(
        admin(database),
        "select count(*)::int as n from pg_tables where schemaname in ('public', 'door', 'queue')",
      )
    )[0]!.n;

  beforeAll(async () => {
    server = await startDebianPostgres(base);
    await make("steady");
    await migrate(server.urls("steady")["DATABASE_URL"]!);
    worlds = await fill(server.urls("steady"), admin("steady"));
    server.run("pg_dump", ["--format=custom", `--file=${dump}`, "--dbname", admin("steady")]);
  });
  afterAll(() => server.stop());

  test("comes back the same: catalogue, rows, isolation, audit trail, what is encrypted", async () => {
    await make("restored");
    expect(await restore("restored")).toEqual({ isWhole: true });
    expect(figures.join("\n")).toMatch(
      /2 organizations, isolation rules hold\n\d+ sealed audit events, every trail whole\n\d+ encrypted secrets, all/,
    );
    expect(await contentsOf(admin("restored"))).toEqual(await contentsOf(admin("steady")));
    const schemaOf = (database: string) =>
      server
        .run("pg_dump", ["--schema-only", "--dbname", admin(database)])
        .replace(/^\\(?:un)?restrict .*$/gm, "");
    expect(schemaOf("restored").length).toBeGreaterThan(100_000);
    expect(schemaOf("restored")).toBe(schemaOf("steady"));
    const rights = (database: string) =>
      queryOnce(
        admin(database),
        `
          select a::text as granted
          from
            pg_database
            cross join lateral aclexplode(datacl) a
          where datname = current_database()
        `,
      ).then((rows) => rows.map((row) => JSON.stringify(row)).sort());
    expect(await rights("restored")).toEqual(await rights("steady"));
    const seen = (orgId: string) =>
      queryOnce<{ n: number }>(
        server.urls("restored")["DATABASE_APP_URL"]!,
        `
          select count(*)::int as n
          from
            (
              select set_config('app.org_id', '${orgId}', false)
            ) s,
            lateral (
              select
              from item
              where s is not null
            ) i
        `,
      );
    expect((await seen(worlds[0].orgId))[0]!.n).toBeGreaterThan(0);
    expect(await queryOnce(server.urls("restored")["DATABASE_APP_URL"]!, "select from item")).toEqual([]);
    expect(
      await queryOnce(
        server.urls("restored")["DATABASE_RELAY_URL"]!,
        `
          select
            count(*) filter (
              where enq_at is null
            )::int > 0 as waits,
            count(enq_at)::int as leased
          from outbox
          where state = 'pending'
        `,
      ),
    ).toEqual([{ waits: true, leased: 0 }]);
  });

  test.runIf(isFull)(
    "is restored where an administrator has made the extensions before, and with the latest migrations applied",
    async () => {
      await make("prepared");
      await queryOnce(
        admin("prepared"),
        "create extension pg_trgm; create extension unaccent; create extension btree_gin",
      );
      expect(await restore("prepared")).toEqual({ isWhole: true });
    },
  );

  test("is refused, and nothing changed, when the database is not empty", async () => {
    const before = await contentsOf(admin("steady"));
    await expect(restore("steady")).rejects.toThrow(/is not empty/);
    expect(await contentsOf(admin("steady"))).toEqual(before);
  });

  test.each<[string, () => string, RegExp]>([
    ["is cut off", () => cut((bytes) => bytes.subarray(0, bytes.length >> 1)), /pg_restore: /],
    ["is no dump", () => cut(() => Buffer.from("select 1;\n".repeat(100))), /pg_restore: /],
    ["is of something else", () => dumpOf("postgres"), /lists no migrations/],
  ])("a dump that %s is refused, and nothing is left of it", async (_, file, refusal) => {
    await queryOnce(admin("postgres"), "drop database if exists refused");
    await make("refused");
    await expect(restore("refused", { file: file() })).rejects.toThrow(refusal);
    expect(await tablesIn("refused")).toBe(0);
  });

  test.runIf(isFull)("a dump of a newer Steady is refused before anything is restored", async () => {
    await make("newer");
    await restore("newer");
    await queryOnce(
      admin("newer"),
      `
        insert into _prisma_migrations (id, checksum, migration_name, started_at)
        values ('x', 'x', '29990101000000_later', now())
      `,
    );
    await make("older");
    await expect(restore("older", { file: dumpOf("newer") })).rejects.toThrow(
      /made by a newer Steady .* 29990101000000_later/,
    );
    expect(await tablesIn("older")).toBe(0);
  });

  test.runIf(isFull)("a dump that row level security has emptied is said to be empty", async () => {
    const file = join(base, "emptied.dump");
    server.run("pg_dump", [
      "--format=custom",
      "--enable-row-security",
      `--file=${file}`,
      "--dbname",
      server.urls("steady")["DATABASE_URL"]!,
      "--exclude-schema=queue",
    ]);
    await make("emptied");
    expect(await restore("emptied", { file })).toEqual({ isWhole: false });
    expect(figures.join("\n")).toMatch(
      /It holds no organization: was it dumped by a role that row level security applies to/,
    );
  });

  const cut = (change: (bytes: Buffer) => Buffer) => {
    const file = join(base, "changed.dump");
    writeFileSync(file, change(readFileSync(dump)));
    return file;
  };
  const dumpOf = (database: string) => {
    const file = join(base, `${database}.dump`);
    server.run("pg_dump", ["--format=custom", `--file=${file}`, "--dbname", admin(database)]);
    return file;
  };
});
