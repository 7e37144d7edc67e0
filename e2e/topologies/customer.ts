/** Somebody who uses an installation from outside alone: signs up, opens a launch, sends by every way in, and looks. */
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, fetch } from "undici";
import { listInput } from "@/contracts/board";
import { createCaller, signInOverHttp, type Caller } from "@/scripts/http-client";
import { distinctReport } from "../../bench/distinct-reports";
import { signZendesk } from "@/server/intake/sources/zendesk";

export const PERSON = {
  name: "Olga Owner",
  email: "olga@topologies.example",
  password: "corner shop lanterns 42",
};
const DAY_MS = 86_400_000;
const TRIES = 120;
const PAUSE_MS = 250;

export type Customer = {
  url: string;
  slug: string;
  cookie: string;
  launch: { id: string; slug: string };
  caller: Caller;
  apiKey: string;
  formKey: string;
  zendesk: { key: string; secret: string };
  logsKey: string;
};

/** Signs up and sets everything up through the product's own ways in. */
export async function openCustomer(url: string): Promise<Customer> {
  const { slug } = await createCaller(url).account.signUp.mutate({
    ...PERSON,
    organizationName: "Topologies",
  });
  const cookie = await signInOverHttp(url, PERSON);
  const caller = createCaller(url, { cookie, organization: slug });
  const launch = await caller.launches.create.mutate({
    name: "Shop",
    liveAt: new Date(Date.now() - 3 * DAY_MS),
    sizing: { complexity: 2, criticality: 2, userBase: 2, riskTolerance: 2, deploymentStyle: 2 },
  });
  const source = (kind: "form" | "zendesk" | "gateway_logs") =>
    caller.intake.createSource.mutate({ launchId: launch.id, kind, name: kind });
  const [form, zendesk, logs] = [await source("form"), await source("zendesk"), await source("gateway_logs")];
  const { secret } = await caller.tenancy.createApiKey.mutate({
    name: "topologies",
    scopes: ["items:write"],
  });
  return {
    url,
    slug,
    cookie,
    launch,
    caller,
    apiKey: secret,
    formKey: form.key,
    zendesk: { key: zendesk.key, secret: zendesk.secret ?? "" },
    logsKey: logs.key,
  };
}

type Outgoing = { path: string; headers: Record<string, string>; body: string };

/** Report `n` as its sender would send it: by API, form or helpdesk, each with what tells a second try from a second report. */
function outgoing(customer: Customer, n: number): Outgoing {
  const key = `topology-${n}`;
  const json = { "content-type": "application/json", accept: "application/json" };
  if (n % 3 === 0)
    return {
      path: "/api/v1/items",
      headers: { ...json, authorization: `Bearer ${customer.apiKey}`, "idempotency-key": key },
      body: JSON.stringify({ launch: customer.launch.slug, text: distinctReport(n) }),
    };
  if (n % 3 === 1)
    return {
      path: `/api/v1/forms/${customer.formKey}`,
      headers: {
        accept: "application/json",
        "content-type": "application/x-www-form-urlencoded",
        // Not believed: one address may send 30 in ten minutes, and there are more of these.
        "x-forwarded-for": "203.0.113.9",
      },
      body: new URLSearchParams({
        text: distinctReport(n),
        email: `ana-${n}@example.test`,
        nonce: key,
      }).toString(),
    };
  const body = JSON.stringify({
    ticket_id: String(n),
    title: distinctReport(n).slice(0, 60),
    description: distinctReport(n),
  });
  const timestamp = new Date().toISOString();
  return {
    path: `/api/v1/webhooks/zendesk/${customer.zendesk.key}`,
    headers: {
      ...json,
      "x-zendesk-webhook-invocation-id": key,
      "x-zendesk-webhook-signature-timestamp": timestamp,
      "x-zendesk-webhook-signature": signZendesk(customer.zendesk.secret, timestamp, Buffer.from(body)),
    },
    body,
  };
}

/** What was answered, and how often; a connection that broke counts as "broken". */
export type Answers = Map<string, number>;
export const count = (answers: Answers, what: string): void =>
  void answers.set(what, (answers.get(what) ?? 0) + 1);

/**
 * Sends so many reports, so many at once, each again until it is accepted.
 * @returns the item of each report that was accepted, and all answers
 */
