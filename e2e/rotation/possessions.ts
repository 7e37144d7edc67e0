import { randomUUID } from "node:crypto";
import { signZendesk } from "@/server/intake/sources/zendesk";
import { createCaller, signInOverHttp, type Caller } from "@/scripts/http-client";
import { statusOf } from "@/e2e/fixtures/http";

const PASSWORD = "a long enough passphrase";
const DAY_MS = 86_400_000;

/** What an organization and its people hold that was made with a secret; all of it was got over HTTP. */
export type Possessions = {
  org: string;
  email: string;
  launch: { id: string; slug: string };
  /** A session's Cookie header, as its browser holds it now. */
  cookie: string;
  /** Used in every round. */
  apiKey: string;
  /** Used in the first round and kept in a drawer. */
  spareKey: string;
  zendesk: { id: string; key: string; secret: string };
  logs: { id: string; key: string; secret: string };
  /** The tokens at the end of links. */
  invitation: string;
  resetLink: string;
  report: string;
  /** Where a list goes on. */
  cursor: string;
};

/** What only the mail or the machine knows: the tokens of links that were sent. */
type Mailed = (org: string, email: string) => Promise<{ invitation: string; resetLink: string }>;

/**
 * Signs an organization up and gets it one of everything.
 * @param url the product's PUBLIC_URL
 * @param name told apart from others by this word
 */
export async function acquire(url: string, name: string, mailed: Mailed): Promise<Possessions> {
  const email = `owner@${name}.example`;
  const { slug: org } = await createCaller(url).account.signUp.mutate({
    name: "Olga Owner",
    email,
    password: PASSWORD,
    organizationName: name,
  });
  const cookie = await signInOverHttp(url, { email, password: PASSWORD });
  const owner = createCaller(url, { cookie, organization: org });
  const liveAt = new Date(Date.now() - 3 * DAY_MS);
  const launch = await owner.launches.create.mutate({
    name: "Shop",
    liveAt,
    endsAt: new Date(liveAt.getTime() + 14 * DAY_MS),
    timeZone: "Europe/Berlin",
    sizing: { complexity: 2, criticality: 2, userBase: 2, riskTolerance: 2, deploymentStyle: 2 },
    components: [],
  });
  await owner.ai.addProvider.mutate({
    name: "Model",
    baseUrl: "https://models.example/v1",
    model: "m",
    apiKey: "sk-provider-secret",
  });
  const makeKey = async (keyName: string) =>
    (await owner.tenancy.createApiKey.mutate({ name: keyName, scopes: ["items:write"] })).secret;
  const [apiKey, spareKey] = [await makeKey("in use"), await makeKey("in a drawer")];
  const zendesk = await owner.intake.createSource.mutate({
    launchId: launch.id,
    kind: "zendesk",
    name: "Desk",
  });
  const logs = await owner.intake.createSource.mutate({
    launchId: launch.id,
    kind: "gateway_logs",
    name: "Gateway",
  });
  const { secret: logSecret } = await owner.intake.rotateSecret.mutate({ id: logs.id });
  for (const who of ["anna", "bert"])
    await owner.tenancy.invite.mutate({ email: `${who}@${name}.example`, role: "viewer" });
  const { nextCursor } = await owner.tenancy.invitations.query({ limit: 1 });
  await createCaller(url).account.requestPasswordReset.mutate({ email });
  return {
    org,
    email,
    launch: { id: launch.id, slug: launch.slug },
    cookie,
    apiKey,
    spareKey,
    zendesk: { ...zendesk, secret: zendesk.secret! },
    logs: { ...logs, secret: logSecret! },
    report: await postItem(url, apiKey, launch.slug),
    cursor: nextCursor!,
    ...(await mailed(org, email)),
  };
}

/** Posts a report. @returns its link's token @throws Error with the status of a refusal */
async function postItem(url: string, key: string, launch: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/items`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ launch, text: `The basket is empty again, says ${randomUUID()}` }),
  });
  const body = await answer.text();
  if (answer.status !== 202) throw new Error(`${answer.status} ${body.slice(0, 200)}`);
  return (JSON.parse(body) as { reportUrl: string }).reportUrl.split("/report/")[1]!;
}

async function expect202(url: string, init: RequestInit): Promise<void> {
  const answer = await fetch(url, { method: "POST", ...init });
  if (answer.status !== 202) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 200)}`);
}

