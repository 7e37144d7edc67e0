import { beforeAll, describe, expect, test } from "vitest";
import { createSource } from "@/server/intake/sources.commands";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { signed } from "@/server/testing/deliveries";
import { makeWorld, type World } from "@/server/testing/factories";
import { until } from "@/server/testing/waiting";
import { createHttpApp } from "./app";
import type { HttpApp } from "./route";

let app: HttpApp;
let world: World;
let key: string;
let zendesk: { key: string; secret: string };

beforeAll(async () => {
  app = createHttpApp();
  world = await makeWorld();
  key = (await createApiKey(world.scope, { name: "app", scopes: ["items:write"], lifetimeDays: null }))
    .secret;
  const made = await createSource(world.scope, {
    launchId: world.launchId,
    kind: "zendesk",
    name: "Zendesk",
  });
  zendesk = { key: made.key, secret: made.secret! };
});

async function reference(answer: Response | Promise<Response>): Promise<string> {
  const settled = await answer;
  expect(settled.status).toBe(202);
  return ((await settled.json()) as { reference: string }).reference;
}
const postItem = (item: object, headers: Record<string, string> = {}) =>
  reference(
    app.request("/api/v1/items", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
      body: JSON.stringify({ launch: "two", ...item }),
    }),
  );

describe("A7: the same words are another report unless their sender says that they are the same", () => {
  test("two people say the same through an app, without a key: two reports", async () => {
    const words = { text: "I cannot sign in." };
    expect(new Set([await postItem(words), await postItem(words), await postItem(words)]).size).toBe(3);
  });
  test("at the same moment too", async () => {
    const words = { text: "I cannot sign in at all." };
    const references = await Promise.all(Array.from({ length: 20 }, () => postItem(words)));
    expect(new Set(references).size).toBe(20);
  });
  test("one sender that tries again under its key: one report", async () => {
    const send = () => postItem({ text: "The export hangs." }, { "idempotency-key": "try-1" });
    expect(new Set([await send(), await send()]).size).toBe(1);
  });
  test("two people post the same form, each from a page of their own: two reports; one page twice: one", async () => {
    const post = (nonce?: string) =>
      reference(
        app.request(`/api/v1/forms/${world.formKey}`, {
          method: "POST",
          headers: { accept: "application/json", "content-type": "application/json" },
          body: JSON.stringify({ text: "It does not work.", ...(nonce && { nonce }) }),
        }),
      );
    expect(new Set([await post("page-1"), await post("page-2"), await post(), await post()]).size).toBe(4);
    expect(new Set([await post("page-3"), await post("page-3")]).size).toBe(1);
  });
  test("a helpdesk without invocation ids: what is signed anew is another delivery, the same request again is not", async () => {
    const body = JSON.stringify({ ticket_id: "500", description: "It does not work." });
    const post = (headers: Record<string, string>) =>
      reference(
        app.request(`/api/v1/webhooks/zendesk/${zendesk.key}`, {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body,
        }),
      );
    const first = signed(body, zendesk.secret);
    const firstMs = Date.now();
    await until(() => Date.now() > firstMs);
    const second = signed(body, zendesk.secret);
    const references = [await post(first), await post(first), await post(second)];
    expect(references[0]).toBe(references[1]);
    expect(new Set(references).size).toBe(2);
  });
});
