/** One event of the story as the HTTP request that its sender would have made. */
import { gzipSync } from "node:zlib";
import { signZendesk } from "@/server/intake/sources/zendesk";
import type { StoryAnswer } from "./story/answers";
import type { StoryEvent } from "./story/event";
import type { KongLine } from "./story/kong";
import type { StoryRelease } from "./story/releases";
import { HOUR_MS } from "./story/launch";
import type { DemoState } from "./state";

type Outgoing = { path: string; headers: Record<string, string>; body: string | Uint8Array };

/** Milliseconds a sender waits before it tries again, as any webhook or form back end would. */
const RETRY_PAUSES_MS = [200, 1_000, 3_000];

/** @throws Error naming the address and what was answered, when the product refused or stayed out of reach */
async function send(url: string, { path, headers, body }: Outgoing): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    const pauseMs = RETRY_PAUSES_MS[attempt];
    try {
      const answer = await fetch(`${url}${path}`, {
        method: "POST",
        headers: { accept: "application/json", ...headers },
        body: body as BodyInit,
        redirect: "manual",
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.ok) return await answer.json();
      const failure = `${path.split("/").slice(0, 4).join("/")} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`;
      if (pauseMs === undefined || (answer.status < 500 && answer.status !== 429))
        throw Object.assign(new Error(failure), { isFinal: true });
    } catch (error) {
      if (pauseMs === undefined || (error as { isFinal?: boolean }).isFinal) throw error;
    }
    await new Promise((next) => setTimeout(next, pauseMs));
  }
}

const json = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => (part === undefined ? undefined : part));

function formPost(state: DemoState, event: StoryEvent): Outgoing {
  const { url, version, requestId, userAgent, locale } = event.context;
  const fields = {
    text: event.text,
    email: event.email,
    name: event.personName,
    account: event.account,
    url,
    version,
    request_id: requestId,
    nonce: event.id,
  };
  const filled = Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1]));
  return {
    path: `/api/v1/forms/${state.formKey}`,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "user-agent": userAgent ?? "Mozilla/5.0",
      "accept-language": locale ?? event.language,
    },
    body: new URLSearchParams(filled).toString(),
  };
}

