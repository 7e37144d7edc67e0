import { afterEach, describe, expect, test, vi } from "vitest";
import { dropSingleton } from "@/server/platform/singleton";
import { readSession } from "@/server/tenancy/sessions.queries";
import { setPassword } from "@/server/testing/accounts";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { PASSWORD, Visitor, signedIn } from "@/server/testing/visitor";
import { patiently } from "@/server/testing/waiting";

vi.setConfig({ testTimeout: patiently(60_000) });

const cookieHeader = (visitor: Visitor) => [...visitor.cookies].map(([k, v]) => `${k}=${v}`).join("; ");

async function withPassword() {
  const world = await makeWorld();
  await setPassword(world.accountId, PASSWORD);
  return world;
}

afterEach(() => {
  delete process.env["PUBLIC_URL"];
  dropSingleton("env");
});

describe("signing in", () => {
  test("the right password starts a session whose cookie is an HttpOnly pointer; the wrong one does not", async () => {
    const world = await withPassword();
    const visitor = new Visitor();
    const answer = await visitor.signIn(world.email, PASSWORD);
    expect(answer.status).toBe(200);
    const line = answer.headers.getSetCookie().find((c) => c.startsWith("steady.session="))!;
    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/SameSite=Lax/i);
    expect(line).toMatch(/Path=\//i);
    expect(await readSession(cookieHeader(visitor))).toMatchObject({
      accountId: world.accountId,
      email: world.email,
    });
    const stranger = new Visitor();
    const refused = await stranger.signIn(world.email, "not the passphrase");
    expect(refused.status).toBe(401);
    expect(await readSession(cookieHeader(stranger))).toBeNull();
  });

  test("over https the cookie is bound to the host and never travels in the clear", async () => {
    process.env["PUBLIC_URL"] = "https://steady.example";
    dropSingleton("env");
    const world = await withPassword();
    const visitor = new Visitor();
    const answer = await visitor.signIn(world.email, PASSWORD);
    const line = answer.headers.getSetCookie().find((c) => c.includes("steady.session="))!;
    expect(line).toMatch(/^__Host-steady\.session=/);
    expect(line).toMatch(/Secure/);
    expect(line).not.toMatch(/Domain=/i);
  });

  test("an account that does not exist, one without a password and a wrong password get the same answer", async () => {
    const [withOne, without] = [await withPassword(), await makeWorld()];
    const bodies = [];
    for (const email of [withOne.email, without.email, "nobody@example.test"]) {
      const answer = await new Visitor().signIn(email, "a wrong passphrase");
      bodies.push({ status: answer.status, body: await answer.json() });
    }
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toEqual(bodies[2]);
    expect(bodies[0]!.status).toBe(401);
  });

  test("an address is taken in any letter case", async () => {
    const world = await withPassword();
    expect((await new Visitor().signIn(` ${world.email.toUpperCase()} `, PASSWORD)).status).toBe(200);
  });

  test("many people signing in at once wait in line or are told to come back; nothing fails", async () => {
    const world = await withPassword();
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, i) =>
        new Visitor(`198.18.${i % 200}.1`).signIn(i < 10 ? world.email : `crowd-${i}@example.test`, PASSWORD),
      ),
    );
    const statuses = answers.map((a) => a.status);
    expect(statuses.filter((s) => s >= 500)).toEqual([]);
    expect(statuses).toContain(429);
    expect(statuses).toContain(401);
  });

  test("the session's id changes with every sign-in, and one that was planted is not taken over", async () => {
    const world = await withPassword();
    const visitor = await signedIn(world);
    const planted = visitor.cookies.get("steady.session");
    await visitor.signIn(world.email, PASSWORD);
    expect(visitor.cookies.get("steady.session")).not.toBe(planted);
    expect(
      await asAdmin("select 1 from session where account_id = $1 and revoked_at is null", [world.accountId]),
    ).toHaveLength(2);
  });
});

