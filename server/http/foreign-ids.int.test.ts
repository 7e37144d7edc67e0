import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hono } from "hono";
import { type ApiScope } from "@/contracts/tenancy";
import { flushFailures } from "@/server/intake/source-failures.commands";
import { closeLive } from "@/server/live/subscribe";
import { newPublicKey } from "@/server/platform/ids";
import { createApiKey, revokeApiKey } from "@/server/tenancy/api-keys.commands";
import { makeMember } from "@/server/testing/factories";
import {
  callIssue,
  cookieOf,
  getAttachment,
  getEvents,
  postForm,
  postItem,
  postLogs,
  postRelease,
  postTicket,
  send,
  type Sent,
} from "@/server/testing/deliveries";
import { givenAway, inventedLike } from "@/server/testing/foreign-ids";
import {
  fingerprintOf,
  marksOf,
  populateWorld,
  tablesHolding,
  type PopulatedWorld,
} from "@/server/testing/populated-world";
import { asAdmin } from "@/server/testing/queries";
import { signedIn, type Visitor } from "@/server/testing/visitor";
import { createHttpApp, httpRoutes } from "./app";

let app: Hono;
let theirs: PopulatedWorld;
let mine: PopulatedWorld;
let myReleasesKey: string;
let marks: string[];
let before: Record<string, string | null>;
let people: Record<"owner" | "viewer" | "removed" | "revoked" | "stranger", Visitor>;

const makeKey = (world: PopulatedWorld, scope: ApiScope, lifetimeDays: number | null = null) =>
  createApiKey(world.scope, { name: scope, scopes: [scope], lifetimeDays });

beforeAll(async () => {
  app = createHttpApp();
  theirs = await populateWorld();
  mine = await populateWorld();
  myReleasesKey = (await makeKey(mine, "releases:write")).secret;
  const [viewer, removed, revoked] = [
    await makeMember(theirs, "viewer"),
    await makeMember(theirs, "owner"),
    await makeMember(theirs, "owner"),
  ];
  people = {
    owner: await signedIn(theirs),
    viewer: await signedIn(viewer),
    removed: await signedIn(removed),
    revoked: await signedIn(revoked),
    stranger: await signedIn(mine),
  };
  await asAdmin("update membership set state = 'removed' where id = $1", [removed.membershipId]);
  await asAdmin("update session set revoked_at = now() where account_id = $1", [revoked.accountId]);
  marks = await marksOf(theirs);
  spent = {
    items: await spendKeys("items:write", "releases:write"),
    releases: await spendKeys("releases:write", "items:write"),
  };
  before = await untouched();
});
afterAll(async () => {
  await flushFailures();
  await closeLive();
});

/** Words that lead into an organization. */
const wordsOf = (w: PopulatedWorld) => ({
  slug: w.slug,
  launchId: w.launchId,
  launchSlug: w.launchSlug,
  componentSlug: w.componentSlug,
  formKey: w.formKey,
  formSourceId: w.formSourceId,
  zendeskKey: w.zendesk.key,
  logsKey: w.logs.key,
  releasesKey: w.releasesKey,
  attachmentId: w.attachmentId,
  issueId: w.issueIds[0],
});
type Words = ReturnType<typeof wordsOf>;

/** As long and as plausible, and nobody's. */
const inventedWords = (words: Words): Words =>
  Object.fromEntries(
    Object.entries(words).map(([name, word]) => [
      name,
      name.endsWith("Key")
        ? newPublicKey()
        : word.replace(/[a-z]{3}_[0-9a-z]{26}|canary[0-9a-f]{16}/, inventedLike),
    ]),
  ) as Words;

type Case = {
  /** Sent with my credentials, or none, and their words: answered with this status and in the same words as for nobody's. */
  asNobodys?: Record<string, { sent: (w: Words) => Sent; status: number }>;
  /** Where the answer need not be as for nobody's, because an address or a credential is really theirs or mine: not a word of theirs in it. */
  closed?: Record<string, { sent: () => Sent | Promise<Sent>; status: number }>;
  /** The owner's own way in. */
  open: { sent: () => Sent; status: number };
};

const spendKeys = async (scope: ApiScope, other: ApiScope) => {
  const [revoked, expired, lacking] = [
    await makeKey(theirs, scope),
    await makeKey(theirs, scope, 1),
    await makeKey(theirs, other),
  ];
  await revokeApiKey(theirs.scope, revoked.id);
  await asAdmin("update api_key set expires_at = now() - interval '1 second' where id = $1", [expired.id]);
  // A key that works notes at most once a minute that it was used, which is its owner's own doing.
  await asAdmin("update api_key set last_used_at = now() where id = $1", [lacking.id]);
  return { revoked: revoked.secret, expired: expired.secret, lacking: lacking.secret };
};
let spent: Record<"items" | "releases", Awaited<ReturnType<typeof spendKeys>>>;

