/** Reports as the API source receives them, and the jobs they wait for. */
import { receive } from "@/server/db/receive";
import { loadPending } from "@/server/jobs/attempts";
import { sha256 } from "@/server/platform/crypto";
import type { World } from "./factories";
import { asAdmin } from "./queries";

export type Post = {
  text: string;
  title?: string;
  email?: string;
  name?: string;
  account?: string;
  context?: object;
};

let counter = 0;

/** Stores reports as raw events. Gives their items' ids. */
export async function post(world: World, posts: readonly Post[]): Promise<string[]> {
  const receipts = await Promise.all(
    posts.map(({ text, title, context, ...reporter }) => {
      const body = Buffer.from(
        JSON.stringify({
          launch: world.launchSlug,
          text,
          ...(title ? { title } : {}),
          ...(Object.keys(reporter).length > 0 ? { reporter } : {}),
          ...(context ? { context } : {}),
        }),
      );
      return receive({
        orgId: world.orgId,
        sourceId: world.apiSourceId,
        launchId: world.launchId,
        deliveryId: `d${++counter}`,
        contentType: "application/json",
        headers: {},
        body,
        bodyHash: sha256(body),
        occurredAt: new Date(),
      });
    }),
  );
  return receipts.map((r) => r.itemId);
}

/** The outbox rows of a topic that nobody has carried out. */
export const pendingOf = async (world: World, topic = "pipeline.run") =>
  loadPending(
    world.scope,
    (
      await asAdmin<{ id: string }>(
        "select id from outbox where org_id = $1 and topic = $2 and state = 'pending' order by id",
        [world.orgId, topic],
      )
    ).map((r) => r.id),
  );
