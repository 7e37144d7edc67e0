import { setTimeout as sleep } from "node:timers/promises";
import { Agent, fetch } from "undici";
import { API_SCOPES } from "@/contracts/tenancy";
import { withScope } from "@/server/db/client";
import { hashesOfSecret } from "@/server/platform/crypto";
import { newId, newSecret } from "@/server/platform/ids";
import type { World } from "@/server/testing/factories";
import { buildTimeline } from "../../scripts/demo/story/timeline";

/**
 * Posts so many reports as a client that behaves as the documentation asks: the same key again until it is told 202. Answers with the
 * reference each key was given, how often it had to try again, and answers that were neither 202 nor a request to come back.
 */
export async function postAll(
  base: string,
  key: string,
  world: World,
  { items, perSecond }: { items: number; perSecond: number },
): Promise<{ acked: Map<string, string>; retries: number; unexpected: string[] }> {
  const story = buildTimeline({ seed: "faults", items, nowMs: Date.now() });
  const dispatcher = new Agent({ connections: 32 });
  const acked = new Map<string, string>();
  const unexpected: string[] = [];
  let retries = 0;
  const one = async (at: number) => {
    const { text, title, email, account, context } = story[at]!;
    const body = JSON.stringify({
      launch: world.launchSlug,
      text,
      ...(title ? { title } : {}),
      ...(email ? { reporter: { email, ...(account ? { account } : {}) } } : {}),
      context,
    });
    for (let tries = 0; tries < 400; tries++) {
      try {
        const response = await fetch(`${base}/api/v1/items`, {
          method: "POST",
          body,
          dispatcher,
          headers: {
            "content-type": "application/json",
            authorization: `Bearer ${key}`,
            "idempotency-key": `fault-${at}`,
          },
          signal: AbortSignal.timeout(15_000),
        });
        const answer = (await response.json()) as { reference?: string };
        if (response.status === 202 && answer.reference)
          return void acked.set(`fault-${at}`, answer.reference);
        if (response.status !== 503 && response.status !== 429)
          unexpected.push(`${response.status} ${JSON.stringify(answer).slice(0, 200)}`);
      } catch {
        // Connection refused or reset: the same as a 503.
      }
      retries += 1;
      await sleep(250);
    }
  };
  const posts: Promise<void>[] = [];
  for (let index = 0; index < story.length && index < items; index++) {
    posts.push(one(index));
    await sleep(1_000 / perSecond);
  }
  await Promise.all(posts);
  await dispatcher.close();
  return { acked, retries, unexpected };
}

/** An API key of the world that may do everything a key can; its secret. */
export async function makeKey(world: World): Promise<string> {
  const secret = newSecret("stk");
  await withScope(world.scope, (tx) =>
    tx.apiKey.create({
      data: {
        orgId: world.orgId,
        id: newId("apiKey"),
        name: "faults",
        prefix: secret.slice(0, 8),
        hash: hashesOfSecret(secret).hashes[0]!,
        scopes: [...API_SCOPES],
        createdBy: world.ownerId,
      },
    }),
  );
  return secret;
}