function apiPost(state: DemoState, event: StoryEvent, at: string): Outgoing {
  const { email, personName: name, account, context } = event;
  return {
    path: "/api/v1/items",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${state.apiKey}`,
      "idempotency-key": event.id,
    },
    body: json({
      launch: state.launch.slug,
      text: event.text,
      title: event.title,
      reporter: { name, email, account },
      context: { ...context, account },
      occurredAt: at,
    }),
  };
}

/** What Zendesk's event subscription sends: the ticket in `detail`, without the requester's address. */
const ticketEvent = (event: StoryEvent, at: string) => ({
  type: "zen:event-type:ticket.created",
  account_id: 71_820,
  id: event.id,
  time: at,
  zendesk_event_version: "2022-11-06",
  subject: `zen:ticket:${event.ticket?.id}`,
  detail: {
    id: String(event.ticket?.id),
    subject: event.title,
    description: event.text,
    status: "NEW",
    priority: event.ticket?.priority.toUpperCase(),
    tags: event.ticket?.tags,
    requester_id: event.email
      ? String(
          360_000 + ([...event.email].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 100_000),
        )
      : undefined,
    via: { channel: "web" },
    created_at: at,
  },
  event: { actor: event.personName ? { type: "user", name: event.personName } : undefined },
});

/** The body that a Zendesk trigger is set up to send, as the settings page gives it. */
const ticketTrigger = (event: StoryEvent, at: string) => ({
  ticket_id: String(event.ticket?.id),
  title: event.title,
  description: event.text,
  url: `larderline.zendesk.com/agent/tickets/${event.ticket?.id}`,
  priority: event.ticket?.priority,
  tags: event.ticket?.tags.join(" "),
  requester_name: event.personName,
  requester_email: event.email,
  organization: event.account,
  via: "mail",
  created_at: at,
});

const DESK = { name: "Tomasz Wierzbicki", email: "tomasz@larderline.example" };

/** What Zendesk's event subscription sends of a public comment that the support desk wrote. */
const commentEvent = ({ id, to, text }: StoryAnswer, at: string) => {
  const ticket = ticketEvent(to, at);
  return {
    ...ticket,
    type: "zen:event-type:ticket.comment_added",
    id,
    event: {
      comment: {
        id,
        body: text,
        is_public: true,
        author: { id: "360001", name: DESK.name, is_staff: true },
      },
    },
  };
};

/** The body of the second trigger, for a ticket that was updated, as the settings page gives it, with when it was written. */
const commentTrigger = ({ to, text }: StoryAnswer, at: string) => ({
  ...ticketTrigger(to, ""),
  created_at: undefined,
  comment_created_at: at,
  latest_comment: text,
  is_public: "true",
  author_name: DESK.name,
  author_email: DESK.email,
  author_role: "Agent",
});

function zendeskPost(state: DemoState, id: string, body: string): Outgoing {
  // Signed when it is sent, by the machine's own clock: Zendesk's signatures are believed for five minutes.
  const timestamp = new Date().toISOString();
  return {
    path: `/api/v1/webhooks/zendesk/${state.zendesk.key}`,
    headers: {
      "content-type": "application/json",
      "x-zendesk-webhook-invocation-id": id,
      "x-zendesk-webhook-signature-timestamp": timestamp,
      "x-zendesk-webhook-signature": signZendesk(
        state.zendesk.secret,
        timestamp,
        new TextEncoder().encode(body),
      ),
    },
    body,
  };
}

/** Sends one message of the story; answers with the item's id. */
export async function postEvent(url: string, state: DemoState, event: StoryEvent): Promise<string | null> {
  const at = new Date(state.launchAtMs + event.atMs).toISOString();
  const outgoing =
    event.channel === "form"
      ? formPost(state, event)
      : event.channel === "api"
        ? apiPost(state, event, at)
        : zendeskPost(
            state,
            event.id,
            json(event.channel === "zendesk_event" ? ticketEvent(event, at) : ticketTrigger(event, at)),
          );
  const answer = (await send(url, outgoing)) as { itemId?: string };
  return answer.itemId ?? null;
}

/** Sends what the support desk answered in public, the way the ticket itself was told. */
export async function postAnswer(url: string, state: DemoState, answer: StoryAnswer): Promise<void> {
  const at = new Date(state.launchAtMs + answer.atMs).toISOString();
  const isEvent = answer.to.channel === "zendesk_event";
  await send(
    url,
    zendeskPost(state, answer.id, json(isEvent ? commentEvent(answer, at) : commentTrigger(answer, at))),
  );
}

/** Sends a batch of gateway lines as a log forwarder would: one per line, packed. */
export async function postLines(
  url: string,
  state: DemoState,
  lines: readonly KongLine[],
  batchId: string,
): Promise<{ accepted: number; rejected: number }> {
  const body = gzipSync(lines.map((line) => JSON.stringify(line)).join("\n"), { level: 1 });
  const answer = await send(url, {
    path: `/api/v1/logs/${state.logsKey}`,
    headers: {
      "content-type": "application/x-ndjson",
      "content-encoding": "gzip",
      "idempotency-key": batchId,
    },
    body,
  });
  return answer as { accepted: number; rejected: number };
}

/** Tells of a release, as a build pipeline does at its end. */
export async function postRelease(url: string, state: DemoState, release: StoryRelease): Promise<void> {
  const at = (hour: number) => new Date(state.launchAtMs + hour * HOUR_MS).toISOString();
  await send(url, {
    path: "/api/v1/releases",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${state.apiKey}`,
      "idempotency-key": `release-${release.version}`,
    },
    body: json({
      launch: state.launch.slug,
      kind: release.kind,
      version: release.version,
      title: release.title,
      component: release.component ?? undefined,
      startedAt: at(release.startHour),
      endedAt: at(release.endHour),
      outcome: release.outcome,
      url: release.url,
    }),
  });
}
