/** What becomes of values that cannot be opened: sealed with a secret that is gone, cut, changed, or moved here from elsewhere. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { flushCalls } from "@/server/ai/call-log.commands";
import { complete } from "@/server/ai/completions.commands";
import { definePrompt } from "@/server/ai/prompt";
import { addProvider, setProviderKey } from "@/server/ai/providers.commands";
import { listProviders } from "@/server/ai/providers.queries";
import { createSource, rotateSecret } from "@/server/intake/sources.commands";
import { flushFailures } from "@/server/intake/source-failures.commands";
import { readSource } from "@/server/intake/sources.queries";
import { forgetSource } from "@/server/intake/source-lookup.queries";
import { signZendesk } from "@/server/intake/sources/zendesk";
import { sendTestEvent } from "@/server/intake/test-events.commands";
import { encrypt } from "@/server/platform/crypto";
import { makeWorld, type World } from "@/server/testing/factories";
import { chatReply, fencedItems, startModelServer } from "@/server/testing/model-server";
import { asAdmin } from "@/server/testing/queries";
import { secretNamed, useSecrets } from "@/server/testing/secrets";
import { startWebServer, type TestServer } from "@/server/testing/web-server";

let web: TestServer;
beforeAll(async () => {
  process.env["ALLOW_PRIVATE_EGRESS"] = "1";
  web = await startWebServer();
});
afterAll(async () => {
  await flushFailures();
  await web.close();
});
beforeEach(() => useSecrets(secretNamed("a")));

/** Ways in which a sealed value cannot be opened. */
const DAMAGES: [string, (sealed: string) => string, RegExp][] = [
  ["sealed with a secret that is gone", (s) => s.replace(/^v1\.\w+/, "v1.00000000"), /no longer configured/],
  ["cut short", (s) => s.slice(0, -3), /damaged/],
  ["without its end", (s) => s.split(".").slice(0, 3).join("."), /damaged/],
  ["with a short tag", (s) => s.replace(/^(v1\.\w+\.[^.]+\.)[^.]+/, "$1AAAA"), /damaged/],
  ["with an empty start vector", (s) => s.replace(/^(v1\.\w+)\.[^.]+/, "$1.AA"), /damaged/],
  ["never sealed", () => "sk-in-the-clear", /damaged/],
  ["empty", () => "", /damaged/],
  ["moved here from another row", () => encrypt("x", "elsewhere"), /damaged/],
];

describe("a provider whose key cannot be opened", () => {
  const shout = definePrompt<null, string, { shouted: string }>({
    name: "test.shout",
    version: "1",
    instructions: () => "Shout.",
    show: (text) => ({ text }),
    answer: z.object({ shouted: z.string() }),
  });
  const completeFor = (world: World) =>
    complete(world.scope, shout, { variables: null, items: ["hey"], builtin: [{ shouted: "hey" }] });

  test.each(DAMAGES)("%s: it has failed, says so, and the built-in rules answer", async (_, damage, why) => {
    const world = await makeWorld();
    const model = await startModelServer((r) =>
      chatReply(JSON.stringify({ answers: fencedItems(r).map(() => ({ shouted: "HEY" })) })),
    );
    const { id } = await addProvider(world.scope, {
      name: "First",
      baseUrl: model.baseUrl,
      model: "m",
      apiKey: "sk-1",
    });
    const [row] = await asAdmin<{ key: string }>("select api_key as key from ai_provider where id = $1", [
      id,
    ]);
    await asAdmin("update ai_provider set api_key = $2 where id = $1", [id, damage(row!.key)]);
    expect(await listProviders(world.scope)).toMatchObject([
      { name: "First", failure: expect.stringMatching(why) },
    ]);
    expect(await completeFor(world)).toMatchObject([{ provider: "builtin", isDegraded: true }]);
    expect(model.requests).toEqual([]);
    await flushCalls();
    expect(
      await asAdmin("select provider, outcome, error from ai_call where org_id = $1 and outcome = 'failed'", [
        world.orgId,
      ]),
    ).toEqual([{ provider: "First", outcome: "failed", error: expect.stringMatching(why) }]);
    // One that can be asked, behind it, is.
    await addProvider(world.scope, { name: "Second", baseUrl: model.baseUrl, model: "m", apiKey: "sk-2" });
    expect(await completeFor(world)).toMatchObject([{ provider: "Second", isDegraded: false }]);
    expect(model.requests).toMatchObject([{ authorization: "Bearer sk-2" }]);
    // Its key again, and it goes first.
    await setProviderKey(world.scope, id, "sk-3");
    expect(await listProviders(world.scope)).toMatchObject([{ failure: null }, { failure: null }]);
    expect(await completeFor(world)).toMatchObject([{ provider: "First", isDegraded: false }]);
    expect(model.requests.at(-1)).toMatchObject({ authorization: "Bearer sk-3" });
    await model.stop();
  });
});

