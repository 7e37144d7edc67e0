import { spawn } from "node:child_process";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSource, rotateSecret } from "@/server/intake/sources.commands";
import { loadProviders } from "@/server/ai/providers.queries";
import { addProvider } from "@/server/ai/providers.commands";
import { withScope } from "@/server/db/client";
import { encrypt } from "@/server/platform/crypto";
import { SEALED_COLUMNS } from "@/server/platform/key-ring.mjs";
import { newId, newPublicKey } from "@/server/platform/ids";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin, connectAs } from "@/server/testing/queries";
import { secretNamed, useSecrets } from "@/server/testing/secrets";
import { startWebServer, type TestServer } from "@/server/testing/web-server";
import { mailedLinks } from "../e2e/rotation/mailed-links";
import { acquire, tryAll } from "../e2e/rotation/possessions";
import { assertSecretsFit } from "./secret-check.mjs";
import { renewSealedValues } from "./sealed-values.mjs";

const [A, B, C] = ["a", "b", "c"].map(secretNamed) as [string, string, string];

let web: TestServer;
beforeAll(async () => void (web = await startWebServer()));
afterAll(() => web.close());
beforeEach(async () => {
  useSecrets(A);
  await asAdmin("truncate door.secret_check");
});

async function renew(...secrets: string[]) {
  const client = await connectAs("owner");
  try {
    return await renewSealedValues(client, secrets);
  } finally {
    await client.end();
  }
}

/** The command itself, in a process of its own. */
function runCommand(secrets: string[], ...args: string[]): Promise<{ code: number | null; output: string }> {
  const [current = "", ...previous] = secrets.map((secret) => secret.replaceAll(",", "%2C"));
  const child = spawn(process.execPath, ["scripts/renew-secrets.mjs", ...args], {
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: process.env["DATABASE_URL"],
      STEADY_SECRET: current.replaceAll("%2C", ","),
      STEADY_PREVIOUS_SECRETS: previous.join(","),
    } as unknown as NodeJS.ProcessEnv,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (d: Buffer) => (output += d.toString()));
  return new Promise((done) => child.once("close", (code) => done({ code, output })));
}

describe("sealed values are sealed again", () => {
  test("all of every organization, more than one transaction holds, and nothing the second time", async () => {
    const worlds = [await makeWorld(), await makeWorld()];
    for (const { scope, orgId, launchId } of worlds) {
      const { id } = await createSource(scope, { launchId, kind: "zendesk", name: "Desk" });
      await rotateSecret(scope, { id });
      const ids = Array.from({ length: 120 }, () => newId("source"));
      await withScope(scope, (tx) =>
        tx.source.createMany({
          data: ids.map((keyId) => ({
            orgId,
            id: keyId,
            launchId,
            kind: "gateway_logs",
            name: "Feed",
            key: newPublicKey(),
            secret: encrypt(`secret of ${keyId}`, SEALED_COLUMNS.source.place(orgId, keyId)),
          })),
        }),
      );
    }
    useSecrets(B, A);
    const first = await renew(B, A);
    expect(first).toMatchObject({
      renewed: { "source.secret": 242, "source.previous_secret": 2, "ai_provider.api_key": 0 },
      unreadable: [],
      left: 0,
    });
    expect((await renew(B, A)).renewed["source.secret"]).toBe(0);
    // Two replacements later, and only with the secret of that moment.
    expect((await renew(C, B)).renewed["source.secret"]).toBe(242);
    await asAdmin("delete from source");
  });

  test("what cannot be opened is named, left as it is, and holds nothing up", async () => {
    const { scope, orgId } = await makeWorld();
    for (const [name, key] of [
      ["good", "sk-1"],
      ["damaged", "sk-2"],
      ["foreign", "sk-3"],
      ["never sealed", "sk-4"],
    ] as const)
      await addProvider(scope, { name, baseUrl: "https://models.example", model: "m", apiKey: key });
    await asAdmin("update ai_provider set api_key = left(api_key, -2) where name = 'damaged'");
    await asAdmin(
      "update ai_provider set api_key = regexp_replace(api_key, '^v1\\.\\w+', 'v1.00000000') where name = 'foreign'",
    );
    await asAdmin("update ai_provider set api_key = 'sk-4' where name = 'never sealed'");
    const { renewed, unreadable, left } = await renew(B, A);
    expect([renewed["ai_provider.api_key"], left]).toEqual([1, 0]);
    expect(unreadable.map(({ name, why }) => [name, why]).sort()).toEqual([
      ["damaged", "damaged"],
      ["foreign", "unknown_key"],
      ["never sealed", "damaged"],
    ]);
    useSecrets(B);
    expect((await loadProviders(scope)).map((p) => p.apiKey)).toEqual(["sk-1", null, null, null]);
    await asAdmin("delete from ai_provider where org_id = $1", [orgId]);
  });

  test("every column of the schema that holds a sealed value is among those that are renewed", async () => {
    const world = await makeWorld();
    await acquire(web.url, "columns", mailedLinks);
    const { id } = await createSource(world.scope, {
      launchId: world.launchId,
      kind: "zendesk",
      name: "Desk",
    });
    await rotateSecret(world.scope, { id });
    const columns = await asAdmin<{ t: string; c: string }>(
      `select table_name as t, column_name as c from information_schema.columns
       where table_schema = 'public' and data_type in ('text', 'jsonb')`,
    );
    const admin = await connectAs("admin");
    const holding: string[] = [];
    for (const { t, c } of columns) {
      const { rowCount } = await admin.query(
        `select from "${t}" where "${c}"::text ~ 'v1\\.[0-9a-f]{8}\\.[-_A-Za-z0-9]{16}\\.' limit 1`,
      );
      if (rowCount) holding.push(`${t}.${c}`);
    }
    await admin.end();
    const listed = Object.entries(SEALED_COLUMNS).flatMap(([t, { columns: cs }]) =>
      cs.map((c) => `${t}.${c}`),
    );
    expect(holding.sort()).toEqual(listed.sort());
  });
});

