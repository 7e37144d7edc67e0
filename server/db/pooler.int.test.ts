import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPgBouncer, type PgBouncer } from "@/scripts/pgbouncer.mjs";
import { findPgBouncer } from "@/scripts/servers-around.mjs";
import { checkDirect, directUrl } from "@/server/db/direct.mjs";
import { closeDatabase, entrancePool, withScope, workerPool, workPool } from "@/server/db/client";
import { findApiKey, searchIssues } from "@/server/db/doors";
import { listen } from "@/server/db/listen";
import { takeFromLimit } from "@/server/db/rate-limit";
import { readDatabaseState } from "@/server/db/readiness";
import { receive } from "@/server/db/receive";
import { openRelayStore } from "@/server/db/relay-pool";
import { openQueue, openWorker } from "@/server/jobs/queue-backend";
import { sha256 } from "@/server/platform/crypto";
import { newId } from "@/server/platform/ids";
import { dropSingleton } from "@/server/platform/singleton";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { patiently } from "@/server/testing/waiting";

const NAMES = [
  "DATABASE_URL",
  "DATABASE_APP_URL",
  "DATABASE_WORKER_URL",
  "DATABASE_RELAY_URL",
  "DATABASE_QUEUE_URL",
] as const;
const direct = Object.fromEntries(NAMES.map((name) => [name, process.env[name]!])) as Record<
  (typeof NAMES)[number],
  string
>;
/** As an operator may write it: whose user is in it does not matter. */
const address = direct.DATABASE_URL;

const isMissing = findPgBouncer() === null;
if (isMissing) console.warn("the tests behind a connection pooler are skipped: there is no pgbouncer");
if (isMissing && process.env["CI"])
  throw new Error("CI=1 lets nothing be skipped, and there is no pgbouncer");

describe("directUrl", () => {
  test("is the address itself where there is no pooler", () => {
    expect(directUrl("postgresql://a:b@pool:6432/steady", undefined)).toBe(
      "postgresql://a:b@pool:6432/steady",
    );
  });

  test("takes user and password of the one, and everything else of the other", () => {
    expect(
      directUrl(
        "postgresql://app:p%40ss@pool:6432/pooled?x=1",
        "postgresql://owner:other@db:5432/steady?sslmode=require",
      ),
    ).toBe("postgresql://app:p%40ss@db:5432/steady?sslmode=require");
    expect(directUrl("postgresql://app@pool/pooled", "postgresql://db/steady")).toBe(
      "postgresql://app@db/steady",
    );
  });

  test("refuses an address without a host", () => {
    expect(() => directUrl("postgresql://app:x@pool/steady", "postgresql:///steady")).toThrow(
      "must name the host",
    );
  });
});