/** For every route: who must not get in, and who does. */
const CASES: Readonly<Record<string, Case>> = {
  "/api/v1/items": {
    asNobodys: {
      "my key, their launch's id": { sent: (w) => postItem(mine.apiKey, w.launchId), status: 422 },
      "my key, their launch's slug": { sent: (w) => postItem(mine.apiKey, w.launchSlug), status: 422 },
      "their form's key as mine": { sent: (w) => postItem(w.formKey, theirs.launchId), status: 401 },
    },
    closed: {
      "their revoked key": { sent: () => postItem(spent.items.revoked, theirs.launchId), status: 401 },
      "their expired key": { sent: () => postItem(spent.items.expired, theirs.launchId), status: 401 },
      "their key of another scope": {
        sent: () => postItem(spent.items.lacking, theirs.launchId),
        status: 403,
      },
      "my session": {
        sent: () => ({ ...postItem("x", theirs.launchId), headers: cookieOf(people.stranger) }),
        status: 401,
      },
    },
    open: { sent: () => postItem(theirs.apiKey, theirs.launchSlug), status: 202 },
  },
  "/api/v1/forms/:key": {
    asNobodys: Object.fromEntries(
      (
        ["launchId", "launchSlug", "formSourceId", "zendeskKey", "logsKey", "releasesKey", "slug"] as const
      ).map((name) => [
        `their ${name} for a form's key`,
        { sent: (w: Words) => postForm(w[name]), status: 404 },
      ]),
    ),
    open: { sent: () => postForm(theirs.formKey), status: 202 },
  },
  "/api/v1/webhooks/zendesk/:key": {
    asNobodys: {
      "their form's key, signed by me": {
        sent: (w) => postTicket(w.formKey, mine.zendesk.secret),
        status: 404,
      },
      "their logs' key, signed by me": {
        sent: (w) => postTicket(w.logsKey, mine.zendesk.secret),
        status: 404,
      },
      "a knock with their form's key": {
        sent: (w) => ({ path: `/api/v1/webhooks/zendesk/${w.formKey}` }),
        status: 404,
      },
    },
    closed: {
      "their key, my secret": {
        sent: () => postTicket(theirs.zendesk.key, mine.zendesk.secret),
        status: 401,
      },
      "their key, no signature": {
        sent: () => postTicket(theirs.zendesk.key, null),
        status: 401,
      },
      "my key, their secret": {
        sent: () => postTicket(mine.zendesk.key, theirs.zendesk.secret),
        status: 401,
      },
    },
    open: { sent: () => postTicket(theirs.zendesk.key, theirs.zendesk.secret), status: 202 },
  },
  "/api/v1/logs/:key": {
    asNobodys: {
      "their form's key, my secret": { sent: (w) => postLogs(w.formKey, mine.logs.secret), status: 404 },
      "their Zendesk's key, my secret": {
        sent: (w) => postLogs(w.zendeskKey, mine.logs.secret),
        status: 404,
      },
    },
    closed: {
      "their key, my secret": { sent: () => postLogs(theirs.logs.key, mine.logs.secret), status: 401 },
      "their key, no secret": { sent: () => postLogs(theirs.logs.key, null), status: 401 },
      "their key, their API key": { sent: () => postLogs(theirs.logs.key, theirs.apiKey), status: 401 },
      "my key, their secret": { sent: () => postLogs(mine.logs.key, theirs.logs.secret), status: 401 },
    },
    open: { sent: () => postLogs(theirs.logs.key, theirs.logs.secret), status: 202 },
  },
  "/api/v1/releases": {
    asNobodys: {
      "my key, their launch's id": {
        sent: (w) => postRelease(myReleasesKey, { launch: w.launchId }),
        status: 404,
      },
      "my key, their launch's slug": {
        sent: (w) => postRelease(myReleasesKey, { launch: w.launchSlug }),
        status: 404,
      },
      "my source's key, their launch": {
        sent: (w) => postRelease(mine.releasesKey, { launch: w.launchId }),
        status: 404,
      },
      "my key and launch, their component": {
        sent: (w) => postRelease(myReleasesKey, { launch: mine.launchId, component: w.componentSlug }),
        status: 422,
      },
      "their form's key": { sent: (w) => postRelease(w.formKey, { launch: theirs.launchId }), status: 404 },
    },
    closed: {
      "their revoked key": {
        sent: () => postRelease(spent.releases.revoked, { launch: theirs.launchId }),
        status: 401,
      },
      "their expired key": {
        sent: () => postRelease(spent.releases.expired, { launch: theirs.launchId }),
        status: 401,
      },
      "their key of another scope": {
        sent: () => postRelease(spent.releases.lacking, { launch: theirs.launchId }),
        status: 403,
      },
    },
    open: {
      sent: () =>
        postRelease(theirs.releasesKey, { launch: theirs.launchId, component: theirs.componentSlug }),
      status: 201,
    },
  },
  "/api/v1/events": {
    asNobodys: {
      "my session, their organization": {
        sent: (w) => getEvents(w.slug, cookieOf(people.stranger)),
        status: 404,
      },
      "a removed member": { sent: (w) => getEvents(w.slug, cookieOf(people.removed)), status: 404 },
      "a revoked session": { sent: (w) => getEvents(w.slug, cookieOf(people.revoked)), status: 401 },
      "nobody signed in": { sent: (w) => getEvents(w.slug, {}), status: 401 },
    },
    closed: {
      // The organization is mine and the answer is 200: what was missed since the beginning of time is mine alone.
      "my session, my organization": {
        sent: () => getEvents(mine.slug, cookieOf(people.stranger)),
        status: 200,
      },
    },
    open: { sent: () => getEvents(theirs.slug, cookieOf(people.owner)), status: 200 },
  },
  "/api/v1/attachments/:id": {
    asNobodys: {
      "my session, my organization": {
        sent: (w) => getAttachment(w.attachmentId, mine.slug, cookieOf(people.stranger)),
        status: 404,
      },
      "my session, their organization": {
        sent: (w) => getAttachment(w.attachmentId, w.slug, cookieOf(people.stranger)),
        status: 404,
      },
      "a removed member": {
        sent: (w) => getAttachment(w.attachmentId, w.slug, cookieOf(people.removed)),
        status: 404,
      },
      "a revoked session": {
        sent: (w) => getAttachment(w.attachmentId, w.slug, cookieOf(people.revoked)),
        status: 401,
      },
      "nobody signed in": { sent: (w) => getAttachment(w.attachmentId, w.slug, {}), status: 401 },
      "their API key": {
        sent: (w) => getAttachment(w.attachmentId, w.slug, { authorization: `Bearer ${theirs.apiKey}` }),
        status: 401,
      },
    },
    open: {
      sent: () => getAttachment(theirs.attachmentId, theirs.slug, cookieOf(people.viewer)),
      status: 200,
    },
  },
  // Each procedure is tried in server/api; here, that its door leads to the same answers.
  "/api/trpc/*": {
    asNobodys: {
      "my session, their issue": {
        sent: (w) => callIssue(mine.slug, w.issueId, cookieOf(people.stranger)),
        status: 404,
      },
      "my session, their organization": {
        sent: (w) => callIssue(w.slug, w.issueId, cookieOf(people.stranger)),
        status: 404,
      },
      "a removed member": {
        sent: (w) => callIssue(w.slug, w.issueId, cookieOf(people.removed)),
        status: 404,
      },
      "a revoked session": {
        sent: (w) => callIssue(w.slug, w.issueId, cookieOf(people.revoked)),
        status: 401,
      },
    },
    open: { sent: () => callIssue(theirs.slug, theirs.issueIds[0], cookieOf(people.viewer)), status: 200 },
  },
  "/metrics": {
    closed: { "anybody, after all of this": { sent: () => ({ path: "/metrics" }), status: 200 } },
    open: { sent: () => ({ path: "/metrics" }), status: 200 },
  },
  "/livez": { open: { sent: () => ({ path: "/livez" }), status: 200 } },
  "/readyz": { open: { sent: () => ({ path: "/readyz" }), status: 200 } },
};

