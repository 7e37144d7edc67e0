import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { assertSecretsFit } from "@/scripts/secret-check.mjs";
import { addProvider } from "@/server/ai/providers.commands";
import { closeDatabase } from "@/server/db/client";
import { doSecretsFit, secretChecks, SECRET_DOES_NOT_FIT } from "@/server/platform/key-ring.mjs";
import { dropSingleton } from "@/server/platform/singleton";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin, connectAs } from "@/server/testing/queries";
import { secretNamed, useSecrets } from "@/server/testing/secrets";
import { readDatabaseState } from "./readiness";
import { isSecretUnproved, proveSecret } from "./secret-check";

const [A, B, C] = ["a", "b", "c"].map(secretNamed) as [string, string, string];

/** As a process of the application with these secrets asks when it starts. */
async function fits(...secrets: string[]): Promise<boolean> {
  const client = await connectAs("app");
  try {
    return await doSecretsFit(
      async (text, values) => (await client.query(text, values)).rows as never,
      secrets,
    );
  } finally {
    await client.end();
  }
}
const kept = async () =>
  (await asAdmin<{ value: string }>("select check_value as value from door.secret_check")).map(
    (r) => r.value,
  );

beforeEach(() => asAdmin("truncate door.secret_check"));
afterEach(() => asAdmin("delete from ai_provider"));

describe("the secret of a database", () => {
  test("is the first one it is given; another one does not fit, and changes nothing", async () => {
    expect(await fits(A)).toBe(true);
    expect(await fits(A)).toBe(true);
    expect(await fits(B)).toBe(false);
    expect(await fits(B, C)).toBe(false);
    expect(await kept()).toEqual(secretChecks([A]));
  });

  test("is replaced by a current one whose predecessor, or that one's, it is", async () => {
    expect(await fits(A)).toBe(true);
    expect(await fits(C, B, A)).toBe(true);
    expect(await kept()).toEqual(secretChecks([C]));
    expect(await fits(A)).toBe(false);
    expect(await fits(B, A)).toBe(false);
    expect(await fits(A, C)).toBe(true);
  });

  test("is decided once among many processes that start together", async () => {
    const starters = Array.from({ length: 16 }, (_, n) => (n % 2 ? A : B));
    const answers = await Promise.all(starters.map((secret) => fits(secret)));
    const [winner] = await kept();
    expect(starters.map((secret) => secretChecks([secret])[0] === winner)).toEqual(answers);
    // Those that have both agree, whichever they put first.
    expect(await Promise.all(starters.map((secret) => fits(secret, secret === A ? B : A)))).toEqual(
      starters.map(() => true),
    );
  });

  test("is not one that opens nothing of what is sealed already", async () => {
    useSecrets(A);
    const world = await makeWorld();
    await addProvider(world.scope, { name: "M", baseUrl: "https://models.example", model: "m", apiKey: "k" });
    expect(await fits(B)).toBe(false);
    expect(await kept()).toEqual([]);
    expect(await fits(B, A)).toBe(true);
    expect(await kept()).toEqual(secretChecks([B]));
  });

  test("cannot be read or written by the application, which learns only whether its own fits", async () => {
    const client = await connectAs("app");
    for (const statement of ["select 1 from door.secret_check", "delete from door.secret_check"])
      await expect(client.query(statement)).rejects.toMatchObject({ code: "42501" });
    await client.end();
  });

  test("migrating with another one is refused with what to do", async () => {
    expect(await fits(A)).toBe(true);
    await expect(assertSecretsFit(process.env["DATABASE_URL"]!, [B])).rejects.toThrow(SECRET_DOES_NOT_FIT);
    await assertSecretsFit(process.env["DATABASE_URL"]!, [B, A]);
    expect(await kept()).toEqual(secretChecks([B]));
  });
});

describe("a process that starts", () => {
  const onMisfit = vi.fn();
  beforeEach(() => onMisfit.mockReset());
  afterEach(() => dropSingleton("db.secret-check"));

  test("goes on with a secret that fits, and is told to end with one that does not", async () => {
    useSecrets(A);
    await proveSecret(onMisfit);
    expect([onMisfit.mock.calls, isSecretUnproved()]).toEqual([[], false]);
    useSecrets(B);
    await proveSecret(onMisfit);
    expect(onMisfit).toHaveBeenCalledExactlyOnceWith(SECRET_DOES_NOT_FIT);
  });

  test("while the database is away is not ready, and asks again until it is there", async () => {
    expect(await fits(A)).toBe(true);
    useSecrets(B);
    const url = process.env["DATABASE_APP_URL"]!;
    process.env["DATABASE_APP_URL"] = url.replace(/:\d+\//, ":1/");
    dropSingleton("env");
    await closeDatabase();
    await proveSecret(onMisfit);
    expect([onMisfit.mock.calls, isSecretUnproved()]).toEqual([[], true]);
    process.env["DATABASE_APP_URL"] = url;
    dropSingleton("env");
    await closeDatabase();
    dropSingleton("db.state");
    expect(await readDatabaseState()).toBe("lost");
    await expect.poll(() => onMisfit.mock.calls).toEqual([[SECRET_DOES_NOT_FIT]]);
  });
});
