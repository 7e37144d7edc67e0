import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/server/platform/ids";
import { noteSignInFailures as noteSignInFailuresJob, sendPasswordReset } from "@/server/tenancy/jobs";
import { digestPassword, PASSWORD_COST, sealPassword } from "@/server/tenancy/password-hash.runtime";
import { setPassword, openSessionOf } from "@/server/testing/accounts";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue } from "@/server/testing/issues";
import { asAdmin, asRole, connectAs } from "@/server/testing/queries";
import {
  requestPasswordLink,
  changePassword,
  findAccountLink,
  findLinkToSend,
  findMembership,
  findPasswordParameters,
  isKnownDevice,
  listMemberships,
  listSessions,
  noteSignInFailures,
  openSession,
  rememberDevice,
  resetPassword,
} from "./account-doors";
import { searchIssues } from "./doors";
import { launchesToJudge, organizationsToSeal } from "./due-doors";

const PASSWORD = "corner shop lanterns 42";

let [a, b]: World[] = [];
let app: pg.Client;

beforeAll(async () => {
  [a, b] = [await makeWorld(), await makeWorld()];
  await setPassword(a.accountId, PASSWORD);
  app = await connectAs("app");
});
afterAll(() => app.end());

const session = () => ({
  id: newId("session"),
  expiresAt: new Date(Date.now() + 60_000),
  userAgent: "",
  ip: "",
});

describe("a password", () => {
  test("an address without an account or password is told a salt and a cost like all others, and the same each time", async () => {
    const strangers = ["nobody@example.test", "nobody2@example.test", b!.email];
    const parameters = await Promise.all(strangers.map(findPasswordParameters));
    const again = await Promise.all(strangers.map(findPasswordParameters));
    const real = await findPasswordParameters(a!.email);
    expect(again).toEqual(parameters);
    for (const { salt, ...cost } of [...parameters, real]) {
      expect(cost).toEqual(PASSWORD_COST);
      expect(salt.length).toBe(16);
    }
    expect(new Set([...parameters, real].map(({ salt }) => Buffer.from(salt).toString("hex"))).size).toBe(4);
  });

  test("opens a session by the digest of its own account only; what is kept does not suffice", async () => {
    const digest = await digestPassword(PASSWORD, await findPasswordParameters(a!.email));
    const [{ kept } = { kept: Buffer.alloc(0) }] = await asAdmin<{ kept: Buffer }>(
      "select password_check as kept from account where id = $1",
      [a!.accountId],
    );
    expect(kept).toEqual(createHash("sha256").update(digest).digest());
    const wrong: [string, Uint8Array][] = [
      [a!.email, kept],
      [a!.email, randomBytes(32)],
      [a!.email, Buffer.alloc(0)],
      [b!.email, digest],
      ["nobody@example.test", digest],
    ];
    for (const [email, proof] of wrong) {
      const attempt = session();
      expect(await openSession({ email, digest: proof }, attempt)).toBeNull();
      expect(await asAdmin("select from session where id = $1", [attempt.id])).toEqual([]);
    }
    const right = session();
    expect(await openSession({ email: a!.email, digest }, right)).toBe(a!.accountId);
    expect(await asAdmin("select account_id from session where id = $1", [right.id])).toEqual([
      { account_id: a!.accountId },
    ]);
  });

  test("is changed by a live session with the digest of the present one, and by nothing else", async () => {
    const digest = await digestPassword(PASSWORD, await findPasswordParameters(a!.email));
    const [own, others, next] = [
      await openSessionOf(a!.accountId),
      await openSessionOf(b!.accountId),
      await sealPassword(PASSWORD),
    ];
    for (const [id, proof] of [
      [own.id, randomBytes(32)],
      [others.id, digest],
      [a!.accountId, digest],
      ["ses_unknown", digest],
    ] as const)
      expect(await changePassword(id, proof, next)).toBeNull();
    expect(await changePassword(own.id, digest, next)).toBeInstanceOf(Array);
    expect(await findPasswordParameters(a!.email)).toMatchObject({ salt: next.salt });
  });

  test("no door tells a hash, a digest or a link's secret to the application", async () => {
    const rows = await asAdmin<{ name: string; gives: string }>(`
      select
        p.oid::regprocedure::text as name,
        pg_get_function_result(p.oid) as gives
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'door' and has_function_privilege('steady_app', p.oid, 'execute')`);
    expect(rows.length).toBeGreaterThan(15);
    // A source's secret is encrypted with a key that the database has not.
    const hinting = rows
      .filter(({ gives }) => /hash|digest|check|secret/.test(gives))
      .map(({ name }) => name);
    expect(hinting).toEqual(["door.source_by_key(text)"]);
  });
});

describe("a one-time link", () => {
  const query = async (email: string) => {
    const link = {
      id: newId("accountLink"),
      outboxId: newId("outbox"),
      lifetimeMs: 60_000,
      language: "pl",
    } as const;
    await requestPasswordLink(email, link);
    return link;
  };

  test("is made for a person with an organization and carried by its outbox, and for nobody else", async () => {
    const link = await query(b!.email);
    expect(await asAdmin("select org_id, topic, ref from outbox where id = $1", [link.outboxId])).toEqual([
      { org_id: b!.orgId, topic: sendPasswordReset.topic, ref: link.id },
    ]);
    const nobody = await query("nobody@example.test");
    expect(await asAdmin("select from account_link where id = $1", [nobody.id])).toEqual([]);
    expect(await asAdmin("select from outbox where id = $1", [nobody.outboxId])).toEqual([]);
  });

  test("opens nothing by the id that the outbox names; its secret, which only the worker is told, does once", async () => {
    const { id } = await query(b!.email);
    const next = await sealPassword(PASSWORD);
    expect(await findAccountLink(id)).toBeNull();
    expect(await resetPassword(id, next)).toBeNull();
    await expect(
      asRole("app", b!.orgId, "select * from door.account_link_to_send($1)", [id]),
    ).rejects.toMatchObject({
      code: "42501",
    });
    const { secret } = (await findLinkToSend(id))!;
    expect(await resetPassword(secret, next)).toBeInstanceOf(Array);
    expect(await resetPassword(secret, next)).toBeNull();
  });
});

