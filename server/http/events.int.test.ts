import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import { closeLive, readLivePosition } from "@/server/live/subscribe";
import { publishIn } from "@/server/live/publish";
import { makeMember, makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { signedIn, type Visitor } from "@/server/testing/visitor";
import { patiently, until, untilListening } from "@/server/testing/waiting";
import { startWebServer, type TestServer } from "@/server/testing/web-server";
import { readMetrics } from "./metrics";

let web: TestServer;
let world: World;
let owner: Visitor;

beforeAll(async () => {
  web = await startWebServer();
  world = await makeWorld();
  owner = await signedIn(world);
});
const listeners: Listener[] = [];
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.leave();
});
afterAll(async () => {
  await web.close();
  await closeLive();
});

type Received = { id: string | null; data: { kind: string; ids: string[] } };
type Listener = {
  status: number;
  headers: Headers;
  received: Received[];
  raw: () => string;
  ended: Promise<number>;
  leave: () => void;
};

/** Opens a stream as a browser does and writes down what comes. */
async function listenTo(
  visitor: Visitor | null,
  org: string,
  headers: Record<string, string> = {},
): Promise<Listener> {
  const abort = new AbortController();
  const cookie = visitor ? [...visitor.cookies].map(([k, v]) => `${k}=${v}`).join("; ") : "";
  const answer = await fetch(`${web.url}/api/v1/events?org=${org}`, {
    headers: { ...(cookie && { cookie }), ...headers },
    signal: abort.signal,
  });
  const received: Received[] = [];
  let raw = "";
  const started = Date.now();
  const ended = (async () => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of answer.body!) {
        raw += decoder.decode(chunk, { stream: true });
        received.length = 0;
        for (const block of raw.split("\n\n")) {
          const data = /^data: (.*)$/m.exec(block)?.[1];
          if (data)
            received.push({
              id: /^id: (.*)$/m.exec(block)?.[1] ?? null,
              data: JSON.parse(data) as Received["data"],
            });
        }
      }
    } catch {
      // Left on purpose.
    }
    return Date.now() - started;
  })();
  const listener = {
    status: answer.status,
    headers: answer.headers,
    received,
    raw: () => raw,
    ended,
    leave: () => abort.abort(),
  };
  listeners.push(listener);
  return listener;
}

const publishTo = (of: World, ids: string[]) =>
  withScope(of.scope, (tx) =>
    publishIn(tx, of.scope, { kind: "issues.changed", launchId: of.launchId, ids }),
  );
const receivedIds = (listener: Listener) => listener.received.flatMap((h) => h.data.ids);

