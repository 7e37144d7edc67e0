import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPostgres, urlOfRunning, type PostgresServer } from "./embedded-postgres.mjs";
import { openDatabase } from "./env-of-database.mjs";
import { readPasswords } from "./postgres-passwords.mjs";
import { environmentOf } from "./product.mjs";

const ROLES = ["admin", "owner", "app", "worker", "relay", "queue"] as const;

let folder: string;
let dir: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "steady-passwords-"));
  // The server's own user has to walk through it.
  chmodSync(folder, 0o755);
  dir = join(folder, "postgres");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = () => startPostgres({ dir, flags: ["fsync=off"] });

/** Runs a statement by this address; the code of the refusal when it is refused. */
async function attempt(url: string, statement = "select 1"): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(statement);
    return "ok";
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Stops it, does something to what is kept beside the cluster, and starts it again. */
async function meanwhile(server: PostgresServer, act: () => void): Promise<PostgresServer> {
  await server.stop();
  act();
  return start();
}

async function expectOnePerRole(server: PostgresServer): Promise<void> {
  const passwords = readPasswords(dir)!;
  expect(new Set(Object.values(passwords)).size).toBe(ROLES.length);
  expect(statSync(`${dir}.passwords`).mode & 0o777).toBe(0o600);
  for (const left of [".password", ".passwords.next", ".initdb"]) expect(existsSync(dir + left)).toBe(false);
  for (const role of ROLES) {
    expect(server.urls[role]).toBe(urlOfRunning(dir, role));
    expect(await attempt(server.urls[role])).toBe("ok");
    for (const other of ROLES.filter((r) => r !== role))
      expect(await attempt(server.urls[role].replace(passwords[role], passwords[other]))).toBe("28P01");
  }
}

describe("the passwords of an embedded database", () => {
  test("are one for each role, in a file for its owner alone, and stay over restarts and broken-off changes", async () => {
    let server = await start();
    await expectOnePerRole(server);
    expect(await attempt(server.urls.owner, "create table kept (n int)")).toBe("ok");
    const before = readPasswords(dir);
    server = await meanwhile(server, () => {});
    expect(readPasswords(dir)).toEqual(before);

    // As it was made before each role had its own.
    const shared = "one-password-for-all";
    for (const role of ["owner", "app", "worker", "relay", "queue"])
      expect(await attempt(server.urls.admin, `alter role steady_${role} password '${shared}'`)).toBe("ok");
    expect(await attempt(server.urls.admin, `alter role postgres password '${shared}'`)).toBe("ok");
    server = await meanwhile(server, () => {
      rmSync(`${dir}.passwords`);
      writeFileSync(`${dir}.password`, shared, { mode: 0o600 });
    });
    await expectOnePerRole(server);
    for (const name of ["postgres", "steady_app"])
      expect(await attempt(`postgresql://${name}:${shared}@127.0.0.1:${server.port}/steady`)).toBe("28P01");

    // Ended after the server had taken new ones, before the file had its name; and before the server had them.
    server = await meanwhile(server, () => {
      renameSync(`${dir}.passwords`, `${dir}.passwords.next`);
      writeFileSync(`${dir}.password`, shared);
    });
    await expectOnePerRole(server);
    const next = JSON.stringify(Object.fromEntries(ROLES.map((role) => [role, `next-of-${role}`])));
    server = await meanwhile(server, () => writeFileSync(`${dir}.passwords.next`, next, { mode: 0o600 }));
    await expectOnePerRole(server);
    server = await meanwhile(server, () =>
      writeFileSync(`${dir}.passwords.next`, next.slice(0, 40), { mode: 0o600 }),
    );
    await expectOnePerRole(server);
    expect(await attempt(server.urls.owner, "select n from kept")).toBe("ok");

    await server.stop();
    const passwords = readFileSync(`${dir}.passwords`);
    rmSync(`${dir}.passwords`);
    await expect(start()).rejects.toThrow(/passwords of the database .* are gone/);
    writeFileSync(`${dir}.passwords`, passwords, { mode: 0o600 });
  });

  test("reach web and worker only as far as they need them", async () => {
    const { urls, stop } = await openDatabase({ folder: dir, env: {} });
    const passwords = readPasswords(dir)!;
    await stop();
    const seenBy = (name: "web" | "worker") => {
      const seen = JSON.stringify(environmentOf(name, urls));
      return ROLES.filter((role) => seen.includes(passwords[role]));
    };
    expect(seenBy("web")).toEqual(["app", "relay", "queue"]);
    expect(seenBy("worker")).toEqual(["app", "worker", "relay", "queue"]);
  });
});