const logLine = () => ({
  ts: new Date().toISOString(),
  method: "GET",
  path: "/",
  route: "/",
  service: "shop",
  status: 200,
  latencyMs: 1,
  requestId: randomUUID(),
});

/** Everything that can be tried with a secret's possessions, by purpose. */
function trials(url: string, held: Possessions, withSpare: boolean): Record<string, () => Promise<unknown>> {
  const as = (): Caller => createCaller(url, { cookie: held.cookie, organization: held.org });
  const anybody = createCaller(url);
  const insist = (isSo: boolean, words: string) => {
    if (!isSo) throw new Error(words);
  };
  return {
    "session: a signed-in call": async () => {
      const answer = await fetch(`${url}/api/trpc/account.me`, {
        headers: { origin: url, cookie: held.cookie },
      });
      insist(answer.status === 200, String(answer.status));
      await answer.text();
      const renewed = answer.headers.getSetCookie().find((line) => line.includes("steady.session="));
      if (renewed) held.cookie = renewed.split(";")[0]!;
    },
    "session: next-auth": async () => {
      const answer = await fetch(`${url}/api/auth/session`, {
        headers: { origin: url, cookie: held.cookie },
      });
      const body = (await answer.json()) as { user?: { email?: string } };
      insist(body.user?.email === held.email, `${answer.status}, nobody is signed in`);
    },
    "key-hash: an API key": () => postItem(url, held.apiKey, held.launch.slug),
    ...(withSpare && {
      "key-hash: an API key that lay in a drawer": () => postItem(url, held.spareKey, held.launch.slug),
    }),
    "column: a signed delivery": () => {
      const body = JSON.stringify({
        ticket_id: randomUUID(),
        title: "Refund",
        description: "Charged twice.",
      });
      const at = new Date().toISOString();
      return expect202(`${url}/api/v1/webhooks/zendesk/${held.zendesk.key}`, {
        body,
        headers: {
          "content-type": "application/json",
          "x-zendesk-webhook-signature": signZendesk(held.zendesk.secret, at, new TextEncoder().encode(body)),
          "x-zendesk-webhook-signature-timestamp": at,
        },
      });
    },
    "column: a log batch": () =>
      expect202(`${url}/api/v1/logs/${held.logs.key}`, {
        body: `${JSON.stringify(logLine())}\n`,
        headers: { "content-type": "application/x-ndjson", authorization: `Bearer ${held.logs.secret}` },
      }),
    "column: a model's key": async () => {
      const failures = (await as().ai.providers.query()).map((p) => p.failure);
      insist(failures.length > 0 && failures.every((f) => f === null), `failed: ${failures.join(" ")}`);
    },
    "link: an invitation": async () =>
      insist(
        (await anybody.account.invitation.query({ token: held.invitation })).state === "open",
        "it is not open",
      ),
    "link: a new password": async () =>
      insist((await anybody.account.resetLink.query({ token: held.resetLink })).isOpen, "it is not open"),
    "link: a report": () => anybody.intake.report.query({ token: held.report }),
    "cursor: a list goes on": async () =>
      insist(
        (await as().tenancy.invitations.query({ cursor: held.cursor, limit: 1 })).invitations.length === 1,
        "it does not",
      ),
  };
}

export type Tried = { tried: number; refused: string[] };

/**
 * Tries all of it.
 * @param withSpare also the key that lies in a drawer, which is used with that
 * @returns what was refused, in words
 */
export async function tryAll(
  url: string,
  held: Possessions,
  { withSpare = false }: { withSpare?: boolean } = {},
): Promise<Tried> {
  const refused: string[] = [];
  const all = Object.entries(trials(url, held, withSpare));
  for (const [what, attempt] of all)
    try {
      await attempt();
    } catch (error) {
      refused.push(
        `${what}: ${statusOf(error) || ""} ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  return { tried: all.length, refused };
}
