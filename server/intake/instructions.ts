import type { SourceKind } from "@/contracts/intake";
import { APACHE, ENVOY, HAPROXY, NGINX, RSYSLOG } from "./recipes/gateways";
import type { LogTarget, Recipe, Snippet } from "./recipes/recipe";
import { curl, fluentBit, kong, steadySend, vector } from "./recipes/senders";
import { TRIGGER_BODY } from "./recipes/zendesk";

/** One step; where it can be taken in several ways, a recipe for each program. */
export type Step = {
  readonly title: string;
  readonly text: string;
  readonly snippets: readonly Snippet[];
  readonly recipes?: readonly Recipe[];
  /** How the step was tried; recipes say it for themselves. */
  readonly proof?: Recipe["proof"];
};

type Described = {
  kind: SourceKind;
  publicUrl: string;
  key: string;
  launchSlug: string | null;
  hasSecret: boolean;
};

/** A source's public address; null for the one that people write into by hand. */
export function addressOf({
  kind,
  publicUrl,
  key,
}: Pick<Described, "kind" | "publicUrl" | "key">): string | null {
  const paths: Partial<Record<SourceKind, string>> = {
    form: `/f/${key}`,
    zendesk: `/api/v1/webhooks/zendesk/${key}`,
    gateway_logs: `/api/v1/logs/${key}`,
    api: "/api/v1/items",
    releases: "/api/v1/releases",
  };
  const path = paths[kind];
  return path === undefined ? null : new URL(path, publicUrl).href;
}

/** How to connect a source, step by step, with the words that stand on the vendor's screens. */
export function instructionsFor(source: Described): Step[] {
  const url = addressOf(source) ?? "";
  switch (source.kind) {
    case "form":
      return formSteps(url);
    case "zendesk":
      return zendeskSteps(url);
    case "gateway_logs":
      return logSteps({ url, hasSecret: source.hasSecret });
    case "api":
      return apiSteps(url, source.launchSlug ?? "your-launch");
    case "releases":
      return releaseSteps(url, source.launchSlug ?? "your-launch");
    case "agent":
      return [
        {
          title: "Press L on any screen",
          text: "A call or an interview note is written down where you are; similar open issues appear while you type.",
          snippets: [],
        },
      ];
  }
}

const formSteps = (url: string): Step[] => [
  {
    title: "Put the link where people get stuck",
    text: "In the product's help menu, in an error message, in a mail signature. Nobody needs an account.",
    snippets: [
      { label: "Link", text: url },
      { label: "HTML", text: `<a href="${url}">Report a problem</a>` },
    ],
  },
  {
    title: "Send along what your product knows",
    text:
      "Whatever stands in the link is attached to the report and shown to the person before they send it: the " +
      "page, the version, the account, the id of the failed request.",
    snippets: [
      {
        label: "Link with context",
        text: `${url}?url=https%3A%2F%2Fapp.example%2Fcheckout&version=2.0.1&account=acme&request_id=8f2c`,
      },
    ],
  },
];

const zendeskSteps = (url: string): Step[] => [
  {
    title: "Create the webhook in Zendesk",
    text:
      "Admin Center › Apps and integrations › Webhooks › Create webhook. Choose “Trigger or automation”, then " +
      "Endpoint URL as below, Request method POST, Request format JSON, Authentication None: the signature does " +
      "that.",
    snippets: [{ label: "Endpoint URL", text: url }],
  },
  {
    title: "Bring the signing secret here",
    text:
      "Open the webhook, choose “Reveal secret” beside Signing secret, copy it, press “Enter signing secret” " +
      "at the top of this page and paste it. From then on only deliveries signed with it are taken in.",
    snippets: [],
  },
  {
    title: "Create the trigger",
    text:
      "Admin Center › Objects and rules › Business rules › Triggers › Create trigger. Condition: Ticket › Is › " +
      "Created. Action: Notify active webhook › the webhook from step 1. JSON body as below. A second trigger of " +
      "the same kind with Ticket › Is › Updated brings later comments: a ticket stays one report, staff's public " +
      "comments answer it, and internal notes stay inside. A body of your own must be JSON whatever customers write: " +
      'a quote in their words has to arrive as \\" and a line end as \\n, which Liquid' +
      "'s replace filter or a JSON library " +
      "does. What arrives broken is kept: it is repaired where it can mean one thing only, and listed on this page with its " +
      "bytes where it cannot.",
    snippets: [{ label: "JSON body", text: TRIGGER_BODY }],
    proof: {
      isRun: true,
      with: "a sender that fills in, signs and retries as Zendesk documents it; Zendesk itself cannot be run here",
    },
  },
  {
    title: "Or subscribe to events instead",
    text:
      "In step 1 choose “Zendesk events” and tick “Ticket created” and “Ticket comment added”: then there is no " +
      "trigger and no body to write. A webhook is of one kind or the other and cannot be changed later.",
    snippets: [],
  },
];

