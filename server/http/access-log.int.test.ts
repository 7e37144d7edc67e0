import { afterAll, beforeAll, expect, test } from "vitest";
import { noteSignInFailures } from "@/server/tenancy/jobs";
import { recordSignInFailures } from "@/server/tenancy/sign-in-trail.commands";
import { loadPending } from "@/server/jobs/attempts";
import { dropSingleton, singleton } from "@/server/platform/singleton";
import { createApiKey, revokeApiKey } from "@/server/tenancy/api-keys.commands";
import { setPassword } from "@/server/testing/accounts";
import { makeMember, makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { PASSWORD, Visitor, signedIn } from "@/server/testing/visitor";
import { until } from "@/server/testing/waiting";
import { startWebServer, type TestServer } from "@/server/testing/web-server";

type Line = Record<string, unknown> & { msg?: string };

let web: TestServer;
let written = "";
const lines = () =>
  written
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);

function restartLog(level: string): void {
  process.env["LOG_LEVEL"] = level;
  for (const name of ["env", "log", "log.access", "log.destination"]) dropSingleton(name);
  singleton("log.destination", () => ({ write: (text: string) => void (written += text) }));
}

beforeAll(async () => {
  restartLog("info");
  web = await startWebServer();
});
afterAll(async () => {
  await web.close();
  delete process.env["ACCESS_LOG"];
  restartLog("silent");
  dropSingleton("log.destination");
});

const accessLines = () =>
  lines().filter((line) => line["status"] !== undefined && line["route"] !== undefined);

test("every request has one line with its own id, its route's pattern and whose it is, and nothing secret in it", async () => {
  const world = await makeWorld();
  const { secret } = await createApiKey(world.scope, {
    name: "app",
    scopes: ["items:write"],
    lifetimeDays: null,
  });
  const owner = await signedIn(world);
  const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const json = { "content-type": "application/json", accept: "application/json" };
  const SECRET = "sesame-never-to-be-seen";
  const sent: [string, RequestInit, Line][] = [
    [
      "/api/v1/items?token=" + SECRET,
      {
        method: "POST",
        headers: { ...json, authorization: `Bearer ${secret}` },
        body: JSON.stringify({ launch: world.launchSlug, text: SECRET }),
      },
      { route: "/api/v1/items", status: 202, method: "POST", orgId: world.orgId },
    ],
    [
      `/api/v1/forms/${world.formKey}`,
      { method: "POST", headers: json, body: JSON.stringify({ text: SECRET, email: "jo@buyer.example" }) },
      { route: "/api/v1/forms/:key", status: 202, orgId: world.orgId, actor: world.formSourceId },
    ],
    [
      `/api/trpc/account.me,tenancy.me,${SECRET}?batch=1&input=${SECRET}`,
      { headers: { cookie, "x-steady-org": world.slug } },
      { route: "/api/trpc/*", calls: "account.me,tenancy.me" },
    ],
    [
      "/api/trpc/tenancy.me",
      { headers: { cookie, "x-steady-org": world.slug } },
      { route: "/api/trpc/*", calls: "tenancy.me", status: 200, orgId: world.orgId, actor: world.ownerId },
    ],
    [`/invitation/${SECRET}`, {}, { route: "/invitation/[token]", status: 404 }],
    [`/reset-password/${SECRET}?x=${SECRET}`, {}, { route: "/reset-password/[token]" }],
    [`/report/${SECRET}`, {}, { route: "/report/[token]" }],
    [`/f/${world.formKey}`, {}, { route: "/f/[key]" }],
    [
      `/${world.slug}/two/board?q=${SECRET}`,
      { headers: { "user-agent": SECRET } },
      { route: "/[org]/[launch]/board" },
    ],
    [`/nothing/of/this/kind/${SECRET}`, {}, { route: "(none)" }],
    [`/api/v1/${SECRET}`, {}, { status: 404 }],
    [
      "/api/v1/items",
      { method: "POST", headers: { ...json, authorization: `Bearer stk_${SECRET}` }, body: "{}" },
      { route: "/api/v1/items", status: 401 },
    ],
  ];
  for (const [at, [path, init, expected]] of sent.entries()) {
    // Uncompressed, so that what went over the line can be told from what was read of it.
    const headers = new Headers(init.headers);
    headers.set("accept-encoding", "identity");
    const body = await (await fetch(`${web.url}${path}`, { ...init, headers })).text();
    // A line is written a moment after its answer.
    await until(() => accessLines().length > at);
    expect(accessLines()[at], path).toMatchObject({
      ...expected,
      network: "127.0.0.1",
      ms: expect.any(Number),
    });
    expect(accessLines()[at]!["bytes"] as number).toBeGreaterThan(body.length);
  }
  const access = accessLines();
  expect(access).toHaveLength(sent.length);
  expect(new Set(access.map((line) => line["requestId"])).size).toBe(sent.length);
  for (const hidden of [
    SECRET,
    secret,
    world.formKey,
    world.slug,
    world.email,
    "buyer.example",
    ...owner.cookies.values(),
  ])
    expect(written).not.toContain(hidden);
  expect(lines().find((line) => line.msg === "a request was refused")).toMatchObject({
    code: "UNAUTHENTICATED",
    route: "/api/v1/items",
    requestId: access.at(-1)!["requestId"],
  });
});

