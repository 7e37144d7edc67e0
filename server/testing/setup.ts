/** Every integration test file gets a database of its own, cloned from the migrated template, and leaves no connection behind. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase } from "@/server/db/client";
import { dropSingleton } from "@/server/platform/singleton";

const roleUrls = inject("roleUrls");
const name = `test_${randomBytes(6).toString("hex")}`;
const urlOf = (role: keyof typeof roleUrls, database = name) => `${roleUrls[role]}/${database}`;

Object.assign(process.env, {
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
});

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf("admin", "postgres") });
  await client.connect();
  await client.query(statement);
  await client.end();
}

beforeAll(async () => {
  await asAdmin(`create database ${name} template steady_template owner steady_owner`);
  // What a database grants does not come with its template; scripts/migrate.mjs says the same of every database it migrates.
  await asAdmin(`revoke temporary on database ${name} from public`);
  await asAdmin(`grant temporary on database ${name} to steady_queue`);
});

afterAll(async () => {
  await closeDatabase();
  dropSingleton("env");
  await asAdmin(`drop database ${name} with (force)`);
});