/** How lines come here: a gateway writes them into a file and a sender follows it, or a program posts them by itself. */
function logSteps(target: LogTarget): Step[] {
  return [
    {
      title: "Have your gateway write JSON lines",
      text:
        "One line for each request, with the path that was asked for and the status that was answered, whatever rewrites and error pages " +
        "make of them.",
      snippets: [],
      recipes: [NGINX, APACHE, HAPROXY, RSYSLOG, ENVOY],
    },
    {
      title: "Send what it writes",
      text: "A sender follows the file. It must keep what could not be sent yet, and send it again.",
      snippets: [],
      recipes: [steadySend(target), vector(target), fluentBit(target)],
    },
    {
      title: "Or post without a file",
      text: "A program that can post JSON needs neither of the two.",
      snippets: [],
      recipes: [kong(target), curl(target)],
    },
  ];
}

const CURL = { isRun: true, with: "curl 7.88" } as const;

const apiSteps = (url: string, launch: string): Step[] => [
  {
    title: "Make an API key",
    text: "Settings › API keys, with the scope items:write. It is shown once.",
    snippets: [],
  },
  {
    title: "Send items",
    text:
      "The answer is 202 with the reference once the item is stored. The same Idempotency-Key with the same body " +
      "is one item, however often it is sent; without one every post is an item of its own. Only launch and text are needed. Build " +
      "the JSON with a library rather than by pasting, so that quotes and line ends are escaped; a body that cannot be " +
      "read is kept in quarantine, and its answer says so (unreadable).",
    snippets: [
      {
        label: "curl",
        text:
          `curl -X POST ${url} \\\n  -H 'Authorization: Bearer stk_…' \\\n  -H 'Idempotency-Key: ` +
          `'"$(uuidgen)" \\\n  -H 'Content-Type: application/json' \\\n  -d ` +
          `'{"launch":"${launch}","title":"Payment fails","text":"POST /v2/payments answers 502 since this ` +
          `morning.","reporter":{"email":"kim@example.com","account":"acme"},"context":{"route":"/v2/payments",` +
          `"version":"2.0.1","requestId":"8f2c"}}'`,
      },
    ],
    proof: CURL,
  },
];

const releaseSteps = (url: string, launch: string): Step[] => [
  { title: "Make an API key", text: "Settings › API keys, with the scope releases:write.", snippets: [] },
  {
    title: "Announce each change from your pipeline",
    text:
      "Send the start, and the outcome later under the same Idempotency-Key. Flags and configuration changes " +
      "count too: kind is deployment, flag or config.",
    snippets: [
      {
        label: "curl",
        text:
          `curl -X POST ${url} \\\n  -H 'Authorization: Bearer stk_…' \\\n  -H 'Idempotency-Key: ` +
          `deploy-1.4.3' \\\n  -H 'Content-Type: application/json' \\\n  -d ` +
          `'{"launch":"${launch}","kind":"deployment","version":"1.4.3","title":"Payments ` +
          `1.4.3","startedAt":"2026-11-24T09:30:00Z","outcome":"succeeded"}'`,
      },
    ],
    proof: CURL,
  },
];
