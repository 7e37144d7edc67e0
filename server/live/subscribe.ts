import { LiveEvent } from "@/contracts/live";
import { LIVE_EVENT_HOURS } from "@/contracts/retention";
import { withScope } from "@/server/db/client";
import { outageKind } from "@/server/db/db-errors";
import { listen } from "@/server/db/listen";
import { logFailure } from "@/server/platform/outage-log";
import type { Scope } from "@/server/platform/scope";
import { dropSingleton, singleton } from "@/server/platform/singleton";
import { LIVE_CHANNEL, readNotice, type Notice } from "./publish";

export type Delivered = { id: string; event: LiveEvent };
type Subscriber = {
  scope: Scope;
  deliver: (delivered: Delivered) => void;
  onNotice: (notice: Notice) => void;
};

type Hub = { byOrg: Map<string, Set<Subscriber>>; stop: () => Promise<void> };

const RESYNC: LiveEvent = { kind: "resync", launchId: null, ids: [] };

/**
 * Hears what changed in any organization, over a connection of its own; what it is has to be read under a scope.
 * @param onGap called after the connection was lost and is back: something may have been missed.
 * @returns a function that stops hearing
 */
export function listenForNotices(onNotice: (notice: Notice) => void, onGap: () => void): () => Promise<void> {
  return listen(LIVE_CHANNEL, (payload) => onNotice(readNotice(payload)), onGap);
}

function hub(): Hub {
  return singleton("live.hub", () => {
    const byOrg = new Map<string, Set<Subscriber>>();
    const stop = listenForNotices(
      (notice) => {
        const subscribers = byOrg.get(notice.orgId);
        if (!subscribers?.size) return;
        for (const s of [...subscribers]) s.onNotice(notice);
        void deliver(notice.id, subscribers);
      },
      () => {
        for (const subscribers of byOrg.values())
          for (const s of subscribers) s.deliver({ id: "", event: RESYNC });
      },
    );
    return { byOrg, stop };
  });
}

/** One read per event and organization, however many screens are open. */
async function deliver(id: string, subscribers: Set<Subscriber>): Promise<void> {
  const [any] = subscribers;
  if (!any) return;
  try {
    const found = await readAfter(any.scope, String(BigInt(id) - 1n), 1);
    for (const notice of found) if (notice.id === id) for (const s of [...subscribers]) s.deliver(notice);
  } catch (error) {
    logFailure("a live event could not be read; screens are told to look again", error, {
      kind: outageKind(error),
    });
    for (const s of [...subscribers]) s.deliver({ id, event: RESYNC });
  }
}

async function readAfter(scope: Scope, afterId: string, limit: number): Promise<Delivered[]> {
  const found = await withScope(scope, (tx) =>
    tx.liveEvent.findMany({
      where: { orgId: scope.orgId, id: { gt: BigInt(afterId) } },
      orderBy: { id: "asc" },
      take: limit,
    }),
  );
  return found.map((r) => ({ id: String(r.id), event: LiveEvent.catch(RESYNC).parse(r.event) }));
}

/**
 * Hears every event of the scope's organization until the returned function is called.
 * @param deliverTo given each event once it is read; of two that come close together, the later may be read first
 * @param onNotice given what is said of each event as soon as it is said, in the order of the commits
 */
export function subscribe(
  scope: Scope,
  deliverTo: (delivered: Delivered) => void,
  onNotice: (notice: Notice) => void = () => {},
): () => void {
  const { byOrg } = hub();
  const subscriber: Subscriber = { scope, deliver: deliverTo, onNotice };
  const subscribers = byOrg.get(scope.orgId) ?? new Set();
  byOrg.set(scope.orgId, subscribers.add(subscriber));
  return () => {
    subscribers.delete(subscriber);
    if (subscribers.size === 0) byOrg.delete(scope.orgId);
  };
}

/**
 * What a screen missed since the event it saw last. Ids are given before the commit, so an event may become visible after one with a
 * higher id: the last minute before it is sent again, and more than 200 missed becomes one "look again".
 */
export async function missedSince(scope: Scope, lastEventId: string): Promise<Delivered[]> {
  if (!/^\d{1,18}$/.test(lastEventId)) return [{ id: "", event: RESYNC }];
  const found = await withScope(
    scope,
    (tx) => tx.$queryRaw<{ id: bigint; event: unknown }[]>`
      select
        id,
        event
      from live_event
      where
        org_id = ${scope.orgId}
        and (
          id > ${BigInt(lastEventId)}
          or (
            id > ${BigInt(lastEventId) - 500n}
            and at > (
              select at
              from live_event
              where
                org_id = ${scope.orgId}
                and id = ${BigInt(lastEventId)}
            ) - interval '60 seconds'
          )
        )
        and id <> ${BigInt(lastEventId)}
      order by id
      limit 201
    `,
  );
  if (found.length > 200) return [{ id: "", event: RESYNC }];
  return found.map((r) => ({ id: String(r.id), event: LiveEvent.catch(RESYNC).parse(r.event) }));
}

/** The event after which a page's reads begin: a stream that starts there tells what they missed. Null before the first event. */
export async function readLivePosition(scope: Scope): Promise<string | null> {
  const last = await withScope(scope, (tx) =>
    tx.liveEvent.findFirst({
      where: { orgId: scope.orgId },
      orderBy: { id: "desc" },
      select: { id: true },
    }),
  );
  return last === null ? null : String(last.id);
}

/** A stream that was away for longer looks at everything again. */
export const LIVE_KEPT_MS = LIVE_EVENT_HOURS * 3_600_000;

/** Removes events that no stream can still ask for; how many. */
export async function trimLiveEvents(scope: Scope): Promise<number> {
  return withScope(
    scope,
    (tx) =>
      tx.$executeRaw`
        delete from live_event
        where
          org_id = ${scope.orgId}
          and id in (
            select id
            from live_event
            where
              org_id = ${scope.orgId}
              and at < now() - make_interval(secs => ${LIVE_KEPT_MS / 1000})
            order by id
            limit 5000
          )
      `,
  );
}

/** Stops listening; open streams hear nothing more. */
export async function closeLive(): Promise<void> {
  await dropSingleton<Hub>("live.hub")?.stop();
}
