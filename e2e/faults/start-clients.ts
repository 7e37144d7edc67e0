import { setTimeout as sleep } from "node:timers/promises";
import { createCaller, signInOverHttp } from "@/scripts/http-client";
import { asAdmin } from "@/server/testing/queries";

const PASSWORD = "corner shop lanterns 42";
const DAY_MS = 86_400_000;
const PER_SECOND = 5;

export type Client = { launch: string; key: string };

/** Signs up, opens a launch and makes an API key, all through the product's own ways in. */
export async function openClient(url: string): Promise<Client> {
  const email = "olga@faults.example";
  const { slug } = await createCaller(url).account.signUp.mutate({
    name: "Olga Owner",
    email,
    password: PASSWORD,
    organizationName: "Faults",
  });
  const owner = createCaller(url, {
    cookie: await signInOverHttp(url, { email, password: PASSWORD }),
    organization: slug,
  });
  const liveAt = new Date(Date.now() - 3 * DAY_MS);
  const launch = await owner.launches.create.mutate({
    name: "Shop",
    liveAt,
    endsAt: new Date(liveAt.getTime() + 14 * DAY_MS),
    timeZone: "Europe/Berlin",
    sizing: { complexity: 2, criticality: 2, userBase: 2, riskTolerance: 2, deploymentStyle: 2 },
    components: [],
  });
  const { secret } = await owner.tenancy.createApiKey.mutate({ name: "faults", scopes: ["items:write"] });
  return { launch: launch.slug, key: secret };
}

/** Posts reports all the time, each with one key until it is told 202, as the documentation asks of a client. */
export class Reporter {
  readonly acked = new Map<string, string>();
  /** Answers that are neither 202 nor a request to come back later, and how often each came. */
  readonly unexpected = new Map<string, number>();
  refused = 0;
  private posted = 0;
  private isOver = false;
  private readonly open = new Set<Promise<void>>();
  private readonly loop: Promise<void>;

  constructor(
    private readonly base: () => string,
    private readonly client: Client,
  ) {
    this.loop = this.run();
  }

  private async run(): Promise<void> {
    while (!this.isOver) {
      const post: Promise<void> = this.post(`start-${this.posted++}`).finally(() => this.open.delete(post));
      this.open.add(post);
      await sleep(1_000 / PER_SECOND);
    }
  }

  private async post(key: string): Promise<void> {
    const body = JSON.stringify({
      launch: this.client.launch,
      text: `Report ${key}: the basket is empty after paying`,
    });
    for (;;) {
      try {
        const response = await fetch(`${this.base()}/api/v1/items`, {
          method: "POST",
          body,
          headers: {
            "content-type": "application/json",
            authorization: `Bearer ${this.client.key}`,
            "idempotency-key": key,
          },
          signal: AbortSignal.timeout(20_000),
        });
        const text = await response.text();
        if (response.status === 202)
          return void this.acked.set(key, (JSON.parse(text) as { reference: string }).reference);
        this.refused += 1;
        const isRetryable = [429, 503].includes(response.status) && response.headers.has("retry-after");
        if (!isRetryable) {
          const what = `${response.status} ${text.replace(/"req_\w+"/, "…").slice(0, 160)}`;
          this.unexpected.set(what, (this.unexpected.get(what) ?? 0) + 1);
        }
      } catch {
        // Refused, reset or silent: the same as being asked to come back.
      }
      await sleep(500);
    }
  }

  /** Posts nothing new and waits for what is open. @returns how many were posted */
  async finish(): Promise<number> {
    this.isOver = true;
    await this.loop;
    await Promise.all(this.open);
    return this.posted;
  }
}

/** Everything that is wrong with what was posted, in words, once its work is done. */
export async function findLosses(reporter: Reporter, posted: number, withinMs = 120_000): Promise<string[]> {
  const pending = "select count(*)::int as n from outbox where state <> 'done'";
  let left = -1;
  for (const untilMs = Date.now() + withinMs; left !== 0 && Date.now() < untilMs; await sleep(500))
    left = await asAdmin<{ n: number }>(pending).then(
      ([row]) => row?.n ?? -1,
      () => -1,
    );
  const items = await asAdmin<{ reference: string; onIssue: boolean }>(
    `select reference,
            issue_id is not null as "onIssue"
       from item`,
  );
  const times = new Map<string, number>();
  for (const { reference } of items) times.set(reference, (times.get(reference) ?? 0) + 1);
  const counts: [string, number][] = [
    ["pieces of work that are not done", Math.abs(left)],
    ["reports without an acknowledgement", posted - reporter.acked.size],
    ["acknowledged reports that are lost", [...reporter.acked.values()].filter((r) => !times.has(r)).length],
    [
      "reports that are there twice",
      [...times.values()].filter((n) => n > 1).length + Math.max(0, items.length - posted),
    ],
    ["reports that are on no issue", items.filter(({ onIssue }) => !onIssue).length],
    ["references given twice", reporter.acked.size - new Set(reporter.acked.values()).size],
  ];
  return counts.filter(([, n]) => n !== 0).map(([what, n]) => `${n} ${what}`);
}
