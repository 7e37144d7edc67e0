import { afterEach, describe, expect, test, vi } from "vitest";
import { linkToken } from "@/server/platform/crypto";
import { dropSingleton } from "@/server/platform/singleton";
import { readSession } from "@/server/tenancy/sessions.queries";
import { setPassword } from "@/server/testing/accounts";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { PASSWORD, Visitor, signedIn } from "@/server/testing/visitor";
import { patiently } from "@/server/testing/waiting";

vi.setConfig({ testTimeout: patiently(60_000) });

async function withPassword() {
  const world = await makeWorld();
  await setPassword(world.accountId, PASSWORD);
  return world;
}

const fail = (visitor: Visitor, email: string) => visitor.signIn(email, "wrong and wrong");

/** The statuses of so many wrong tries, one after the other. */
async function failTimes(times: number, visitorOf: (n: number) => Visitor, email: string): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < times; n++) statuses.push((await fail(visitorOf(n), email)).status);
  return statuses;
}

const cookieHeader = (visitor: Visitor) => [...visitor.cookies].map(([k, v]) => `${k}=${v}`).join("; ");

/** A browser with the device cookie of another and nothing else. */
function withDeviceOf(visitor: Visitor, address: string): Visitor {
  const other = new Visitor(address);
  other.cookies.set("steady.device", visitor.cookies.get("steady.device")!);
  return other;
}

function trust(proxies: number, publicUrl = "http://localhost:3000"): void {
  Object.assign(process.env, { TRUSTED_PROXIES: String(proxies), PUBLIC_URL: publicUrl });
  dropSingleton("env");
}

afterEach(() => {
  delete process.env["TRUSTED_PROXIES"];
  delete process.env["PUBLIC_URL"];
  dropSingleton("env");
});

