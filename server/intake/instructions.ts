import type { SourceKind } from "@/contracts/intake";

/** Something to paste: what it is, and the text. */
export type Snippet = { label: string; text: string };
export type Step = { title: string; text: string; snippets: Snippet[] };

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
      return logSteps(url, source.hasSecret);
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

const TRIGGER_BODY = `{
  "ticket_id": "{{ticket.id}}",
  "title": "{{ticket.title}}",
  "description": "{{ticket.description}}",
  "latest_comment": "{{ticket.latest_comment}}",
  "is_public": "{{ticket.latest_comment.is_public}}",
  "author_name": "{{ticket.latest_comment.author.name}}",
  "author_email": "{{ticket.latest_comment.author.email}}",
  "author_role": "{{current_user.role}}",
  "url": "{{ticket.url}}",
  "priority": "{{ticket.priority}}",
  "tags": "{{ticket.tags}}",
  "requester_name": "{{ticket.requester.name}}",
  "requester_email": "{{ticket.requester.email}}",
  "organization": "{{ticket.organization.name}}"
}`;

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
  },
  {
    title: "Or subscribe to events instead",
    text:
      "In step 1 choose “Zendesk events” and tick “Ticket created” and “Ticket comment added”: then there is no " +
      "trigger and no body to write. A webhook is of one kind or the other and cannot be changed later.",
    snippets: [],
  },
];

function logSteps(url: string, hasSecret: boolean): Step[] {
  const header = hasSecret
    ? "\n        headers:\n          Authorization: Bearer <the secret of this source>"
    : "";
  const curlHeader = hasSecret ? " \\\n  -H 'Authorization: Bearer <the secret of this source>'" : "";
  return [
    {
      title: "Kong",
      text: "The http-log plugin sends what it logs by itself. Larger queues mean fewer, larger batches.",
      snippets: [
        {
          label: "kong.yml",
          text:
            `plugins:\n  - name: http-log\n    config:\n      http_endpoint: ${url}\n      method: POST\n    ` +
            `  content_type: application/json${header}\n      queue:\n        max_batch_size: 500\n        ` +
            "max_coalescing_delay: 2",
        },
      ],
    },
    {
      title: "nginx",
      text: "nginx writes JSON lines to a file; any log shipper that can post NDJSON brings them here.",
      snippets: [
        {
          label: "nginx.conf",
          text:
            "log_format steady escape=json " +
            `'{"ts":"$msec","method":"$request_method","path":"$uri","status":"$status",'\n  ` +
            `'"latency_ms":"$request_time_ms","bytes_in":"$request_length","bytes_out":"$bytes_sent",'\n  ` +
            `'"client_ip":"$remote_addr","user_agent":"$http_user_agent","request_id":"$request_id"}';\n# ` +
            `$request_time is in seconds; the field wants milliseconds.\nmap $request_time $request_time_ms ` +
            `{ "~^0*(?<s>\\d*)\\.(?<ms>\\d{3})$" "$s$ms"; }\naccess_log /var/log/nginx/steady.ndjson steady;`,
        },
        {
          label: "Vector",
          text:
            `[sources.nginx]\ntype = "file"\ninclude = ` +
            `["/var/log/nginx/steady.ndjson"]\n\n[sinks.steady]\ntype = "http"\ninputs = ["nginx"]\nuri = ` +
            `"${url}"\ncompression = "gzip"\nencoding.codec = "text"\nframing.method = ` +
            `"newline_delimited"\nrequest.headers.content-type = ` +
            `"application/x-ndjson"${hasSecret ? '\nauth.strategy = "bearer"\nauth.token = "<the secret of this source>"' : ""}`,
        },
      ],
    },
    {
      title: "Anything else",
      text:
        "One JSON object per line; only ts, method, path and status are needed. A repeated Idempotency-Key, or " +
        "without one the same bytes, is stored once. At most 50,000 lines at a time, gzip welcome.",
      snippets: [
        {
          label: "curl",
          text:
            `curl -X POST ${url} \\\n  -H 'Content-Type: application/x-ndjson'${curlHeader} \\\n  ` +
            "--data-binary " +
            `'{"ts":"2026-11-24T09:30:00Z","method":"POST","path":"/v2/payments/81","route":"/v2/payments/{id}",` +
            `"service":"payments","status":502,"latencyMs":1840,"consumer":"acme","version":"2.0.1","requestId":"8f2c"}'`,
        },
      ],
    },
  ];
}

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
  },
];
