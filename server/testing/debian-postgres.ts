import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "../../scripts/embedded-postgres.mjs";
import { putInCharge } from "../../scripts/guard.mjs";
import { until } from "./waiting";

/** Debian's place for a server and its tools. */
const HOME = "/usr/lib/postgresql/15/bin";
const ROLES = ["owner", "app", "worker", "relay", "queue"] as const;

/** Whether Debian's PostgreSQL 15 is on this machine. */
export const hasDebianPostgres = (): boolean =>
  ["postgres", "pg_restore"].every((name) => existsSync(join(HOME, name)));

export type DebianPostgres = {
  data: string;
  /** The administrator's connection string. */
  admin(database: string): string;
  /** The connection strings of the product's roles, by the names of their variables. */
  urls(database: string): Record<string, string>;
  /** Makes a database as the README says. */
  make(database: string): Promise<void>;
  /** Where a tool is. */
  tool(name: string): string;
  /** Runs a tool and answers with what it printed. */
  run(name: string, args: readonly string[]): string;
  stop(): Promise<void>;
};

/** Rows of one statement, over a connection of its own. */
export async function queryOnce<T extends object = Record<string, unknown>>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as T[];
  } finally {
    await client.end();
  }
}

/** The user the server runs as; root may not, and its tests run it as the system's user for databases. */
const serverUser = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync("id", [flag, "postgres"]));
  return { uid: idOf("-u"), gid: idOf("-g") };
};

/** Starts Debian's PostgreSQL 15 on a new cluster in `folder`, which everybody may enter, with the product's roles. */
export async function startDebianPostgres(folder: string): Promise<DebianPostgres> {
  const data = join(folder, "fifteen");
  const user = serverUser();
  const tool = (name: string) => join(HOME, name);
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined) execFileSync("chown", [`${user.uid}:${user.gid}`, data]);
  const passwordFile = join(folder, "fifteen.password");
  writeFileSync(passwordFile, "pass", { mode: 0o644 });
  const options = [
    "-D",
    data,
    "-U",
    "postgres",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--no-sync",
  ];
  execFileSync(tool("initdb"), [...options, "--encoding=UTF8", "--locale=C.UTF-8"], {
    ...user,
    cwd: data,
    stdio: "ignore",
  });
  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=120",
    "fsync=off",
  ];
  const server = spawn(
    tool("postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((s) => ["-c", s])],
    {
      ...user,
      cwd: data,
      stdio: "ignore",
      detached: true,
    },
  );
  const exited = new Promise((done) => server.once("exit", done));
  putInCharge(server, { name: "database", kind: "postgres", data });
  const urlOf = (role: string, database: string) => `postgresql://${role}:pass@127.0.0.1:${port}/${database}`;
  const admin = (database: string) => urlOf("postgres", database);
  await until(() =>
    queryOnce(admin("postgres"), "select 1").then(
      () => true,
      () => false,
    ),
  );
  await queryOnce(
    admin("postgres"),
    readFileSync(new URL("../../prisma/roles.sql", import.meta.url), "utf8"),
  );
  for (const role of ROLES) await queryOnce(admin("postgres"), `alter role steady_${role} password 'pass'`);
  return {
    data,
    admin,
    urls: (database) =>
      Object.fromEntries(
        ROLES.map((role) => [
          role === "owner" ? "DATABASE_URL" : `DATABASE_${role.toUpperCase()}_URL`,
          urlOf(`steady_${role}`, database),
        ]),
      ),
    make: async (database) => {
      await queryOnce(admin("postgres"), `create database ${database} owner steady_owner`);
      await queryOnce(
        admin("postgres"),
        `revoke temporary on database ${database} from public; grant temporary on database ${database} to steady_queue`,
      );
    },
    tool,
    run: (name, args) =>
      execFileSync(tool(name), args, {
        env: { ...process.env, PGPASSWORD: "pass" },
        maxBuffer: 1 << 27,
      }).toString(),
    stop: async () => {
      server.kill("SIGINT");
      await exited;
    },
  };
}