describe("a source whose secret cannot be opened", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const body = bytes('{"ticket_id":"42","title":"Refund","description":"Charged twice."}');

  async function makeSource(kind: "zendesk" | "gateway_logs", damage: (sealed: string) => string) {
    const world = await makeWorld();
    const made = await createSource(world.scope, { launchId: world.launchId, kind, name: "S" });
    const secret = made.secret ?? (await rotateSecret(world.scope, { id: made.id })).secret!;
    const [row] = await asAdmin<{ sealed: string }>("select secret as sealed from source where id = $1", [
      made.id,
    ]);
    await asAdmin("update source set secret = $2 where id = $1", [made.id, damage(row!.sealed)]);
    forgetSource(made.key);
    return { world, id: made.id, key: made.key, secret };
  }
  const deliver = (key: string, secret: string) => {
    const at = new Date().toISOString();
    return fetch(`${web.url}/api/v1/webhooks/zendesk/${key}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-zendesk-webhook-signature": signZendesk(secret, at, body),
        "x-zendesk-webhook-signature-timestamp": at,
      },
      body,
    });
  };
  const sendLogs = (key: string, headers: Record<string, string>) =>
    fetch(`${web.url}/api/v1/logs/${key}`, {
      method: "POST",
      headers: { "content-type": "application/x-ndjson", ...headers },
      body: '{"ts":"2026-01-01T00:00:00Z","method":"GET","path":"/","status":200}\n',
    });
  const stored = (orgId: string) =>
    asAdmin(
      `
        select
          (
            select count(*)
            from raw_event
            where org_id = $1
          )::int + (
            select count(*)
            from ingest_batch
            where org_id = $1
          )::int as n
      `,
      [orgId],
    );

  test.each(DAMAGES)(
    "%s: a webhook is asked to come again, stores nothing, is shown as failed",
    async (_, damage) => {
      const { world, id, key, secret } = await makeSource("zendesk", damage);
      const answer = await deliver(key, secret);
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await stored(world.orgId)).toEqual([{ n: 0 }]);
      await expect(sendTestEvent(world.scope, id)).rejects.toMatchObject({ code: "CONFLICT" });
      await flushFailures();
      expect(await readSource(world.scope, id)).toMatchObject({
        isSecretUnreadable: true,
        failures: [{ reason: "secret_unreadable", status: 503, n: 1 }],
      });
      // A new secret is all it needs; the one that cannot be read accepts nobody for another day.
      const renewed = await rotateSecret(world.scope, { id });
      expect(renewed.previousUntil).toBeNull();
      expect((await deliver(key, renewed.secret!)).status).toBe(202);
      expect((await deliver(key, secret)).status).toBe(401);
      expect(await readSource(world.scope, id)).toMatchObject({ isSecretUnreadable: false });
    },
  );

  test.each(DAMAGES)("%s: a log feed does not stand open", async (_, damage) => {
    const { world, key, secret } = await makeSource("gateway_logs", damage);
    expect((await sendLogs(key, {})).status).toBe(401);
    expect((await sendLogs(key, { authorization: `Bearer ${secret}` })).status).toBe(503);
    expect(await stored(world.orgId)).toEqual([{ n: 0 }]);
  });

  test("whoever signs with the other secret of an overlap is taken in", async () => {
    const { world, id, key, secret } = await makeSource("zendesk", (sealed) => sealed);
    const { secret: next } = await rotateSecret(world.scope, { id });
    await asAdmin("update source set secret = 'damaged' where id = $1", [id]);
    forgetSource(key);
    expect((await deliver(key, secret)).status).toBe(202);
    expect((await deliver(key, next!)).status).toBe(503);
  });
});