describe("a known device", () => {
  test("is made by a live session or by a link that has just set the password, and by nothing that can be guessed", async () => {
    const known = (secret: string) => isKnownDevice(a!.email, secret);
    const { id } = await openSessionOf(a!.accountId);
    await asAdmin("update session set revoked_at = now() where id = $1", [id]);
    const unused = {
      id: newId("accountLink"),
      outboxId: newId("outbox"),
      lifetimeMs: 60_000,
      language: "pl",
    } as const;
    await requestPasswordLink(a!.email, unused);
    const { secret: link } = (await findLinkToSend(unused.id))!;
    for (const guess of [a!.accountId, a!.email, a!.slug, "", id, link, unused.id]) {
      await rememberDevice(guess, null, "a secret");
      expect(await known("a secret")).toBe(false);
    }
    await rememberDevice((await openSessionOf(a!.accountId)).id, null, "of a session");
    expect([await known("of a session"), await isKnownDevice(b!.email, "of a session")]).toEqual([
      true,
      false,
    ]);
    await resetPassword(link, await sealPassword(PASSWORD));
    expect(await known("of a session")).toBe(false);
    await rememberDevice(link, null, "of a link");
    expect(await known("of a link")).toBe(true);
    await asAdmin("update account_link set used_at = now() - interval '2 minutes' where id = $1", [
      unused.id,
    ]);
    await rememberDevice(link, null, "later");
    expect(await known("later")).toBe(false);
  });

  test("loses the secret it had, keeps the other accounts it is known to, and is one of at most twenty", async () => {
    const sessions = [
      (await openSessionOf(a!.accountId)).id,
      (await openSessionOf(b!.accountId)).id,
    ] as const;
    await rememberDevice(sessions[0], null, "first");
    await rememberDevice(sessions[1], "first", "second");
    expect(await Promise.all([a!, b!].map(({ email }) => isKnownDevice(email, "first")))).toEqual([
      false,
      false,
    ]);
    expect(await Promise.all([a!, b!].map(({ email }) => isKnownDevice(email, "second")))).toEqual([
      true,
      true,
    ]);
    for (let n = 0; n < 21; n++) await rememberDevice(sessions[0], null, `browser ${n}`);
    expect(await isKnownDevice(a!.email, "second")).toBe(false);
    expect(await isKnownDevice(a!.email, "browser 20")).toBe(true);
  });

  test("failed sign-ins are noted for whose account it is, and for nobody else", async () => {
    const [mine, nobodys] = [newId("outbox"), newId("outbox")];
    await noteSignInFailures(b!.email, "failed", 20, [mine]);
    await noteSignInFailures("nobody@example.test", "failed", 20, [nobodys]);
    expect(
      await asAdmin("select org_id, topic, ref from outbox where id = any($1)", [[mine, nobodys]]),
    ).toEqual([{ org_id: b!.orgId, topic: noteSignInFailuresJob.topic, ref: `${b!.ownerId} failed 20` }]);
  });
});

describe("what can be guessed opens nothing", () => {
  test("an account's id, an address and a short name prove nobody's membership", async () => {
    const stranger = await openSessionOf(b!.accountId);
    for (const guess of [a!.accountId, a!.email, a!.slug, a!.orgId, ""]) {
      expect(await listMemberships(guess)).toEqual([]);
      expect(await listSessions(guess)).toEqual([]);
      expect(await findMembership(guess, a!.slug)).toBeNull();
    }
    expect(await findMembership(stranger.id, a!.slug)).toBeNull();
    expect(await findMembership(stranger.id, b!.slug)).toMatchObject({ orgId: b!.orgId, role: "owner" });
  });

  test("a session that was revoked or is past its end proves nothing", async () => {
    for (const end of ["revoked_at = now()", "expires_at = now()"]) {
      const { id } = await openSessionOf(a!.accountId);
      expect(await listMemberships(id)).toHaveLength(1);
      await asAdmin(`update session set ${end} where id = $1`, [id]);
      expect(await listMemberships(id)).toEqual([]);
      expect(await findMembership(id, a!.slug)).toBeNull();
      expect(await listSessions(id)).toEqual([]);
    }
  });

  test("search looks into the organization that is set, and into none without one", async () => {
    await makeIssue(a!, { title: "Zanzibar payments fail" });
    const query = "select id from door.search_issues($1, 'zanzibar', 10)";
    expect(await searchIssues(a!.orgId, a!.launchId, "zanzibar", 10)).toHaveLength(1);
    expect(await searchIssues(b!.orgId, a!.launchId, "zanzibar", 10)).toEqual([]);
    for (const org of [undefined, "", b!.orgId])
      expect(await asRole("app", org, query, [a!.launchId])).toEqual([]);
  });

  test("what walks organizations is shut to the application, and all that the worker's own role can open", async () => {
    await organizationsToSeal();
    await launchesToJudge(new Date());
    for (const call of ["door.organizations_to_seal(10)", "door.launches_to_judge(now(), 10, 10)"])
      await expect(app.query(`select * from ${call}`)).rejects.toMatchObject({ code: "42501" });
    await expect(
      asRole("worker", a!.orgId, "select * from door.search_issues($1, 'zanzibar', 10)", [a!.launchId]),
    ).rejects.toMatchObject({ code: "42501" });
  });
});