describe("an event stream", () => {
  test("tells a member what changed in their organization, as it is committed, and nothing of another's", async () => {
    const [stranger] = [await makeWorld()];
    const stream = await listenTo(owner, world.slug);
    expect([
      stream.status,
      stream.headers.get("content-type"),
      stream.headers.get("cache-control"),
      stream.headers.get("x-accel-buffering"),
    ]).toEqual([200, "text/event-stream; charset=utf-8", "no-store, no-transform", "no"]);
    await untilListening();
    await publishTo(stranger, ["theirs"]);
    await publishTo(world, ["ours"]);
    await until(() => receivedIds(stream).includes("ours"));
    expect(receivedIds(stream)).toEqual(["ours"]);
    expect(stream.received[0]!.id).toMatch(/^\d+$/);
  });

  test("is refused to whoever is signed out, and to a member of another organization as if there were none", async () => {
    const other = await makeWorld();
    expect((await listenTo(null, world.slug)).status).toBe(401);
    expect((await listenTo(owner, other.slug)).status).toBe(404);
    expect((await listenTo(owner, "nowhere")).status).toBe(404);
    expect((await listenTo(owner, "")).status).toBe(404);
  });

  test("goes on where the last one ended", async () => {
    await publishTo(world, ["before"]);
    const [{ id } = { id: "" }] = await asAdmin<{ id: string }>(
      "select max(id)::text as id from live_event where org_id = $1",
      [world.orgId],
    );
    await publishTo(world, ["missed-1"]);
    await publishTo(world, ["missed-2"]);
    const stream = await listenTo(owner, world.slug, { "last-event-id": id });
    await until(() => receivedIds(stream).includes("missed-2"));
    expect(receivedIds(stream).filter((i) => i.startsWith("missed"))).toEqual(["missed-1", "missed-2"]);
    const strange = await listenTo(owner, world.slug, { "last-event-id": "'; drop table live_event" });
    await until(() => strange.received.length > 0);
    expect(strange.received[0]!.data.kind).toBe("resync");
  });

  test("begins where a page's reads began, so that nothing falls between the page and its stream", async () => {
    const fresh = await makeWorld();
    expect(await readLivePosition(fresh.scope)).toBeNull();
    await publishTo(fresh, ["before"]);
    const position = await readLivePosition(fresh.scope);
    await publishTo(fresh, ["between"]);
    const late = await listenTo(await signedIn(fresh), fresh.slug, { "last-event-id": position! });
    await until(() => receivedIds(late).includes("between"));
    expect(receivedIds(late)).toEqual(["between"]);
  });

  test("ends within five seconds of the session's end, without an event and without an error", async () => {
    const member = await makeMember(world, "engineer");
    const visitor = await signedIn(member);
    const stream = await listenTo(visitor, world.slug);
    await untilListening();
    await visitor.signOut();
    const revokedAt = Date.now();
    await stream.ended;
    expect(Date.now() - revokedAt).toBeLessThan(patiently(5_000));
    await publishTo(world, ["after"]);
    expect(receivedIds(stream)).not.toContain("after");
  });

  test("does not keep a session alive that nobody uses: it runs out, and the stream ends with it", async () => {
    const member = await makeMember(world, "engineer");
    const visitor = await signedIn(member);
    const seen = async () =>
      (
        await asAdmin<{ at: string }>("select last_seen_at::text as at from session where account_id = $1", [
          member.accountId,
        ])
      )[0]!.at;
    const stream = await listenTo(visitor, world.slug);
    expect(stream.status).toBe(200);
    // Somebody used it last nearly twelve hours ago; the stream goes on proving its right in what is left of them.
    await asAdmin(
      "update session set last_seen_at = now() - interval '11 hours 59 minutes 56 seconds' where account_id = $1",
      [member.accountId],
    );
    const before = await seen();
    await stream.ended;
    expect(await seen()).toBe(before);
    expect((await listenTo(visitor, world.slug)).status).toBe(401);
  });

  test("tells a removed member nothing more, not even before it ends", async () => {
    const member = await makeMember(world, "engineer");
    const [removed, stays] = [
      await listenTo(await signedIn(member), world.slug),
      await listenTo(owner, world.slug),
    ];
    await untilListening();
    await publishTo(world, ["before"]);
    await until(() => receivedIds(removed).includes("before"));
    const { membershipId } = member;
    expect((await owner.mutate("tenancy.removeMember", { membershipId }, world.slug)).status).toBe(200);
    await publishTo(world, ["after"]);
    await until(() => receivedIds(stays).includes("after"));
    await removed.ended;
    expect(receivedIds(removed)).toEqual(["before"]);
  });

  test("ends within seconds also where a membership ended and nobody was told of it", async () => {
    const member = await makeMember(world, "engineer");
    const stream = await listenTo(await signedIn(member), world.slug);
    await asAdmin("update membership set state = 'removed' where id = $1", [member.membershipId]);
    const removedAt = Date.now();
    await stream.ended;
    expect(Date.now() - removedAt).toBeLessThan(patiently(5_000));
  });

  test("is cleaned up when the reader leaves", async () => {
    const countOpen = async () =>
      Number(/^steady_event_streams (\d+)$/m.exec((await readMetrics()).text)![1]);
    const before = await countOpen();
    const streams = await Promise.all(Array.from({ length: 10 }, () => listenTo(owner, world.slug)));
    expect(await countOpen()).toBe(before + 10);
    for (const stream of streams) stream.leave();
    await until(async () => (await countOpen()) <= before);
  });

  test("is not opened without end by one account", async () => {
    const streams = await Promise.all(Array.from({ length: 24 }, () => listenTo(owner, world.slug)));
    expect(new Set(streams.map((s) => s.status))).toEqual(new Set([200]));
    const refused = await listenTo(owner, world.slug);
    expect([refused.status, Number(refused.headers.get("retry-after"))]).toEqual([429, 10]);
  });
});

describe("shutdown", () => {
  test("ends open streams at once, with a hint when to come back", async () => {
    const other = await startWebServer();
    const abort = new AbortController();
    const cookie = [...owner.cookies].map(([k, v]) => `${k}=${v}`).join("; ");
    const answer = await fetch(`${other.url}/api/v1/events?org=${world.slug}`, {
      headers: { cookie },
      signal: abort.signal,
    });
    const text = answer.text();
    const started = Date.now();
    await other.close();
    expect(Date.now() - started).toBeLessThan(patiently(2_000));
    expect((await text).match(/retry: \d+/g)!.length).toBe(2);
  });
});
