/** Requests to the public addresses, each as its sender would write it, and each a new one. */
import { signZendesk } from "@/server/intake/sources/zendesk";
import type { Visitor } from "./visitor";

export type Sent = { path: string; headers?: Record<string, string>; body?: string };
export type Delivered = { status: number; text: string };

/** An app that answers without a server. */
type Answering = { request: (path: string, init?: RequestInit) => Response | Promise<Response> };

/** Sends a request and reads the answer, its headers too; of a stream as far as the first event. */
export async function send(app: Answering, { path, headers = {}, body }: Sent): Promise<Delivered> {
  const answer = await app.request(path, {
    headers: { accept: "application/json", "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { method: "POST", body }),
  });
  const isStream = answer.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const text = isStream ? await readToFirstEvent(answer) : await answer.text();
  return { status: answer.status, text: `${JSON.stringify([...answer.headers])} ${text}` };
}

async function readToFirstEvent(answer: Response): Promise<string> {
  const reader = answer.body!.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let isOver = false; !isOver && !/^data: .*\n\n/m.test(text);) {
    const { value, done } = await reader.read();
    isOver = done;
    if (!done) text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

let counter = 0;
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

export const cookieOf = (visitor: Visitor): Record<string, string> => ({
  cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
});

/** The headers that Zendesk signs a body with. */
export function signed(body: string, secret: string): Record<string, string> {
  const timestamp = new Date().toISOString();
  return {
    "x-zendesk-webhook-signature": signZendesk(secret, timestamp, new TextEncoder().encode(body)),
    "x-zendesk-webhook-signature-timestamp": timestamp,
  };
}

export const postItem = (key: string, launch: string, headers: Record<string, string> = {}): Sent => ({
  path: "/api/v1/items",
  headers: { ...bearer(key), ...headers },
  body: JSON.stringify({ launch, text: `The button does nothing, ${++counter}.` }),
});

export const postForm = (key: string): Sent => ({
  path: `/api/v1/forms/${key}`,
  body: JSON.stringify({ text: `The button does nothing, ${++counter}.` }),
});

/** @param secret null for a delivery that nobody signed */
export function postTicket(key: string, secret: string | null, headers: Record<string, string> = {}): Sent {
  const body = JSON.stringify({
    ticket_id: `${++counter}`,
    title: "Button",
    description: "It does nothing.",
  });
  return {
    path: `/api/v1/webhooks/zendesk/${key}`,
    headers: { ...(secret === null ? {} : signed(body, secret)), ...headers },
    body,
  };
}

/** @param secret null for a sender that has none */
export const postLogs = (key: string, secret: string | null, headers: Record<string, string> = {}): Sent => ({
  path: `/api/v1/logs/${key}`,
  headers: { ...(secret === null ? {} : bearer(secret)), ...headers },
  body: JSON.stringify({
    ts: new Date().toISOString(),
    method: "GET",
    path: `/buttons/${++counter}`,
    status: 200,
    latencyMs: 12,
  }),
});

export const postRelease = (
  key: string,
  release: { launch: string; component?: string },
  headers: Record<string, string> = {},
): Sent => ({
  path: "/api/v1/releases",
  headers: { ...bearer(key), ...headers },
  body: JSON.stringify({
    ...release,
    kind: "deployment",
    version: `9.${++counter}`,
    startedAt: new Date().toISOString(),
    outcome: "started",
  }),
});

export const getAttachment = (id: string, org: string, headers: Record<string, string>): Sent => ({
  path: `/api/v1/attachments/${id}?org=${org}`,
  headers,
});

export const getExitReport = (token: string): Sent => ({
  path: `/api/v1/exit-reports/${token}/criteria.csv`,
});

/** Everything that an organization's screens could have missed. */
export const getEvents = (org: string, headers: Record<string, string>): Sent => ({
  path: `/api/v1/events?org=${org}`,
  headers: { "last-event-id": "0", ...headers },
});

/** As Prometheus asks for the figures. */
export const getMetrics = (): Sent => ({
  path: "/metrics",
  headers: { authorization: `Bearer ${process.env["METRICS_TOKEN"] ?? ""}` },
});

export const callIssue = (org: string, issueId: string, headers: Record<string, string>): Sent => ({
  path: `/api/trpc/feedback.issue?input=${encodeURIComponent(JSON.stringify({ json: { issueId } }))}`,
  headers: { "x-steady-org": org, ...headers },
});
