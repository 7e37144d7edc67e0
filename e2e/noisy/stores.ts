/** Work of A that waits in the database, written by the product's own functions: what the intake and the pipeline would have left. */
import { setTimeout as sleep } from "node:timers/promises";
import { acknowledgeIn } from "@/server/communication/messages.commands";
import { withScope } from "@/server/db/client";
import { receive } from "@/server/db/receive";
import { sha256 } from "@/server/platform/crypto";
import type { World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { buildTimeline } from "../../scripts/demo/story/timeline";
import { seededItemId } from "./seed";

const BACKLOG = 20_000;
const MAILS = 15_000;
/** Handed to the intake at once; it takes 5,000 of one organization at most. */
const AT_ONCE = 2_000;
const MAILS_AT_ONCE = 1_000;
const CLEAR_ROUNDS = 50;
const CLEAR_AGAIN_MS = 100;

export type Stores = {
  /** 20,000 reports that were accepted and not looked at. */
  storeBacklog(isOver: () => boolean): Promise<void>;
  /** 15,000 acknowledgements that are written and not sent. */
  storeMails(isOver: () => boolean): Promise<void>;
  /** Takes all work of A that still waits away. @returns how much that was, rows */
  clear(): Promise<number>;
};

/** What A can leave in the database. */
export function makeStores(world: World): Stores {
  const story = buildTimeline({ seed: "noisy", items: BACKLOG, nowMs: Date.now() });
  let rounds = 0;
  let acknowledged = 0;
  return {
    storeBacklog: async (isOver) => {
      const round = ++rounds;
      for (let from = 0; from < BACKLOG && !isOver(); from += AT_ONCE)
        await Promise.all(
          story.slice(from, from + AT_ONCE).map(({ text, title, context }, index) => {
            const sent = { launch: world.launchSlug, text, ...(title && { title }), context };
            const body = Buffer.from(JSON.stringify(sent));
            return receive({
              orgId: world.orgId,
              sourceId: world.apiSourceId,
              launchId: world.launchId,
              deliveryId: `backlog-${round}-${from + index}`,
              contentType: "application/json",
              headers: {},
              body,
              bodyHash: sha256(body),
              occurredAt: new Date(),
            });
          }),
        );
    },
    storeMails: async (isOver) => {
      for (let left = MAILS; left > 0 && !isOver(); left -= MAILS_AT_ONCE)
        await withScope(world.scope, (tx) =>
          acknowledgeIn(
            tx,
            world.scope,
            { id: world.launchId, name: "Two" },
            Array.from({ length: MAILS_AT_ONCE }, () => {
              const n = ++acknowledged;
              const itemId = seededItemId(world.orgId, n);
              return {
                itemId,
                linkId: itemId,
                email: `p${n}@reporter.example`,
                reference: `R-${n}`,
                language: "en",
                text: "The payment does not work with my card.",
              };
            }),
          ),
        );
    },
    clear: async () => {
      let cleared = 0;
      for (let round = 0; round < CLEAR_ROUNDS; round++) {
        // What a worker holds at this moment is left to it: waiting for it could end in a deadlock.
        const taken = await asAdmin(
          `
            update outbox
            set
              state = 'done',
              done_at = now()
            where
              org_id = $1
              and id in (
                select id
                from outbox
                where
                  org_id = $1
                  and state = 'pending'
                for update
                  skip locked
              )
            returning id
          `,
          [world.orgId],
        );
        cleared += taken.length;
        const [left] = await asAdmin<{ n: number }>(
          "select count(*)::int as n from outbox where org_id = $1 and state = 'pending'",
          [world.orgId],
        );
        if (left?.n === 0) break;
        await sleep(CLEAR_AGAIN_MS);
      }
      return cleared;
    },
  };
}