const routes = httpRoutes.flatMap(({ path }) => (CASES[path] ? [[path, CASES[path]] as const] : []));

/** How often deliveries to one of their sources were refused is theirs to know, and all that a stranger's attempt leaves. */
const untouched = () => fingerprintOf(theirs.orgId, ["source_failure"]);

/** What was said, but for what is new with every answer and for the words that were asked for. */
function plain(text: string, words: Words): string {
  let rest = text;
  for (const word of Object.values(words).sort((a, b) => b.length - a.length))
    rest = rest.replaceAll(word, "…");
  return rest.replaceAll(/req_[0-9a-z]{26}/g, "req");
}

describe("every route", () => {
  test("has its cases here, and no case is of a route that is gone", () => {
    expect(httpRoutes.map((route) => route.path).sort()).toEqual(Object.keys(CASES).sort());
  });

  test.each(routes.filter(([, { asNobodys }]) => asNobodys))(
    "%s answers for another organization's keys and ids as for nobody's",
    async (_, { asNobodys = {} }) => {
      const [words, invented] = [wordsOf(theirs), inventedWords(wordsOf(theirs))];
      for (const [name, { sent, status }] of Object.entries(asNobodys)) {
        const told = await send(app, sent(words));
        expect([told.status, givenAway(told.text, Object.values(words), marks)], name).toEqual([status, []]);
        const nobodys = await send(app, sent(invented));
        expect([nobodys.status, plain(nobodys.text, invented)], name).toEqual([
          status,
          plain(told.text, words),
        ]);
      }
    },
  );

  test.each(routes.filter(([, { closed }]) => closed))(
    "%s gives nothing of another organization to who lacks the right to it",
    async (_, { closed = {} }) => {
      for (const [name, { sent, status }] of Object.entries(closed)) {
        const told = await send(app, await sent());
        expect([told.status, givenAway(told.text, [], marks)], name).toEqual([status, []]);
      }
    },
  );

  test("leaves no row of the other organization changed, and none of its words among one's own", async () => {
    await flushFailures();
    expect(await untouched()).toEqual(before);
    expect(await tablesHolding(mine.orgId, marks)).toEqual([]);
  });

  test.each(routes)("%s lets the owner in", async (_, { open }) => {
    const told = await send(app, open.sent());
    expect(told.status, told.text).toBe(open.status);
  });
});
