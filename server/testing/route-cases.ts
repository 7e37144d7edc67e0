import type { Cast } from "./cast";
import {
  callIssue,
  cookieOf,
  getAttachment,
  getEvents,
  getExitReport,
  getMetrics,
  postForm,
  postItem,
  postLogs,
  postRelease,
  postTicket,
  type Sent,
} from "./deliveries";
import type { PopulatedWorld } from "./populated-world";

/** Words that lead into an organization. */
export const wordsOf = (w: PopulatedWorld) => ({
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
export type Words = ReturnType<typeof wordsOf>;

/** API keys of one scope that no longer let in, or never did: revoked, run out, and one of another scope. */
export type SpentKeys = { revoked: string; expired: string; lacking: string };

/** Two organizations full of everything, and who knocks at the first one's doors: me from the second, and people of its own. */
export type Meeting = {
  theirs: PopulatedWorld;
  mine: PopulatedWorld;
  myReleasesKey: string;
  people: Cast;
  /** Keys of theirs. */
  spent: Record<"items" | "releases", SpentKeys>;
};

export type RouteCase = {
  /** Sent with my credentials, or none, and their words: answered with this status and in the same words as for nobody's. */
  asNobodys?: Record<string, { sent: (meeting: Meeting, w: Words) => Sent; status: number }>;
  /**
   * Where the answer need not be as for nobody's, because an address or a credential is really theirs or mine: not a word of theirs in
   * it.
   */
  closed?: Record<string, { sent: (meeting: Meeting) => Sent; status: number }>;
  /** The owner's own way in. */
  open: { sent: (meeting: Meeting) => Sent; status: number };
};

/** For every route of the HTTP API, by its path: who must not get in, and who does. */
export const ROUTE_CASES: Readonly<Record<string, RouteCase>> = {
  "/api/v1/items": {
    asNobodys: {
      "my key, their launch's id": { sent: ({ mine }, w) => postItem(mine.apiKey, w.launchId), status: 422 },
      "my key, their launch's slug": {
        sent: ({ mine }, w) => postItem(mine.apiKey, w.launchSlug),
        status: 422,
      },
      "their form's key as mine": {
        sent: ({ theirs }, w) => postItem(w.formKey, theirs.launchId),
        status: 401,
      },
    },
    closed: {
      "their revoked key": {
        sent: ({ theirs, spent }) => postItem(spent.items.revoked, theirs.launchId),
        status: 401,
      },
      "their expired key": {
        sent: ({ theirs, spent }) => postItem(spent.items.expired, theirs.launchId),
        status: 401,
      },
      "their key of another scope": {
        sent: ({ theirs, spent }) => postItem(spent.items.lacking, theirs.launchId),
        status: 403,
      },
      "my session": {
        sent: ({ theirs, people }) => ({
          ...postItem("x", theirs.launchId),
          headers: cookieOf(people.stranger),
        }),
        status: 401,
      },
    },
    open: { sent: ({ theirs }) => postItem(theirs.apiKey, theirs.launchSlug), status: 202 },
  },
  "/api/v1/forms/:key": {
    asNobodys: Object.fromEntries(
      (
        ["launchId", "launchSlug", "formSourceId", "zendeskKey", "logsKey", "releasesKey", "slug"] as const
      ).map((name) => [
        `their ${name} for a form's key`,
        { sent: (_: Meeting, w: Words) => postForm(w[name]), status: 404 },
      ]),
    ),
    open: { sent: ({ theirs }) => postForm(theirs.formKey), status: 202 },
  },
  "/api/v1/webhooks/zendesk/:key": {
    asNobodys: {
      "their form's key, signed by me": {
        sent: ({ mine }, w) => postTicket(w.formKey, mine.zendesk.secret),
        status: 404,
      },
      "their logs' key, signed by me": {
        sent: ({ mine }, w) => postTicket(w.logsKey, mine.zendesk.secret),
        status: 404,
      },
      "a knock with their form's key": {
        sent: (_, w) => ({ path: `/api/v1/webhooks/zendesk/${w.formKey}` }),
        status: 404,
      },
    },
    closed: {
      "their key, my secret": {
        sent: ({ mine, theirs }) => postTicket(theirs.zendesk.key, mine.zendesk.secret),
        status: 401,
      },
      "their key, no signature": {
        sent: ({ theirs }) => postTicket(theirs.zendesk.key, null),
        status: 401,
      },
      "my key, their secret": {
        sent: ({ mine, theirs }) => postTicket(mine.zendesk.key, theirs.zendesk.secret),
        status: 401,
      },
    },
    open: { sent: ({ theirs }) => postTicket(theirs.zendesk.key, theirs.zendesk.secret), status: 202 },
  },
  "/api/v1/logs/:key": {
    asNobodys: {
      "their form's key, my secret": {
        sent: ({ mine }, w) => postLogs(w.formKey, mine.logs.secret),
        status: 404,
      },
      "their Zendesk's key, my secret": {
        sent: ({ mine }, w) => postLogs(w.zendeskKey, mine.logs.secret),
        status: 404,
      },
    },
    closed: {
      "their key, my secret": {
        sent: ({ mine, theirs }) => postLogs(theirs.logs.key, mine.logs.secret),
        status: 401,
      },
      "their key, no secret": { sent: ({ theirs }) => postLogs(theirs.logs.key, null), status: 401 },
      "their key, their API key": {
        sent: ({ theirs }) => postLogs(theirs.logs.key, theirs.apiKey),
        status: 401,
      },
      "my key, their secret": {
        sent: ({ mine, theirs }) => postLogs(mine.logs.key, theirs.logs.secret),
        status: 401,
      },
    },
    open: { sent: ({ theirs }) => postLogs(theirs.logs.key, theirs.logs.secret), status: 202 },
  },
  "/api/v1/releases": {
    asNobodys: {
      "my key, their launch's id": {
        sent: ({ myReleasesKey }, w) => postRelease(myReleasesKey, { launch: w.launchId }),
        status: 404,
      },
      "my key, their launch's slug": {
        sent: ({ myReleasesKey }, w) => postRelease(myReleasesKey, { launch: w.launchSlug }),
        status: 404,
      },
      "my source's key, their launch": {
        sent: ({ mine }, w) => postRelease(mine.releasesKey, { launch: w.launchId }),
        status: 404,
      },
      "my key and launch, their component": {
        sent: ({ mine, myReleasesKey }, w) =>
          postRelease(myReleasesKey, { launch: mine.launchId, component: w.componentSlug }),
        status: 422,
      },
      "their form's key": {
        sent: ({ theirs }, w) => postRelease(w.formKey, { launch: theirs.launchId }),
        status: 404,
      },
    },
    closed: {
      "their revoked key": {
        sent: ({ theirs, spent }) => postRelease(spent.releases.revoked, { launch: theirs.launchId }),
        status: 401,
      },
      "their expired key": {
        sent: ({ theirs, spent }) => postRelease(spent.releases.expired, { launch: theirs.launchId }),
        status: 401,
      },
      "their key of another scope": {
        sent: ({ theirs, spent }) => postRelease(spent.releases.lacking, { launch: theirs.launchId }),
        status: 403,
      },
    },
    open: {
      sent: ({ theirs }) =>
        postRelease(theirs.releasesKey, { launch: theirs.launchId, component: theirs.componentSlug }),
      status: 201,
    },
  },
  "/api/v1/events": {
    asNobodys: {
      "my session, their organization": {
        sent: ({ people }, w) => getEvents(w.slug, cookieOf(people.stranger)),
        status: 404,
      },
      "a removed member": {
        sent: ({ people }, w) => getEvents(w.slug, cookieOf(people.removed)),
        status: 404,
      },
      "a revoked session": {
        sent: ({ people }, w) => getEvents(w.slug, cookieOf(people.revoked)),
        status: 401,
      },
      "nobody signed in": { sent: (_, w) => getEvents(w.slug, {}), status: 401 },
    },
    closed: {
      // The organization is mine and the answer is 200: what was missed since the beginning of time is mine alone.
      "my session, my organization": {
        sent: ({ mine, people }) => getEvents(mine.slug, cookieOf(people.stranger)),
        status: 200,
      },
    },
    open: { sent: ({ theirs, people }) => getEvents(theirs.slug, cookieOf(people.owner)), status: 200 },
  },
  "/api/v1/exit-reports/:token/criteria.csv": {
    asNobodys: {
      "their launch's id": { sent: (_, w) => getExitReport(w.launchId), status: 404 },
      "their form's key": { sent: (_, w) => getExitReport(w.formKey), status: 404 },
      "an issue's id": { sent: (_, w) => getExitReport(w.issueId), status: 404 },
    },
    closed: {
      "the id of their report": { sent: ({ theirs }) => getExitReport(theirs.exitReportId), status: 404 },
      "their link, cut short": {
        sent: ({ theirs }) => getExitReport(theirs.exitReportToken.slice(0, -1)),
        status: 404,
      },
    },
    open: { sent: ({ theirs }) => getExitReport(theirs.exitReportToken), status: 200 },
  },
  "/api/v1/attachments/:id": {
    asNobodys: {
      "my session, my organization": {
        sent: ({ mine, people }, w) => getAttachment(w.attachmentId, mine.slug, cookieOf(people.stranger)),
        status: 404,
      },
      "my session, their organization": {
        sent: ({ people }, w) => getAttachment(w.attachmentId, w.slug, cookieOf(people.stranger)),
        status: 404,
      },
      "a removed member": {
        sent: ({ people }, w) => getAttachment(w.attachmentId, w.slug, cookieOf(people.removed)),
        status: 404,
      },
      "a revoked session": {
        sent: ({ people }, w) => getAttachment(w.attachmentId, w.slug, cookieOf(people.revoked)),
        status: 401,
      },
      "nobody signed in": { sent: (_, w) => getAttachment(w.attachmentId, w.slug, {}), status: 401 },
      "their API key": {
        sent: ({ theirs }, w) =>
          getAttachment(w.attachmentId, w.slug, { authorization: `Bearer ${theirs.apiKey}` }),
        status: 401,
      },
    },
    open: {
      sent: ({ theirs, people }) => getAttachment(theirs.attachmentId, theirs.slug, cookieOf(people.viewer)),
      status: 200,
    },
  },
  // Each procedure is tried in server/api; here, that its door leads to the same answers.
  "/api/trpc/*": {
    asNobodys: {
      "my session, their issue": {
        sent: ({ mine, people }, w) => callIssue(mine.slug, w.issueId, cookieOf(people.stranger)),
        status: 404,
      },
      "my session, their organization": {
        sent: ({ people }, w) => callIssue(w.slug, w.issueId, cookieOf(people.stranger)),
        status: 404,
      },
      "a removed member": {
        sent: ({ people }, w) => callIssue(w.slug, w.issueId, cookieOf(people.removed)),
        status: 404,
      },
      "a revoked session": {
        sent: ({ people }, w) => callIssue(w.slug, w.issueId, cookieOf(people.revoked)),
        status: 401,
      },
    },
    open: {
      sent: ({ theirs, people }) => callIssue(theirs.slug, theirs.issueIds[0], cookieOf(people.viewer)),
      status: 200,
    },
  },
  "/metrics": {
    closed: {
      "nobody's figures": { sent: () => ({ path: "/metrics" }), status: 404 },
      "a key of another kind": {
        sent: ({ mine }) => ({ path: "/metrics", headers: { authorization: `Bearer ${mine.apiKey}` } }),
        status: 404,
      },
      "whoever runs the product, after all of this": { sent: () => getMetrics(), status: 200 },
    },
    open: { sent: () => getMetrics(), status: 200 },
  },
  "/api/auth/*": {
    closed: {
      "a revoked session": {
        sent: ({ people }) => ({ path: "/api/auth/session", headers: cookieOf(people.revoked) }),
        status: 200,
      },
      "nobody signed in": { sent: () => ({ path: "/api/auth/session" }), status: 200 },
    },
    open: {
      sent: ({ people }) => ({ path: "/api/auth/session", headers: cookieOf(people.owner) }),
      status: 200,
    },
  },
  "/livez": { open: { sent: () => ({ path: "/livez" }), status: 200 } },
  "/readyz": { open: { sent: () => ({ path: "/readyz" }), status: 200 } },
};
