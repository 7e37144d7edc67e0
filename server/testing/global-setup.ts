import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import type { PostgresRole } from "../../scripts/embedded-postgres.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection strings by role, without a database name at their end. */
    roleUrls: Record<"admin" | PostgresRole, string>;
    /** A Redis for this run, or "" where there is none. */
    redisUrl: string;
  }
}

/** One PostgreSQL server for the run, with a migrated database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { startPostgres } = await import("../../scripts/embedded-postgres.mjs");
  const { migrate } = await import("../../scripts/migrate.mjs");
  const { startRedis } = await import("../../scripts/redis-server.mjs");
  const dir = join(tmpdir(), `steady-test-${process.pid}`, "pg");
  const server = await startPostgres({
    dir,
    database: "steady_template",
    // Nobody is to be kept from guessing these passwords, and every connection reckons as long as the server was told to.
    flags: ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "scram_iterations=1"],
  });
  await migrate(server.urls.owner);
  const { watchAudit } = await import("./audit-watch");
  await watchAudit(server.urls.owner);
  const redis = await startRedis();
  const bare = Object.entries(server.urls).map(([role, url]) => [role, url.replace(/\/[^/]*$/, "")]);
  project.provide("roleUrls", Object.fromEntries(bare) as typeof server.urls);
  project.provide("redisUrl", redis?.url ?? "");
  return async () => {
    await redis?.stop();
    await server.stop();
    rmSync(join(tmpdir(), `steady-test-${process.pid}`), { recursive: true, force: true });
  };
}
