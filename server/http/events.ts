import type { Notice } from "@/server/live/publish";
import { missedSince, subscribe, type Delivered } from "@/server/live/subscribe";
import { AppError, asAppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { describeError, log } from "@/server/platform/log";
import { singleton } from "@/server/platform/singleton";
import { scopeForMember, type MemberScope } from "@/server/tenancy/scope.commands";
import { readSession } from "@/server/tenancy/sessions.queries";
import { countStream } from "./metrics";
import { DATA_CSP, SECURITY_HEADERS } from "./reply";
import type { Route } from "./route";

const HEARTBEAT_MS = 15_000;
/** A stream ends this long after it began, whatever happens; browsers come back by themselves with the last id they saw. */
const LIFETIME_MS = 15 * 60_000;
/** A revoked session or membership is noticed within this, also when nothing happens. */
const RECHECK_MS = 3_000;
const STREAMS_PER_ACCOUNT = 24;
const STREAMS_PER_ORGANIZATION = 600;
/** Chunks a reader may leave lying before it is told to come back later. */
const UNREAD_MAX = 256;

type Stream = { accountId: string; orgId: string; end: (retryMs: number | null) => void };

const open = () => singleton("http.streams", () => new Set<Stream>());

/** Ends every stream with a hint when to come back, spread out so that not all come at once; for shutdown. */
export function closeStreams(): void {
  for (const stream of [...open()]) stream.end(500 + Math.floor(Math.random() * 1_500));
}

/** What changed in one organization, as it happens (text/event-stream). */
export const eventsRoute: Route = {
  path: "/api/v1/events",
  access: "member, by session",
  methods: {
    GET: async (request, { requestId }) => {
      const cookie = request.headers.get("cookie");
      const slug = new URL(request.url).searchParams.get("org") ?? "";
      const { accountId, member } = await authorise(cookie, slug, requestId);
      const { orgId } = member.scope;
      let [mine, all] = [0, 0];
      for (const stream of open()) {
        if (stream.accountId === accountId) mine += 1;
        if (stream.orgId === orgId) all += 1;
      }
      if (mine >= STREAMS_PER_ACCOUNT || all >= STREAMS_PER_ORGANIZATION)
        throw new AppError(
          "RATE_LIMITED",
          "Too many windows are listening at once. Close some; this one tries again by itself.",
          {},
          10_000,
        );
      const lastEventId =
        request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("last");
      const body = streamEvents({
        accountId,
        member,
        lastEventId,
        signal: request.signal,
        isAllowed: () => isStillAllowed(cookie, slug, accountId, requestId),
      });
      return new Response(body, {
        headers: {
          ...SECURITY_HEADERS,
          "content-security-policy": DATA_CSP,
          "content-type": "text/event-stream; charset=utf-8",
          "cache-control": "no-store, no-transform",
          "x-accel-buffering": "no",
          "x-request-id": requestId,
        },
      });
    },
  },
};

async function authorise(
  cookie: string | null,
  slug: string,
  requestId: string,
): Promise<{ accountId: string; member: MemberScope }> {
  // Neither an open stream nor a browser that opens it again is somebody at work.
  const session = await readSession(cookie, false);
  if (!session) throw new AppError("UNAUTHENTICATED", "You are signed out. Sign in and try again.");
  return { accountId: session.accountId, member: await scopeForMember(session, slug, requestId) };
}

/** "no" is certain; "unknown" is a database out of reach, during which nothing is sent and nothing is ended. */
async function isStillAllowed(
  cookie: string | null,
  slug: string,
  accountId: string,
  requestId: string,
): Promise<"yes" | "no" | "unknown"> {
  try {
    return (await authorise(cookie, slug, requestId)).accountId === accountId ? "yes" : "no";
  } catch (error) {
    const refusal = asAppError(error);
    if (refusal?.code === "UNAUTHENTICATED" || refusal?.code === "NOT_FOUND") return "no";
    if (refusal?.code !== "UNAVAILABLE")
      log().error(
        { error: describeError(error), requestId },
        "an event stream could not be authorised again",
      );
    return "unknown";
  }
}

type StreamInput = {
  accountId: string;
  member: MemberScope;
  lastEventId: string | null;
  signal: AbortSignal;
  isAllowed: () => Promise<"yes" | "no" | "unknown">;
};

function streamEvents({
  accountId,
  member,
  lastEventId,
  signal,
  isAllowed,
}: StreamInput): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const { scope } = member;
  let cleanUp = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOver = false;
        let allowedAtMs = Date.now();
        let checking: Promise<void> | null = null;
        /** How often memberships or sessions have changed since it was opened. */
        let changes = 0;
        const waiting: Delivered[] = [];
        const sent = new Set<string>();

        const write = (text: string) => {
          if (isOver) return;
          if ((controller.desiredSize ?? 1) < -UNREAD_MAX) return end(5_000);
          controller.enqueue(encoder.encode(text));
        };
        const end = (retryMs: number | null) => {
          if (isOver) return;
          if (retryMs !== null && (controller.desiredSize ?? 0) > -UNREAD_MAX)
            controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`));
          cleanUp();
          try {
            controller.close();
          } catch {
            // The reader was gone already.
          }
        };
        const send = ({ id, event }: Delivered) => {
          if (event.kind === "session.ended" || (id !== "" && sent.has(id))) return;
          sent.add(id);
          if (sent.size > 2_000) sent.delete(sent.values().next().value!);
          write(`${id === "" ? "" : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`);
        };
        /** Sends what waits once the right to hear it was proved within the last seconds. */
        const flush = (isFresh = Date.now() - allowedAtMs < RECHECK_MS) => {
          if (isOver || checking) return;
          if (isFresh) {
            while (waiting.length > 0) send(waiting.shift()!);
            return;
          }
          const knownChanges = changes;
          checking = isAllowed().then((verdict) => {
            checking = null;
            if (verdict === "no") return end(null);
            if (verdict !== "yes") return;
            // What was answered before the last change is no answer.
            if (knownChanges === changes) allowedAtMs = Date.now();
            flush(knownChanges === changes);
          });
        };
        const onDelivered = (delivered: Delivered) => {
          waiting.push(delivered);
          if (waiting.length > 1_000)
            waiting.splice(0, waiting.length, {
              id: delivered.id,
              event: { kind: "resync", launchId: null, ids: [] },
            });
          if (!isCatchingUp) flush();
        };
        /** Somebody's session or membership ended: whether it was this one is asked before anything that comes after is sent. */
        const onNotice = ({ kind }: Notice) => {
          if (kind !== "session.ended" && kind !== "members.changed") return;
          changes += 1;
          allowedAtMs = 0;
        };

        let isCatchingUp = lastEventId !== null;
        const unsubscribe = subscribe(scope, onDelivered, onNotice);
        const stream: Stream = { accountId, orgId: scope.orgId, end };
        open().add(stream);
        countStream(1);
        const heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
        const recheck = setInterval(() => flush(false), RECHECK_MS);
        const lifetime = setTimeout(() => end(500 + Math.floor(Math.random() * 1_500)), LIFETIME_MS);
        const gone = () => end(null);
        signal.addEventListener("abort", gone, { once: true });
        cleanUp = () => {
          if (isOver) return;
          isOver = true;
          unsubscribe();
          clearInterval(heartbeat);
          clearInterval(recheck);
          clearTimeout(lifetime);
          signal.removeEventListener("abort", gone);
          if (open().delete(stream)) countStream(-1);
        };

        // How soon to come back, and a comment, so that whoever is between has something to pass on at once.
        write(`retry: 1500\n: ${newId("request")} ${"·".repeat(64)}\n\n`);
        if (lastEventId !== null)
          void missedSince(scope, lastEventId)
            .catch((): Delivered[] => [{ id: "", event: { kind: "resync", launchId: null, ids: [] } }])
            .then((missed) => {
              waiting.unshift(...missed);
              isCatchingUp = false;
              flush();
            });
      },
      cancel() {
        cleanUp();
      },
    },
    { highWaterMark: 0 },
  );
}
