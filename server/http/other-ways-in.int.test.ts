import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSource, rotateSecret } from "@/server/intake/sources.commands";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { getMetrics } from "@/server/testing/deliveries";
import { makeMember, makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { signedIn, type Visitor } from "@/server/testing/visitor";
import { startWebServer, type TestServer } from "@/server/testing/web-server";
import { httpRoutes, isHttpPath } from "./app";
import { until } from "@/server/testing/waiting";

let web: TestServer;
let world: World;
let stranger: World;

beforeAll(async () => {
  web = await startWebServer();
  world = await makeWorld();
  stranger = await makeWorld();
});
afterAll(() => web.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${web.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const cookieOf = (visitor: Visitor) => [...visitor.cookies].map(([k, v]) => `${k}=${v}`).join("; ");

describe("gateway logs", () => {
  const line = (n: number) => ({
    ts: new Date().toISOString(),
    method: "GET",
    path: `/orders/${n}`,
    status: 200,
    latencyMs: 12,
  });
  test("are let in by the key in the address, and by the secret too where one is set", async () => {
    const feed = await createSource(world.scope, {
      launchId: world.launchId,
      kind: "gateway_logs",
      name: "Kong",
    });
    const at = `/api/v1/logs/${feed.key}`;
    expect((await post(at, line(1))).status).toBe(202);
    const { secret } = await rotateSecret(world.scope, { id: feed.id });
    await until(async () => (await post(at, line(2))).status === 401);
    expect((await post(at, line(2), { authorization: "Bearer wrong" })).status).toBe(401);
    expect((await post(at, line(2), { authorization: `Bearer ${secret!}` })).status).toBe(202);
    expect(
      (
        await post(at, line(3), {
          authorization: `Basic ${Buffer.from(`kong:${secret!}`).toString("base64")}`,
        })
      ).status,
    ).toBe(202);
  });
  test("are counted once per batch, and each bad line is named", async () => {
    const feed = await createSource(world.scope, {
      launchId: world.launchId,
      kind: "gateway_logs",
      name: "nginx",
    });
    const body = [JSON.stringify(line(1)), "not json", JSON.stringify({ ...line(2), status: 999 })].join(
      "\n",
    );
    const send = () =>
      fetch(`${web.url}/api/v1/logs/${feed.key}`, {
        method: "POST",
        headers: { "content-type": "application/x-ndjson" },
        body,
      });
    const first = (await (await send()).json()) as {
      accepted: number;
      rejected: number;
      rejections: { line: number }[];
      isDuplicate: boolean;
    };
    expect(first).toMatchObject({ accepted: 1, rejected: 2, isDuplicate: false });
    expect(first.rejections.map((r) => r.line)).toEqual([2, 3]);
    expect(await (await send()).json()).toMatchObject({ accepted: 1, isDuplicate: true });
    expect(await asAdmin("select 1 from gateway_log where source_id = $1", [feed.id])).toHaveLength(1);
  });
});

describe("releases", () => {
  const release = {
    launch: "two",
    kind: "deployment",
    version: "1.4.3",
    startedAt: new Date().toISOString(),
    outcome: "started",
  };
  test("are recorded with a key of that scope, and the outcome comes under the same Idempotency-Key", async () => {
    const { secret } = await createApiKey(world.scope, {
      name: "ci",
      scopes: ["releases:write"],
      lifetimeDays: null,
    });
    const headers = { authorization: `Bearer ${secret}`, "idempotency-key": "deploy-1" };
    const started = await post("/api/v1/releases", release, headers);
    const ended = await post(
      "/api/v1/releases",
      { ...release, outcome: "succeeded", endedAt: new Date().toISOString() },
      headers,
    );
    expect([started.status, ended.status]).toEqual([201, 200]);
    expect(await asAdmin("select outcome from release_marker where org_id = $1", [world.orgId])).toEqual([
      { outcome: "succeeded" },
    ]);
    expect(
      (
        await post(
          "/api/v1/releases",
          { ...release, launch: "nowhere" },
          { authorization: `Bearer ${secret}` },
        )
      ).status,
    ).toBe(404);
  });
  test("are recorded with the releases source's own key, and refused with an item key, a form's key or none", async () => {
    const [source] = await asAdmin<{ key: string }>(
      "select key from source where org_id = $1 and kind = 'releases'",
      [world.orgId],
    );
    expect(
      (
        await post(
          "/api/v1/releases",
          { ...release, version: "1.4.4" },
          { authorization: `Bearer ${source!.key}` },
        )
      ).status,
    ).toBe(201);
    const items = await createApiKey(world.scope, {
      name: "items",
      scopes: ["items:write"],
      lifetimeDays: null,
    });
    expect(
      (await post("/api/v1/releases", release, { authorization: `Bearer ${items.secret}` })).status,
    ).toBe(403);
    expect(
      (await post("/api/v1/releases", release, { authorization: `Bearer ${world.formKey}` })).status,
    ).toBe(404);
    expect((await post("/api/v1/releases", release)).status).toBe(401);
  });
});

describe("a screenshot", () => {
  test("is shown to members of its organization alone, and can run nothing", async () => {
    const form = new FormData();
    form.append("text", "See");
    form.append(
      "screenshot",
      new Blob([
        new Uint8Array(
          await sharp({ create: { width: 20, height: 20, channels: 3, background: "#fff" } })
            .png()
            .toBuffer(),
        ),
      ]),
    );
    await fetch(`${web.url}/api/v1/forms/${world.formKey}`, {
      method: "POST",
      body: form,
      redirect: "manual",
    });
    const [picture] = await asAdmin<{ id: string }>("select id from attachment where org_id = $1", [
      world.orgId,
    ]);
    const [owner, viewer, other] = await Promise.all([
      signedIn(world),
      makeMember(world, "viewer").then((m) => signedIn(m)),
      signedIn(stranger),
    ]);
    const at = (org: string) => `${web.url}/api/v1/attachments/${picture!.id}?org=${org}`;
    for (const member of [owner, viewer]) {
      const answer = await fetch(at(world.slug), { headers: { cookie: cookieOf(member) } });
      expect([
        answer.status,
        answer.headers.get("content-type"),
        answer.headers.get("x-content-type-options"),
      ]).toEqual([200, "image/webp", "nosniff"]);
      expect(answer.headers.get("content-security-policy")).toMatch(/^sandbox/);
    }
    expect((await fetch(at(world.slug), { headers: { cookie: cookieOf(other) } })).status).toBe(404);
    expect((await fetch(at(stranger.slug), { headers: { cookie: cookieOf(other) } })).status).toBe(404);
    expect((await fetch(at(world.slug))).status).toBe(401);
  });
});

describe("the server", () => {
  test("says that it lives and is ready, and shows its figures", async () => {
    expect((await fetch(`${web.url}/livez`)).status).toBe(200);
    expect((await fetch(`${web.url}/readyz`)).status).toBe(200);
    const figures = await fetch(`${web.url}/metrics`, { headers: getMetrics().headers! });
    expect(await figures.text()).toContain("steady_http_seconds_bucket");
  });
  test.each([
    ["no token", {}],
    ["another token", { authorization: "Bearer a-token-for-tests-onl" }],
    ["a part of the token", { authorization: "Bearer a-token" }],
    ["another scheme", { authorization: `Basic ${process.env["METRICS_TOKEN"] ?? ""}` }],
  ])("has no figures for %s: the answer is that of any address that is not there", async (_, headers) => {
    const answers = await Promise.all(
      ["/metrics", "/api/v1/nothing"].map(async (path) => {
        const answer = await fetch(`${web.url}${path}`, { headers });
        const text = (await answer.text()).replace(path, "…").replaceAll(/req_[0-9a-z]+/g, "req");
        return [answer.status, text, [...answer.headers.keys()]];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]![0]).toBe(404);
  });
  test("names who may call every address, and answers each of them ahead of the pages", () => {
    for (const { path, access } of httpRoutes) {
      expect(access, path).not.toBe("");
      expect(isHttpPath(path.replace("/*", "/x")), path).toBe(true);
    }
    expect(isHttpPath("/sign-in")).toBe(false);
  });
  test("gives every answer the headers that all answers carry, refusals too", async () => {
    for (const path of [
      "/livez",
      "/metrics",
      "/api/v1/nothing",
      "/api/v1/items",
      "/api/v1/events",
      "/api/trpc/intake.form",
    ]) {
      const { headers } = await fetch(`${web.url}${path}`);
      expect([
        path,
        headers.get("x-content-type-options"),
        headers.get("x-frame-options"),
        headers.get("x-powered-by"),
        headers.get("strict-transport-security"),
      ]).toEqual([path, "nosniff", "DENY", null, "max-age=31536000; includeSubDomains"]);
    }
  });
});