describe("whoever guesses is shut out, and nobody else", () => {
  test("20 wrong tries shut out their network from the account; its owner gets in from another, and an open session goes on", async () => {
    const world = await withPassword();
    const owner = await signedIn(world);
    const attacker = () => new Visitor("198.51.100.20");
    const statuses = await failTimes(21, attacker, world.email);
    expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
    const refused = await attacker().signIn(world.email, PASSWORD);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(60);
    expect(await readSession(cookieHeader(owner))).not.toBeNull();
    expect((await new Visitor("198.51.100.21").signIn(world.email, PASSWORD)).status).toBe(200);
    // For another account the network is as good as before.
    const other = await withPassword();
    expect((await attacker().signIn(other.email, PASSWORD)).status).toBe(200);
  });

  test("all of one /64 is one network, and so is an IPv4 address in either spelling; the next /64 is another", async () => {
    const world = await withPassword();
    const statuses = await failTimes(
      21,
      (n) => new Visitor(`2001:db8:7:8:${n.toString(16)}::1`),
      world.email,
    );
    expect(statuses.at(-1)).toBe(429);
    expect((await new Visitor("2001:db8:7:9::1").signIn(world.email, PASSWORD)).status).toBe(200);
    const other = await withPassword();
    const mixed = await failTimes(
      21,
      (n) => new Visitor(n % 2 ? "::ffff:198.51.100.30" : "198.51.100.30"),
      other.email,
    );
    expect(mixed.at(-1)).toBe(429);
  });

  test("one network may fail 100 times in an hour, whatever accounts it guesses at; what succeeds does not count", async () => {
    const address = "192.0.2.55";
    const world = await withPassword();
    for (let n = 0; n < 5; n++)
      expect((await new Visitor(address).signIn(world.email, PASSWORD)).status).toBe(200);
    const statuses: number[] = [];
    for (let n = 0; n < 102; n++)
      statuses.push((await fail(new Visitor(address), `guess-${n}@example.test`)).status);
    expect(statuses.slice(0, 100)).not.toContain(429);
    expect(statuses.slice(100)).toEqual([429, 429]);
  });

  test("guesses from 50 networks become slow and few, and the owner still gets in from one that never failed", async () => {
    const world = await withPassword();
    const networks = Array.from({ length: 50 }, (_, n) => `198.18.${n}.1`);
    const first = await failTimes(20, (n) => new Visitor(networks[n]), world.email);
    expect(new Set(first)).toEqual(new Set([401]));
    // All at once: two have a place to wait, the others are sent away before any password is looked at.
    const wave = networks.slice(0, 20).map((address) => fail(new Visitor(address), world.email));
    const sentAway = await Promise.race(wave);
    expect(sentAway.status).toBe(429);
    expect(Number(sentAway.headers.get("retry-after"))).toBeGreaterThan(0);
    const owner = new Visitor("203.0.113.200").signIn(world.email, PASSWORD);
    expect((await owner).status).toBe(200);
    const statuses = (await Promise.all(wave)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(2);
  });
});

describe("a known device", () => {
  test("is never kept out by what strangers do, not even from its own network", async () => {
    const world = await withPassword();
    const address = "198.51.100.60";
    const owner = new Visitor(address);
    expect((await owner.signIn(world.email, PASSWORD)).status).toBe(200);
    await failTimes(20, () => new Visitor(address), world.email);
    expect((await new Visitor(address).signIn(world.email, PASSWORD)).status).toBe(429);
    await owner.signOut();
    expect((await owner.signIn(world.email, PASSWORD)).status).toBe(200);
  });

  test("has a cookie that no script reads, that changes with every sign-in, and whose secret is kept as a hash", async () => {
    const world = await withPassword();
    const visitor = new Visitor("198.51.100.61");
    const answer = await visitor.signIn(world.email, PASSWORD);
    const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("steady.device="))!;
    for (const part of [/HttpOnly/, /SameSite=Lax/, /Path=\//, /Max-Age=15552000/])
      expect(line).toMatch(part);
    const before = visitor.cookies.get("steady.device")!;
    const rows = () =>
      asAdmin<{ hash: string }>(
        "select encode(secret_hash, 'hex') as hash from known_device where account_id = $1",
        [world.accountId],
      );
    expect((await rows())[0]!.hash).not.toContain(Buffer.from(before).toString("hex"));
    await visitor.signIn(world.email, PASSWORD);
    expect(visitor.cookies.get("steady.device")).not.toBe(before);
    expect(await rows()).toHaveLength(1);
  });

  test("has 20 tries of its own: one that was stolen is no free pass, and is known for no other account", async () => {
    const [world, other] = [await withPassword(), await withPassword()];
    const owner = await signedIn(world, "198.51.100.62");
    await failTimes(20, () => new Visitor("198.51.100.63"), world.email);
    const thief = () => withDeviceOf(owner, "198.51.100.63");
    expect(await failTimes(21, thief, world.email)).toEqual([...Array<number>(20).fill(401), 429]);
    await failTimes(20, () => new Visitor("198.51.100.63"), other.email);
    expect((await thief().signIn(other.email, PASSWORD)).status).toBe(429);
  });

  test("stays known after signing out, and is forgotten with a new password or signing out everywhere", async () => {
    const world = await withPassword();
    const [laptop, phone] = [await signedIn(world, "198.51.100.64"), await signedIn(world, "198.51.100.64")];
    // `signedIn` gives the password anew, past the doors, so that the first session is over.
    await laptop.signIn(world.email, PASSWORD);
    const known = () =>
      asAdmin("select from known_device where account_id = $1", [world.accountId]).then(
        (rows) => rows.length,
      );
    expect(await known()).toBe(2);
    await phone.signOut();
    expect(await known()).toBe(2);
    const changed = await laptop.mutate("account.changePassword", {
      currentPassword: PASSWORD,
      newPassword: "another fine lantern 77",
    });
    expect(changed.status).toBe(200);
    expect(await known()).toBe(1);
    await failTimes(20, () => new Visitor("198.51.100.64"), world.email);
    expect((await laptop.signIn(world.email, "another fine lantern 77")).status).toBe(200);
    expect((await phone.signIn(world.email, "another fine lantern 77")).status).toBe(429);
    await laptop.mutate("account.signOutEverywhere");
    expect(await known()).toBe(0);
  });
});

describe("a signed-in person", () => {
  test("changes their password while strangers guess at it, and has a limit of their own", async () => {
    const world = await withPassword();
    const owner = await signedIn(world, "198.51.100.70");
    await failTimes(20, () => new Visitor("198.51.100.70"), world.email);
    const change = (currentPassword: string) =>
      owner.mutate("account.changePassword", { currentPassword, newPassword: "another fine lantern 77" });
    const wrong: number[] = [];
    for (let n = 0; n < 19; n++) wrong.push((await change("not this one")).status);
    expect(new Set(wrong)).toEqual(new Set([422]));
    expect((await change(PASSWORD)).status).toBe(200);
  });
});

describe("whoever holds a link that works", () => {
  const address = "198.51.100.75";

  test("resets the password or accepts from a network that has used all its tries up, and is known from then on", async () => {
    const world = await withPassword();
    const stranger = new Visitor(address);
    for (let n = 0; n < 31; n++)
      await stranger.mutate("account.resetPassword", {
        token: "invented",
        password: "another fine lantern 77",
      });
    const refused = await stranger.mutate("account.resetPassword", {
      token: "invented",
      password: "another fine lantern 77",
    });
    expect(refused.status).toBe(429);
    await failTimes(20, () => new Visitor(address), world.email);
    await new Visitor("198.51.100.76").mutate("account.requestPasswordReset", { email: world.email });
    const [link] = await asAdmin<{ secret: string }>(
      "select secret from account_link where account_id = $1",
      [world.accountId],
    );
    const owner = new Visitor(address);
    const reset = await owner.mutate("account.resetPassword", {
      token: linkToken("password_reset", link!.secret),
      password: "another fine lantern 77",
    });
    expect(reset.value).toEqual({ email: world.email });
    expect((await owner.signIn(world.email, "another fine lantern 77")).status).toBe(200);
    expect((await new Visitor(address).signIn(world.email, "another fine lantern 77")).status).toBe(429);
  });

  test("asks for one from a known device while the network has used its own up; a stranger there does not", async () => {
    const world = await withPassword();
    const owner = await signedIn(world, "198.51.100.77");
    for (let n = 0; n < 31; n++)
      await new Visitor("198.51.100.77").mutate("account.resetPassword", {
        token: "x",
        password: "another fine lantern 77",
      });
    const requestLink = (visitor: Visitor) =>
      visitor.mutate("account.requestPasswordReset", { email: world.email }).then(({ status }) => status);
    expect(await requestLink(new Visitor("198.51.100.77"))).toBe(429);
    expect(await requestLink(owner)).toBe(200);
  });
});

describe("behind a proxy on this machine", () => {
  const behind = (address: string) => new Visitor("127.0.0.1", { "x-forwarded-for": address });

  test.each([
    ["that nobody announced", 0],
    ["that was announced", 1],
  ])("%s, one network's tries shut out that network alone", async (_, proxies) => {
    trust(proxies);
    const world = await withPassword();
    const attacker = `192.0.2.${100 + proxies}`;
    for (let n = 0; n < 101; n++) await fail(behind(attacker), `guess-${n}@example.test`);
    expect((await behind(attacker).signIn(world.email, PASSWORD)).status).toBe(429);
    expect((await behind(`192.0.2.${110 + proxies}`).signIn(world.email, PASSWORD)).status).toBe(200);
    await failTimes(20, () => behind(`192.0.2.${120 + proxies}`), world.email);
    expect((await behind(`192.0.2.${120 + proxies}`).signIn(world.email, PASSWORD)).status).toBe(429);
    expect((await behind(`192.0.2.${110 + proxies}`).signIn(world.email, PASSWORD)).status).toBe(200);
  });

  test("that tells nobody's address, tries shut out nobody: they become slow for all", async () => {
    trust(0, "https://steady.example");
    const world = await withPassword();
    const hidden = () => new Visitor("127.0.0.9", { origin: "https://steady.example" });
    const statuses = await failTimes(22, hidden, world.email);
    expect(new Set(statuses)).toEqual(new Set([401]));
    expect((await hidden().signIn(world.email, PASSWORD)).status).toBe(200);
  });

  test("a stranger's own header changes nothing for whoever comes without a proxy", async () => {
    const world = await withPassword();
    const statuses = await failTimes(
      21,
      (n) => new Visitor("198.51.100.80", { "x-forwarded-for": `10.0.0.${n}`, "x-real-ip": `10.0.1.${n}` }),
      world.email,
    );
    expect(statuses.at(-1)).toBe(429);
  });
});
