/**
 * A helpdesk that sends as Zendesk documents it: placeholders are filled in as text between whatever stands around them, the body is signed
 * with the time and the webhook's secret, and what was not taken is tried again under the same invocation id. Written from Zendesk's
 * documentation alone; it shares no code with what checks it.
 */
import { createHmac, randomUUID } from "node:crypto";

/** What placeholders stand for, by their names: `ticket.title`. */
export type TicketFacts = Readonly<Record<string, string>>;
export type Invocation = { id: string; attempts: number; status: number | null; body: unknown };

const ATTEMPTS_MAX = 5;
const PLACEHOLDER = /\{\{\s*([\w.]+)\s*\}\}/g;

/** Fills a template in; a name that the helpdesk does not know is sent as it stands. */
export const fillIn = (template: string, facts: TicketFacts): string =>
  template.replace(PLACEHOLDER, (written, name: string) => facts[name] ?? written);

/** Invokes a webhook until it is taken or refused for good. */
export async function invoke(endpoint: string, secret: string, body: string): Promise<Invocation> {
  const id = randomUUID().replaceAll("-", "").toUpperCase();
  for (let attempts = 1; ; attempts += 1) {
    const timestamp = new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
    const signature = createHmac("sha256", secret).update(`${timestamp}${body}`, "utf8").digest("base64");
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Zendesk Webhook",
        "x-zendesk-account-id": "4711",
        "x-zendesk-webhook-id": "01HZZ",
        "x-zendesk-webhook-invocation-id": id,
        "x-zendesk-webhook-signature": signature,
        "x-zendesk-webhook-signature-timestamp": timestamp,
      },
      body,
    }).catch(() => null);
    const isFinal = answer !== null && answer.status !== 409 && answer.status !== 429 && answer.status < 500;
    if (isFinal || attempts === ATTEMPTS_MAX)
      return {
        id,
        attempts,
        status: answer?.status ?? null,
        body: answer ? await answer.json().catch(() => null) : null,
      };
    await new Promise((next) => setTimeout(next, 50));
  }
}