describe.skipIf(isMissing)("behind PgBouncer in transaction mode", () => {
  let pooler: PgBouncer;
  const pooled = () => Object.fromEntries(NAMES.map((name) => [name, pooler.url(direct[name])]));

  beforeAll(async () => {
    const users = NAMES.map((name) => direct[name]);
    pooler = (await startPgBouncer({ server: address, users, poolSize: 3 }))!;
    await closeDatabase();
    // The owner's stays as it is: what a test asserts, it asks the server itself.
    Object.assign(process.env, { ...pooled(), DATABASE_URL: address, DATABASE_DIRECT_URL: address });
    dropSingleton("env");
  });

  afterAll(async () => {
    await closeDatabase();
    delete process.env["DATABASE_DIRECT_URL"];
    Object.assign(process.env, direct);
    for (const name of ["env", "rate-limit:pooler"]) dropSingleton(name);
    await pooler.stop();
  });

  test("a pooler is noticed, and refused where nothing leads past it", async () => {
    expect(await checkDirect(direct)).toEqual({ problem: null, warning: null });
    const { problem } = await checkDirect({
      ...direct,
      DATABASE_RELAY_URL: pooler.url(direct.DATABASE_RELAY_URL),
    });
    expect(problem).toMatch(
      /^DATABASE_RELAY_URL: a connection pooler answers there, and DATABASE_DIRECT_URL is not set/,
    );
    const all = await checkDirect(pooled());
    for (const name of NAMES) expect(all.problem).toContain(name);
  });

  test("a pooler in session mode, and one that ignores settings, are noticed too", async () => {
    for (const options of [
      { mode: "session" as const },
      { settings: { ignore_startup_parameters: "options,statement_timeout,extra_float_digits" } },
    ]) {
      const other = (await startPgBouncer({
        server: address,
        users: [direct.DATABASE_APP_URL],
        ...options,
      }))!;
      const { problem } = await checkDirect({ DATABASE_APP_URL: other.url(direct.DATABASE_APP_URL) });
      await other.stop();
      expect(problem).toContain("DATABASE_DIRECT_URL is not set");
    }
  });

  test("the way past it must lead to the server, and to the same database", async () => {
    expect(await checkDirect({ ...pooled(), DATABASE_DIRECT_URL: address })).toEqual({
      problem: null,
      warning: null,
    });
    const again = await checkDirect({ ...pooled(), DATABASE_DIRECT_URL: pooler.url(address) });
    expect(again.problem).toContain("DATABASE_DIRECT_URL leads to a connection pooler");
    const elsewhere = Object.assign(new URL(address), { pathname: "/steady_template" }).href;
    const other = await checkDirect({ ...pooled(), DATABASE_DIRECT_URL: elsewhere });
    expect(other.problem).toContain("another database than DATABASE_APP_URL: steady_template");
  });

  test("who is refused is told which setting it is about", async () => {
    const wrong = Object.assign(new URL(direct.DATABASE_APP_URL), { password: "wrong" }).href;
    await expect(checkDirect({ DATABASE_APP_URL: pooler.url(wrong) })).rejects.toThrow(/^DATABASE_APP_URL: /);
    const optional = `${pooler.url(direct.DATABASE_APP_URL)}?options=-c%20geqo%3Doff`;
    await expect(checkDirect({ DATABASE_APP_URL: optional })).rejects.toThrow(
      "DATABASE_APP_URL: unsupported startup parameter",
    );
    const nobody = "postgresql://127.0.0.1:1/steady";
    await expect(checkDirect({ ...pooled(), DATABASE_DIRECT_URL: nobody })).rejects.toThrow(
      /^DATABASE_\w*URL at the address of DATABASE_DIRECT_URL: connect ECONNREFUSED/,
    );
  });

  test("migrations are refused through it and go past it", async () => {
    const migrate = (way: string) =>
      promisify(execFile)(process.execPath, ["scripts/migrate.mjs"], {
        env: { ...process.env, DATABASE_URL: pooler.url(direct.DATABASE_URL), DATABASE_DIRECT_URL: way },
      });
    await expect(migrate("")).rejects.toMatchObject({
      stderr: expect.stringContaining("DATABASE_DIRECT_URL is not set"),
    });
    expect((await migrate(address)).stdout).toContain("up to date");
  });

  test("many transactions at once see their own organization and nobody else's", async () => {
    const worlds = [await makeWorld(), await makeWorld(), await makeWorld()];
    const seen = await Promise.all(
      Array.from({ length: 90 }, async (_, index) => {
        const world = worlds[index % worlds.length]!;
        const found = await withScope(world.scope, async (tx) => {
          await tx.team.create({ data: { orgId: world.orgId, id: newId("team"), name: `Team ${index}` } });
          return tx.team.findMany();
        });
        return found.every((team) => team.orgId === world.orgId);
      }),
    );
    expect(seen.filter(Boolean)).toHaveLength(90);
    const [{ rows }] = [await workPool().query("select current_setting('app.org_id', true) as org")];
    expect(rows[0].org ?? "").toBe("");
  });

  test("reports, doors, limits, the relay and probes work on connections that change under them", async () => {
    const world = await makeWorld();
    const store = openRelayStore();
    const work = Array.from({ length: 120 }, async (_, index) => {
      const body = Buffer.from(`report ${index}`);
      const receipt = await receive({
        orgId: world.orgId,
        sourceId: world.formSourceId,
        launchId: world.launchId,
        deliveryId: `pooled-${index}`,
        contentType: "text/plain",
        headers: {},
        body,
        bodyHash: sha256(body),
        occurredAt: new Date(),
      });
      await findApiKey({ hashes: [`hash-${index}`], keyId: "00000000" });
      await searchIssues(world.orgId, world.launchId, "basket", 10);
      await takeFromLimit(
        { name: "pooler", points: 1_000, windowSeconds: 60, message: "Too many." },
        "somebody",
      );
      await store.hasFresh();
      await store.claimExpired(["nothing"], 1_000, 10);
      return receipt.reference;
    });
    expect(new Set(await Promise.all(work)).size).toBe(120);
    expect(await readDatabaseState()).toBe("ok");
    const limits = { atLeast: 1, aloneAfter: 3 };
    const share = { topic: "pipeline.run", batch: 50, perOrg: 200, together: 200 };
    const claimed = await store.claimFresh([share], limits);
    expect(claimed.filter((row) => row.orgId === world.orgId)).toHaveLength(120);
    await store.close();
    const kept = await asAdmin("select 1 from raw_event where org_id = $1", [world.orgId]);
    expect(kept).toHaveLength(120);
  });

  test("a live update is heard, however it was sent", async () => {
    const received: string[] = [];
    const stop = listen(
      "pooler_test",
      (payload) => void received.push(payload),
      () => {},
    );
    await expect
      .poll(
        async () => {
          await workPool().query("select pg_notify('pooler_test', 'told')");
          return received;
        },
        { timeout: patiently(5_000) },
      )
      .toContain("told");
    await stop();
  });

  test("the queue carries jobs past it", async () => {
    delete process.env["REDIS_URL"];
    dropSingleton("env");
    const done: string[] = [];
    const queue = openQueue("upkeep");
    const worker = openWorker("upkeep", 1, async ({ ids }) => void done.push(...ids));
    await queue.add([{ jobId: "pooled", data: { topic: "pooled", orgId: "", ids: ["carried"] } }]);
    await expect.poll(() => done, { timeout: patiently(10_000) }).toEqual(["carried"]);
    await worker.close();
    await queue.close();
  });

  test("the server ends what takes too long, though no connection asks it to", async () => {
    const limits = (pool: typeof workPool) =>
      pool()
        .query(
          "select current_setting('statement_timeout') as s, current_setting('idle_in_transaction_session_timeout') as i",
        )
        .then(({ rows }) => rows[0] as unknown);
    for (const pool of [entrancePool, workPool, workerPool])
      expect(await limits(pool)).toEqual({ s: "30s", i: "1min" });
  });
});