test("a request that is broken off has its line, and ACCESS_LOG=0 leaves all of them out", async () => {
  written = "";
  const controller = new AbortController();
  const visitor = await signedIn(await makeWorld());
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const [{ slug } = { slug: "" }] = await asAdmin<{ slug: string }>(
    "select slug from organization order by created_at desc limit 1",
  );
  const stream = await fetch(`${web.url}/api/v1/events?org=${slug}`, {
    headers: { cookie },
    signal: controller.signal,
  });
  controller.abort();
  await until(() => lines().some((line) => line["route"] === "/api/v1/events"));
  expect(lines().find((line) => line["route"] === "/api/v1/events")).toMatchObject({ status: stream.status });
  process.env["ACCESS_LOG"] = "0";
  restartLog("info");
  written = "";
  await (await fetch(`${web.url}/livez`)).text();
  process.env["ACCESS_LOG"] = "1";
  restartLog("info");
  await (await fetch(`${web.url}/readyz`)).text();
  await until(() => lines().some((line) => line["route"] === "/readyz"));
  expect(lines().some((line) => line["route"] === "/livez")).toBe(false);
});

const verbs = (world: World) =>
  asAdmin<{ verb: string; data: Record<string, unknown>; subject_id: string; actor_kind: string }>(
    "select verb, data, subject_id, actor_kind from audit_event where org_id = $1 and verb = any($2) order by id",
    [world.orgId, ["account.sign_in_failed", "account.sign_in_locked", "access.refused"]],
  );

/** Does what waits to be written into an organization's trail, as the worker does. */
async function writeTrail(world: World): Promise<void> {
  const waiting = await asAdmin<{ id: string }>(
    "select id from outbox where org_id = $1 and topic = $2 and state = 'pending' order by id",
    [world.orgId, noteSignInFailures.topic],
  );
  for (const row of await loadPending(
    world.scope,
    waiting.map(({ id }) => id),
  ))
    await recordSignInFailures(world.scope, row);
}

test("failed sign-ins are in the log, and in the trail of whose account it is: the first, the 20th, and who was shut out", async () => {
  written = "";
  const [world, other] = [await makeWorld(), await makeWorld()];
  await setPassword(world.accountId, PASSWORD);
  for (let n = 0; n < 21; n++) await new Visitor("198.51.100.90").signIn(world.email, "wrong and wrong");
  await new Visitor("198.51.100.90").signIn("nobody-here@example.test", "wrong and wrong");
  await writeTrail(world);
  await writeTrail(other);
  expect(await verbs(world)).toMatchObject([
    {
      verb: "account.sign_in_failed",
      data: { failuresWithinAnHour: 1 },
      subject_id: world.ownerId,
      actor_kind: expect.any(String),
    },
    { verb: "account.sign_in_failed", data: { failuresWithinAnHour: 20 } },
    { verb: "account.sign_in_locked", data: { failuresWithinAnHour: 20 } },
  ]);
  expect(await verbs(other)).toEqual([]);
  const logged = lines();
  const failed = logged.filter((line) => line.msg === "a sign-in failed");
  expect(failed).toHaveLength(21);
  expect(new Set(failed.map((line) => line["account"])).size).toBe(2);
  expect(failed[0]).toMatchObject({ network: "198.51.100.90", requestId: expect.stringMatching(/^req_/) });
  expect(logged.filter((line) => line.msg === "a network is shut out from signing in")).toHaveLength(1);
  expect(written).not.toContain(world.email);
  expect(written).not.toContain("nobody-here");
});

test("who is refused for who they are is in the log with the request's id, and once in the organization's trail", async () => {
  written = "";
  const world = await makeWorld();
  const member = await makeMember(world, "viewer");
  const viewer = await signedIn(member);
  for (let n = 0; n < 3; n++)
    expect((await viewer.query("tenancy.apiKeys", undefined, world.slug)).status).toBe(403);
  const key = await createApiKey(world.scope, {
    name: "releases",
    scopes: ["releases:write"],
    lifetimeDays: null,
  });
  const gone = await createApiKey(world.scope, { name: "gone", scopes: ["items:write"], lifetimeDays: null });
  await revokeApiKey(world.scope, gone.id);
  const post = (secret: string) =>
    fetch(`${web.url}/api/v1/items`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: "{}",
    });
  expect((await post(key.secret)).status).toBe(403);
  expect((await post(gone.secret)).status).toBe(401);
  expect(await verbs(world)).toMatchObject([
    { verb: "access.refused", subject_id: member.membershipId, data: { permission: "key:manage" } },
    { verb: "access.refused", subject_id: key.id, data: { scope: "items:write" } },
    { verb: "access.refused", subject_id: gone.id, data: { reason: "revoked" } },
  ]);
  const foreign = await viewer.auth("/api/auth/signout", {
    method: "POST",
    headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  });
  expect(foreign.status).toBe(403);
  const refusals = lines().filter((line) => line.msg === "a request was refused");
  expect(refusals.filter((line) => line["permission"] === "key:manage")).toHaveLength(3);
  expect(refusals).toContainEqual(expect.objectContaining({ reason: "origin", route: "/api/auth/*" }));
  for (const line of refusals) expect(line["requestId"]).toMatch(/^req_/);
});
