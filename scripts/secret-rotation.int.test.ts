import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asAdmin } from "@/server/testing/queries";
import { secretNamed, useSecrets } from "@/server/testing/secrets";
import { startWebServer, type TestServer } from "@/server/testing/web-server";
import { acquire, tryAll, type Possessions } from "../e2e/rotation/possessions";
import { mailedLinks } from "../e2e/rotation/mailed-links";

const [A, B, C] = ["a", "b", "c"].map(secretNamed) as [string, string, string];

let web: TestServer;
beforeAll(async () => void (web = await startWebServer()));
afterAll(() => web.close());
beforeEach(() => useSecrets(A));

const acquireHere = (name: string): Promise<Possessions> => acquire(web.url, name, mailedLinks);
const refusedOf = async (...args: Parameters<typeof tryAll>) => (await tryAll(...args)).refused;
/** The kinds of what was refused: a purpose each. */
const purposes = (refused: string[]) => [...new Set(refused.map((line) => line.split(":")[0]))].sort();

describe("the secret is replaced", () => {
  test("twice, and everything made with the first one is accepted; what was used lives on without it", async () => {
    const held = await acquireHere("twice");
    expect(await refusedOf(web.url, held)).toEqual([]);
    useSecrets(B, A);
    expect(await refusedOf(web.url, held)).toEqual([]);
    useSecrets(C, B, A);
    expect(await refusedOf(web.url, held, { withSpare: true })).toEqual([]);
    useSecrets(C);
    // Sessions were renewed and keys hashed anew by their use; links and sealed columns wait for `npm run secrets:renew` and their end.
    expect(purposes(await refusedOf(web.url, held, { withSpare: true }))).toEqual(["column", "link"]);
  });

  test("of processes one after the other, when all of them were given the new one first", async () => {
    const held = await acquireHere("rolling");
    // Whoever answers next has one order or the other; what one of them has renewed, the other takes.
    for (const [current, other] of [
      [A, B],
      [B, A],
      [A, B],
      [B, A],
    ] as const) {
      useSecrets(current, other);
      expect(await refusedOf(web.url, held, { withSpare: true })).toEqual([]);
    }
  });

  test("a key that is not used stays as it is, and a revoked one is not hashed anew", async () => {
    const held = await acquireHere("unused");
    const hashes = () =>
      asAdmin<{ name: string; hash: string; key: string }>(
        `select k.name, k.hash, k.hash_key_id as key
         from api_key k join organization o on o.id = k.org_id where o.slug = $1 order by k.name`,
        [held.org],
      );
    const [, before] = [await tryAll(web.url, held, { withSpare: true }), await hashes()];
    await asAdmin("update api_key set revoked_at = now() where hash = $1", [before[0]!.hash]);
    useSecrets(B, A);
    const { refused } = await tryAll(web.url, held, { withSpare: true });
    expect(refused).toEqual([expect.stringMatching(/drawer:.*401/)]);
    const after = await hashes();
    expect(after[0]).toEqual(before[0]);
    expect(after[1]!.hash).not.toBe(before[1]!.hash);
    expect(after[1]!.key).not.toBe(before[1]!.key);
  });

  test("many uses of one key at once are all let in and leave one hash", async () => {
    const held = await acquireHere("at-once");
    useSecrets(B, A);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => tryAll(web.url, { ...held }, { withSpare: true })),
    );
    expect(answers.flatMap(({ refused }) => refused)).toEqual([]);
  });

  test("with none of the secrets nothing is let in, and nothing fails with 500", async () => {
    const held = await acquireHere("foreign");
    useSecrets(C);
    const { refused } = await tryAll(web.url, held);
    expect(purposes(refused)).toEqual(["column", "cursor", "key-hash", "link", "session"]);
    expect(refused.filter((line) => /\b500\b/.test(line))).toEqual([]);
  });

  test("a sign-in form that was open meanwhile can be sent", async () => {
    const held = await acquireHere("form");
    const csrf = await fetch(`${web.url}/api/auth/csrf`, { headers: { origin: web.url } });
    const cookie = csrf.headers.getSetCookie()[0]!.split(";")[0]!;
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    useSecrets(B, A);
    const answer = await fetch(`${web.url}/api/auth/callback/credentials`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: web.url, cookie },
      body: JSON.stringify({ email: held.email, password: "a long enough passphrase", csrfToken }),
    });
    expect(answer.status).toBe(200);
  });
});