describe("a session ends", () => {
  test("with signing out: the cookie that was copied before is worthless", async () => {
    const visitor = await signedIn(await makeWorld());
    const copied = cookieHeader(visitor);
    expect((await visitor.signOut()).status).toBe(200);
    expect(visitor.cookies.has("steady.session")).toBe(false);
    expect(await readSession(copied)).toBeNull();
  });

  test.each([
    ["when it was revoked", "revoked_at = now()"],
    ["after 12 hours without use", "last_seen_at = now() - interval '12 hours 1 minute'"],
    ["after seven days, however busy", "expires_at = now() - interval '1 second'"],
  ])("%s", async (_, change) => {
    const world = await makeWorld();
    const visitor = await signedIn(world);
    expect(await readSession(cookieHeader(visitor))).not.toBeNull();
    await asAdmin(`update session set ${change} where account_id = $1`, [world.accountId]);
    expect(await readSession(cookieHeader(visitor))).toBeNull();
    const answer = await visitor.auth("/api/auth/session");
    expect(await answer.json()).toEqual({});
  });

  test("what a page asks by itself does not begin its idle time anew, what somebody does with it does", async () => {
    const world = await makeWorld();
    const visitor = await signedIn(world);
    const seenAfter = async (act: () => Promise<unknown>) => {
      await asAdmin("update session set last_seen_at = now() - interval '11 hours' where account_id = $1", [
        world.accountId,
      ]);
      await act();
      const [row] = await asAdmin<{ isNew: boolean }>(
        `select last_seen_at > now() - interval '1 hour' as "isNew" from session where account_id = $1`,
        [world.accountId],
      );
      return row!.isNew;
    };
    const unattended = { "x-steady-unattended": "1" };
    const request = (headers: Record<string, string>) =>
      visitor.call("query", "account.me", undefined, undefined, headers);
    expect(await seenAfter(() => request(unattended))).toBe(false);
    expect(await seenAfter(() => request({}))).toBe(true);
    const rename = () => visitor.call("mutation", "account.rename", { name: "Olga" }, undefined, unattended);
    expect(await seenAfter(rename)).toBe(true);
    await asAdmin(
      "update session set last_seen_at = now() - interval '12 hours 1 minute' where account_id = $1",
      [world.accountId],
    );
    expect((await request(unattended)).status).toBe(401);
  });

  test("a session lasts seven days at most, by its row", async () => {
    const world = await makeWorld();
    await signedIn(world);
    const [row] = await asAdmin<{ days: number }>(
      "select extract(epoch from expires_at - created_at)::float8 / 86400 as days from session where account_id = $1",
      [world.accountId],
    );
    expect(row!.days).toBeCloseTo(7, 1);
  });

  test.each([
    "",
    "steady.session=",
    "steady.session=%",
    "steady.session=eyJhbGciOiJkaXIifQ..x.y.z",
    `steady.session=${"a".repeat(9000)}`,
    "steady.session=ses_00000000000000000000000000",
    "=;;;",
  ])("a forged cookie %j is nobody and no failure", async (header) => {
    expect(await readSession(header)).toBeNull();
  });
});

describe("what is around it", () => {
  test.each([
    ["another site's page", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["a sibling subdomain", { origin: "http://other.localhost:3000", "sec-fetch-site": "same-site" }],
    ["no origin at all", { origin: "", "sec-fetch-site": "" }],
    ["an opaque origin", { origin: "null", "sec-fetch-site": "" }],
    ["an origin that is no address", { origin: "http://[", "sec-fetch-site": "" }],
  ])("%s cannot sign anybody in or out", async (_, headers) => {
    const world = await makeWorld();
    const visitor = await signedIn(world);
    const { csrfToken } = (await (await visitor.auth("/api/auth/csrf")).json()) as { csrfToken: string };
    for (const path of ["/api/auth/callback/credentials", "/api/auth/signout"]) {
      const answer = await visitor.auth(path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ csrfToken, email: world.email, password: PASSWORD }),
      });
      expect(answer.status).toBe(403);
    }
    expect(await readSession(cookieHeader(visitor))).not.toBeNull();
  });

  test("without the anti-forgery token nobody is signed in", async () => {
    const world = await withPassword();
    const visitor = new Visitor();
    const answer = await visitor.auth("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: world.email, password: PASSWORD }),
    });
    expect(answer.status).toBe(403);
    expect(visitor.cookies.has("steady.session")).toBe(false);
  });

  test.each([
    "//evil.example",
    "https://evil.example",
    "http://[",
    "javascript:alert(1)",
    "/%0d%0aSet-Cookie:x=1",
    "\\\\evil.example",
    "https://localhost:3000@evil.example",
    "%00",
    "http://ⓔⓥⓘⓛ.example",
  ])("the address %j in a request leads nowhere and breaks nothing", async (url) => {
    const world = await withPassword();
    const visitor = new Visitor();
    visitor.cookies.set("steady.callback", encodeURIComponent(url));
    for (const path of [
      "csrf",
      "session",
      "signin",
      "error",
      "callback/credentials",
      "signout",
      "providers",
      "verify-request",
    ]) {
      const answer = await visitor.auth(`/api/auth/${path}?callbackUrl=${encodeURIComponent(url)}&error=x`);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.get("location")).toBeNull();
      expect(answer.headers.getSetCookie().join()).not.toContain("evil");
    }
    const { csrfToken } = (await (await visitor.auth("/api/auth/csrf")).json()) as { csrfToken: string };
    const answer = await visitor.auth("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        csrfToken,
        email: world.email,
        password: PASSWORD,
        callbackUrl: url,
      }).toString(),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("location")).toBeNull();
    expect(await answer.text()).toBe("{}");
  });

  test.each([
    ["no body", ""],
    ["not JSON", "{"],
    ["an array", "[]"],
    ["wrong types", JSON.stringify({ email: { $gt: "" }, password: ["x"], csrfToken: 1 })],
    ["NUL", JSON.stringify({ email: "a\0@example.test", password: "\0", csrfToken: "x" })],
    ["half a surrogate pair", '{"email":"\\ud800@example.test","password":"\\ud800","csrfToken":"x"}'],
    ["too much", JSON.stringify({ email: "a".repeat(20_000) })],
  ])("a sign-in with %s is refused with a 4xx", async (_, body) => {
    const answer = await new Visitor().auth("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});
