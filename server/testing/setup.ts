/**
 * Every integration test file gets a database of its own, cloned from the migrated template, and leaves no connection behind. Files share
 * their process, which keeps loaded code and warm threads: what a file changed of it, is put back after it.
 */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject, vi } from "vitest";
import { forgetSingletons } from "./forget-singletons";
import { closeAdmin } from "./queries";

const roleUrls = inject("roleUrls");
const name = `test_${randomBytes(6).toString("hex")}`;
const urlOf = (role: keyof typeof roleUrls, database = name) => `${roleUrls[role]}/${database}`;
const found = { ...process.env };

const settings = {
  NODE_ENV: "test",
  LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent",
  METRICS_TOKEN: "a-token-for-tests-only",
  STEADY_SECRET: "a secret for tests only, made of many letters",
  DATABASE_URL: urlOf("owner"),
  DATABASE_APP_URL: urlOf("app"),
  DATABASE_WORKER_URL: urlOf("worker"),
  DATABASE_RELAY_URL: urlOf("relay"),
  DATABASE_QUEUE_URL: urlOf("queue"),
  DATABASE_ADMIN_URL: urlOf("admin"),
};
Object.assign(process.env, settings);

async function aside(statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf("admin", "postgres") });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

beforeAll(() =>
  aside([
    // As files: page by page through the log takes four times as long, and each page again when it is dropped.
    `create database ${name} template steady_template strategy file_copy owner steady_owner`,
    // What a database grants does not come with its template; scripts/migrate.mjs says the same of every database it migrates.
    `revoke temporary on database ${name} from public`,
    `grant temporary on database ${name} to steady_queue`,
  ]),
);

afterAll(async () => {
  vi.useRealTimers();
  await forgetSingletons();
  await closeAdmin();
  for (const variable of Object.keys(process.env))
    if (!(variable in found) && !(variable in settings)) Reflect.deleteProperty(process.env, variable);
  // Ours stay until the next file's: what is still under way finds settings that can be read, of a database that is gone.
  Object.assign(process.env, found, settings);
  await aside([`drop database ${name} with (force)`]);
});
