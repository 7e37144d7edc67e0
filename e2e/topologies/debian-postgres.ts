/** A PostgreSQL as Debian packs it, set up for Steady by the README's own statements. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/scripts/embedded-postgres.mjs";
import { putInCharge } from "@/scripts/guard.mjs";
import { postgresUser } from "@/scripts/postgres-cluster.mjs";
import { findPostgresBin } from "@/scripts/servers-around.mjs";
import { blockAfter } from "./readme";

const START_WITHIN_MS = 30_000;
const ADMIN_PASSWORD = "administrator";

/** The settings of the product that name its users, and those users. */
const USERS = {
  DATABASE_URL: "steady_owner",
  DATABASE_APP_URL: "steady_app",
  DATABASE_WORKER_URL: "steady_worker",
  DATABASE_RELAY_URL: "steady_relay",
  DATABASE_QUEUE_URL: "steady_queue",
} as const;

export type Urls = Record<keyof typeof USERS, string>;

export type DebianPostgres = {
  version: string;
  urls: Urls;
  /** The administrator's connection string. */
  adminUrl: string;
  /** Feeds SQL to psql, as one of the users or as the administrator; what it prints. @throws Error where a statement fails */
  psql(url: string, script: string | Buffer): string;
  /** What the administrator sees in Steady's database, past row level security. */
  query<Row extends object>(question: string): Row[];
  /** What the README says to do when a role is missing: roles.sql once more, and the passwords. */
  setUpRoles(): void;
  stop(): Promise<void>;
};

/** Each role its own password, in the place that the README leaves for it. */
const passwordOf = (role: string): string => `${role} secret`;

function fillIn(block: string): string {
  const roles: string[] = [];
  const filled = block.replace(/^alter role (\w+) password '…';$/gm, (_, role: string) => {
    roles.push(role);
    return `alter role ${role} password '${passwordOf(role)}';`;
  });
  if (roles.toSorted().join() !== Object.values(USERS).toSorted().join() || filled.includes("…"))
    throw new Error(`The README's block does not give each role a password: ${roles.join(", ")}`);
  return filled;
}

/** @throws Error where this machine has no PostgreSQL of its own, or it does not start */
export async function startDebianPostgres(): Promise<DebianPostgres> {
  const bin = findPostgresBin();
  if (!bin) throw new Error("There is no PostgreSQL of the distribution's on this machine.");
  const folder = mkdtempSync(join(tmpdir(), "steady-debian-"));
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  const user = process.getuid?.() === 0 ? postgresUser() : null;
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, ADMIN_PASSWORD);
  chmodSync(folder, 0o755);
  if (user) for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid);
  const as = {
    ...user,
    cwd: data,
    env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", NODE_ENV: "production" as const },
  };
  execFileSync(
    join(bin, "initdb"),
    [
      "-D",
      data,
      "-U",
      "postgres",
      "-E",
      "UTF8",
      "--auth=scram-sha-256",
      `--pwfile=${passwordFile}`,
      "--no-sync",
    ],
    { ...as, stdio: "pipe" },
  );
  const port = await freePort();
  // Nothing here outlives the run, and the machine has other things to do than to flush it.
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "max_connections=150",
  ];
  const child = spawn(
    join(bin, "postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((s) => ["-c", s])],
    {
      ...as,
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    },
  );
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)));
  const exited = new Promise((done) => child.once("exit", done));
  putInCharge(child, { name: "database", kind: "postgres", data });
  const url = (role: string, password: string, database: string) =>
    `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  const adminUrl = url("postgres", ADMIN_PASSWORD, "postgres");
  const stop = async () => {
    child.kill("SIGINT");
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  for (const untilMs = Date.now() + START_WITHIN_MS; ;) {
    const { status } = spawnSync(join(bin, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", String(port)]);
    const isUp = status === 0;
    if (isUp) break;
    if (child.exitCode !== null || Date.now() > untilMs) {
      await stop();
      throw new Error(`PostgreSQL of ${bin} did not start:\n${output}`);
    }
    await new Promise((next) => setTimeout(next, 100));
  }
  const psql = (at: string, script: string | Buffer) =>
    execFileSync(join(bin, "psql"), ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", at, "-f", "-"], {
      input: script,
      stdio: ["pipe", "pipe", "pipe"],
    }).toString();
  const query = <Row extends object>(question: string) => {
    const steady = Object.assign(new URL(adminUrl), { pathname: "/steady" }).href;
    const asJson = `\\pset format unaligned\n\\pset tuples_only on\nselect coalesce(json_agg(q), '[]') from (${question}) q;`;
    return JSON.parse(psql(steady, asJson)) as Row[];
  };
  const block = fillIn(blockAfter("**Database.**", "sql"));
  psql(adminUrl, block);
  const setUpRoles = () => void psql(adminUrl, block.slice(0, block.indexOf("create database")));
  const urls = Object.fromEntries(
    Object.entries(USERS).map(([name, role]) => [name, url(role, passwordOf(role), "steady")]),
  ) as Urls;
  const version = psql(
    adminUrl,
    "\\pset format unaligned\n\\pset tuples_only on\nshow server_version;",
  ).trim();
  return { version, urls, adminUrl, psql, query, setUpRoles, stop };
}
