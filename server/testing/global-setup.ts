import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the administrator, without a database name at its end. */
    adminUrl: string;
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
    flags: ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
  });
  await migrate(server.urls.owner);
  const redis = await startRedis();
  project.provide("adminUrl", server.url("admin", "").replace(/\/$/, ""));
  project.provide("redisUrl", redis?.url ?? "");
  return async () => {
    await redis?.stop();
    await server.stop();
    rmSync(join(tmpdir(), `steady-test-${process.pid}`), { recursive: true, force: true });
  };
}
