import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { hash } from "@node-rs/argon2";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asAdmin, connectAs } from "@/server/testing/queries";
import { digestPassword, PASSWORD_COST } from "@/server/tenancy/password-hash.runtime";

const MIGRATION = "20261130010000_unguessable_doors";
const folder = new URL("../../prisma/migrations/", import.meta.url);
const scriptOf = (name: string) => readFileSync(new URL(`${name}/migration.sql`, folder), "utf8");
const earlier = readdirSync(folder).filter((name) => /^\d/.test(name) && name < MIGRATION);

const database = `test_passwords_${randomBytes(4).toString("hex")}`;
let owner: pg.Client;

beforeAll(async () => {
  await asAdmin(`create database ${database} owner steady_owner`);
  owner = await connectAs("owner", database);
  for (const name of earlier.sort()) await owner.query(scriptOf(name));
});
afterAll(async () => {
  await owner.end();
  await asAdmin(`drop database ${database} with (force)`);
});

const kept = (id: string, email: string, passwordHash: string | null) =>
  owner.query("select door.create_account($1, $2, 'Somebody', $3)", [id, email, passwordHash]);

test("hashes that were kept before let the same passwords in, and no others; nobody had to sign in for it", async () => {
  await kept(
    "acc_1",
    "one@example.test",
    await hash("the passphrase of one", { memoryCost: 19_456, timeCost: 2, parallelism: 1 }),
  );
  await kept(
    "acc_2",
    "two@example.test",
    await hash("ein Satz mit ß und 漢字", { memoryCost: 8_192, timeCost: 3, parallelism: 2 }),
  );
  await kept("acc_3", "none@example.test", null);
  await kept("acc_4", "never@example.test", "");
  await owner.query(
    "select door.create_account_link('lnk_on_its_way', 'acc_1', 'password_reset', now() + interval '1 hour')",
  );
  await owner.query(scriptOf(MIGRATION));

  const app = await connectAs("app", database);
  try {
    const enter = async (email: string, password: string): Promise<string | null> => {
      const { rows } = await app.query<{ salt: Buffer; memoryKib: number; passes: number; lanes: number }>(
        `select salt, memory_kib as "memoryKib", passes, lanes from door.password_parameters($1)`,
        [email],
      );
      const digest = await digestPassword(password, rows[0]!);
      const opened = await app.query<{ id: string | null }>(
        "select door.open_session($1, $2, $3, now() + interval '1 hour', '', '') as id",
        [email, digest, `ses_${randomBytes(6).toString("hex")}`],
      );
      return opened.rows[0]!.id;
    };
    expect(await enter("one@example.test", "the passphrase of one")).toBe("acc_1");
    expect(await enter("two@example.test", "ein Satz mit ß und 漢字")).toBe("acc_2");
    expect(await enter("one@example.test", "ein Satz mit ß und 漢字")).toBeNull();
    for (const email of ["none@example.test", "never@example.test", "nobody@example.test"])
      expect(await enter(email, "")).toBeNull();
    const { rows } = await app.query(
      "select memory_kib, passes, lanes from door.password_parameters('two@example.test')",
    );
    expect(rows).toEqual([{ memory_kib: 8_192, passes: 3, lanes: 2 }]);
    // Mails that were sent before carry the row's id.
    const links = await app.query("select email from door.account_link('lnk_on_its_way')");
    expect(links.rows).toEqual([{ email: "one@example.test" }]);
  } finally {
    await app.end();
  }
});

test("what a stranger's password would cost is what a new one costs", async () => {
  const { rows } = await owner.query('select memory_kib as "memoryKib", passes, lanes from door.stranger');
  expect(rows).toEqual([PASSWORD_COST]);
});