describe("npm run secrets:renew", () => {
  test("says what depends on the old secret until nothing does; without it everything that is left is let in", async () => {
    const held = await acquire(web.url, "renewed", mailedLinks);
    expect(await runCommand([A])).toMatchObject({
      code: 0,
      output: expect.stringContaining("nothing to remove"),
    });
    expect(await runCommand([C])).toMatchObject({
      code: 2,
      output: expect.stringContaining("another STEADY_SECRET"),
    });

    useSecrets(B, A);
    expect(await runCommand([B, A])).toMatchObject({
      code: 2,
      output: expect.stringContaining("start web and worker"),
    });
    await assertSecretsFit(process.env["DATABASE_URL"]!, [B, A]);
    const early = await runCommand([B, A]);
    expect(early.code).toBe(1);
    for (const words of [
      /ai_provider.api_key: [1-9]\d* renewed/,
      /API keys have not been used since.*renewed: “in a drawer”/,
      /sessions that began before; the last one ends by itself at/,
      /open invitations/,
      /links to set a password/,
      /reporters of \d+ reports/,
      /may not be removed yet/,
    ])
      expect(early.output).toMatch(words);

    expect((await tryAll(web.url, held, { withSpare: true })).refused).toEqual([]);
    await asAdmin(
      `update api_key set revoked_at = now() where hash_key_id is distinct from (
         select hash_key_id from api_key where last_used_at is not null order by last_used_at desc limit 1)`,
    );
    // As when a week has gone by.
    await asAdmin("update invitation set expires_at = now() where accepted_at is null");
    await asAdmin("update account_link set expires_at = now()");
    await asAdmin(
      "update session set expires_at = now() where created_at < (select since from door.secret_check)",
    );
    expect(await runCommand([B, A])).toMatchObject({
      code: 1,
      output: expect.stringContaining("--without-report-links"),
    });
    const late = await runCommand([B, A], "--without-report-links");
    expect(late).toMatchObject({ code: 0, output: expect.stringContaining("may be removed: take them out") });

    useSecrets(B);
    const { refused } = await tryAll(web.url, held, { withSpare: true });
    expect(refused.filter((line) => /^(?:key-hash|column: a (?:signed|log))/.test(line))).toEqual([]);
  });

  test("a database whose secret is lost takes the configured one when told so, and not before", async () => {
    for (const statement of [
      "delete from ai_provider",
      "update source set secret = null, previous_secret = null",
    ])
      await asAdmin(statement);
    expect((await runCommand([A])).code).toBe(0);
    expect((await runCommand([B])).code).toBe(2);
    expect(await runCommand([B], "--secret-is-lost")).toMatchObject({ code: 0 });
    expect((await runCommand([B])).code).toBe(0);
    expect((await runCommand([A])).code).toBe(2);
  });

  test("a word it does not know ends it before anything is done", async () => {
    expect((await runCommand([A], "--force")).code).toBe(2);
    expect(await asAdmin("select from door.secret_check")).toEqual([]);
  });
});