export async function sendReports(
  customer: Customer,
  {
    from,
    reports,
    together,
    everyMs = 0,
  }: { from: number; reports: number; together: number; everyMs?: number },
): Promise<{ accepted: Map<number, string>; answers: Answers }> {
  const dispatcher = new Agent({ connections: together });
  const accepted = new Map<number, string>();
  const answers: Answers = new Map();
  const sendOne = async (n: number) => {
    for (let tries = 0; tries < TRIES; tries++) {
      try {
        const { path, headers, body } = outgoing(customer, n);
        const answer = await fetch(`${customer.url}${path}`, {
          method: "POST",
          headers,
          body,
          dispatcher,
          signal: AbortSignal.timeout(20_000),
        });
        count(answers, String(answer.status));
        const text = await answer.text();
        if (answer.status === 202 || answer.status === 200)
          return void accepted.set(n, (JSON.parse(text) as { itemId: string }).itemId);
      } catch {
        count(answers, "broken");
      }
      await sleep(PAUSE_MS);
    }
  };
  const waiting = Array.from({ length: reports }, (_, index) => from + index);
  const line = async () => {
    for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) {
      await sendOne(n);
      if (everyMs) await sleep(everyMs);
    }
  };
  await Promise.all(Array.from({ length: together }, line));
  await dispatcher.close();
  return { accepted, answers };
}

/** A batch of access logs that is as large as may be; how large, and how many lines were stored. */
export async function sendLargestLogs(
  customer: Customer,
  bytes: number,
): Promise<{ status: number; accepted: number }> {
  const line = (n: number) =>
    JSON.stringify({
      ts: new Date().toISOString(),
      method: "GET",
      path: `/v2/orders/${n}`,
      status: 200,
      latencyMs: n % 500,
      requestId: `r-${n}`,
      userAgent: "x".repeat(700),
    });
  const lines: string[] = [];
  for (let n = 0, size = 0; ; n++) {
    const next = line(n);
    size += next.length + 1;
    if (size > bytes) break;
    lines.push(next);
  }
  const text = lines.join("\n");
  const answer = await fetch(`${customer.url}/api/v1/logs/${customer.logsKey}`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    // To the last byte: blanks at the end are part of what is sent.
    body: text + "\n".repeat(bytes - Buffer.byteLength(text)),
  });
  const { accepted = 0 } = (await answer.json()) as { accepted?: number };
  return { status: answer.status, accepted };
}

/** An event stream that stays open, as an open board's. */
export class OpenStream {
  private text = "";
  private readonly controller = new AbortController();
  private readonly reading: Promise<void>;
  private constructor(body: AsyncIterable<Uint8Array>) {
    this.reading = (async () => {
      for await (const chunk of body) this.text += Buffer.from(chunk).toString();
    })().catch(() => {});
  }

  /** @throws Error where it is refused */
  static async open(customer: Customer): Promise<OpenStream> {
    const controller = new AbortController();
    const answer = await fetch(`${customer.url}/api/v1/events?org=${customer.slug}`, {
      headers: { cookie: customer.cookie },
      signal: controller.signal,
    });
    if (answer.status !== 200 || !answer.body) throw new Error(`the event stream answered ${answer.status}`);
    const stream = new OpenStream(answer.body);
    stream.controller.signal.addEventListener("abort", () => controller.abort());
    return stream;
  }

  /** Whether it has told of this kind of change by now; "look again" does not count. */
  hasReceived(kind: string): boolean {
    return this.text.includes(`"kind":"${kind}"`);
  }

  async close(): Promise<void> {
    this.controller.abort();
    await this.reading;
  }
}

/** The board as a person sees it: the page, and what its rows say that they hold. */
export async function readBoard(
  customer: Pick<Customer, "url" | "slug" | "cookie" | "launch" | "caller">,
): Promise<{ status: number; issues: number; reports: number }> {
  const page = await fetch(`${customer.url}/${customer.slug}/${customer.launch.slug}/board`, {
    headers: { cookie: customer.cookie },
    redirect: "manual",
  });
  await page.text();
  const rows: { itemCount: number }[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = { ...listInput({ launchId: customer.launch.id, filter: "", sort: "created" }), limit: 200 };
    const part = await customer.caller.triage.issues.query({ ...input, ...(cursor && { cursor }) });
    rows.push(...part.rows);
    cursor = part.nextCursor;
  }
  return {
    status: page.status,
    issues: rows.length,
    reports: rows.reduce((sum, row) => sum + row.itemCount, 0),
  };
}

/** Waits until something holds. @returns whether it did in time */
export async function until(holds: () => Promise<boolean> | boolean, withinMs: number): Promise<boolean> {
  for (const endMs = Date.now() + withinMs; Date.now() < endMs; await sleep(100))
    if (await holds()) return true;
  return false;
}
