import { describe, expect, test } from "vitest";
import type { SourceKind } from "@/contracts/intake";
import { addressOf, instructionsFor, type Step } from "./instructions";

const source = (kind: SourceKind, rest: object = {}) => ({
  kind,
  publicUrl: "https://steady.example",
  key: "frm_key",
  launchSlug: "spring",
  hasSecret: false,
  ...rest,
});
const wordsOf = (step: Step) => `${step.title}. ${step.text}`;
/** Everything there is to paste, by its label. */
const pasted = (steps: readonly Step[]) =>
  steps.flatMap((step) => [...step.snippets, ...(step.recipes ?? []).flatMap(({ snippets }) => snippets)]);

test.each<[SourceKind, string | null]>([
  ["form", "https://steady.example/f/frm_key"],
  ["zendesk", "https://steady.example/api/v1/webhooks/zendesk/frm_key"],
  ["gateway_logs", "https://steady.example/api/v1/logs/frm_key"],
  ["api", "https://steady.example/api/v1/items"],
  ["releases", "https://steady.example/api/v1/releases"],
  ["agent", null],
])("what is sent to a source of kind %s goes to %s", (kind, address) =>
  expect(addressOf(source(kind))).toBe(address),
);

describe.each<SourceKind>(["form", "zendesk", "gateway_logs", "api", "releases", "agent"])(
  "how a source of kind %s is connected",
  (kind) => {
    const steps = instructionsFor(source(kind));
    test("is told in steps that each have a title, a sentence and what to paste with its label", () => {
      expect(steps.length).toBeGreaterThan(0);
      for (const { title, text } of steps) {
        expect(title).toMatch(/^[A-Z][^.]+$/);
        expect(text).toMatch(/^[A-Z].+\.$/s);
      }
      for (const { label, text } of pasted(steps)) expect([label.trim(), text.trim()]).not.toContain("");
    });
    test("names nobody else's address", () => {
      for (const { text } of pasted(steps))
        for (const [address] of text.matchAll(/https?:\/\/steady\.[^\s'"<>]+/g))
          expect(address.startsWith(addressOf(source(kind)) ?? "none")).toBe(true);
    });
  },
);

/** The words on the vendor's screens, and those that say what is kept and what not, by the step they belong to. */
const WORDS: readonly (readonly [SourceKind, step: number, words: readonly string[]])[] = [
  [
    "form",
    0,
    [
      "Put the link where people get stuck",
      "help menu",
      "error message",
      "mail signature",
      "Nobody needs an account",
    ],
  ],
  [
    "form",
    1,
    [
      "Send along what your product knows",
      "attached to the report",
      "shown to the person",
      "the id of the failed request",
    ],
  ],
  [
    "zendesk",
    0,
    [
      "Create the webhook in Zendesk",
      "Admin Center › Apps and integrations › Webhooks › Create webhook",
      "“Trigger or automation”",
      "Endpoint URL",
      "Request method POST",
      "Request format JSON",
      "Authentication None: the signature does that",
    ],
  ],
  [
    "zendesk",
    1,
    [
      "Bring the signing secret here",
      "“Reveal secret” beside Signing secret",
      "“Enter signing secret” at the top of this page",
      "only deliveries signed with it",
    ],
  ],
  [
    "zendesk",
    2,
    [
      "Create the trigger",
      "Admin Center › Objects and rules › Business rules › Triggers › Create trigger",
      "Ticket › Is › Created",
      "Notify active webhook",
      "Ticket › Is › Updated brings later comments",
      "staff's public comments answer it, and internal notes stay inside",
      "a quote in their words has to arrive as \\\" and a line end as \\n, which Liquid's replace filter or a JSON library does",
      "repaired where it can mean one thing only",
      "with its bytes where it cannot",
    ],
  ],
  [
    "zendesk",
    3,
    [
      "Or subscribe to events instead",
      "“Zendesk events”",
      "“Ticket created”",
      "“Ticket comment added”",
      "no trigger and no body to write",
      "cannot be changed later",
    ],
  ],
  [
    "gateway_logs",
    0,
    [
      "JSON lines",
      "the path that was asked for and the status that was answered, whatever rewrites and error pages make of them",
    ],
  ],
  ["gateway_logs", 1, ["Send what it writes", "keep what could not be sent yet, and send it again"]],
  ["gateway_logs", 2, ["Or post without a file", "needs neither of the two"]],
  ["api", 0, ["Make an API key", "Settings › API keys, with the scope items:write", "shown once"]],
  [
    "api",
    1,
    [
      "Send items",
      "202 with the reference once the item is stored",
      "The same Idempotency-Key with the same body is one item",
      "Only launch and text are needed. Build the JSON with a library",
      "a body that cannot be read is kept in quarantine, and its answer says so (unreadable)",
    ],
  ],
  ["releases", 0, ["Make an API key", "with the scope releases:write"]],
  [
    "releases",
    1,
    [
      "Announce each change from your pipeline",
      "under the same Idempotency-Key",
      "Flags and configuration changes count too: kind is deployment, flag or config",
    ],
  ],
  ["agent", 0, ["Press L on any screen", "similar open issues appear while you type"]],
];
test.each(WORDS)("%s, step %d has the words that people look for", (kind, step, words) => {
  const given = wordsOf(instructionsFor(source(kind))[step]!);
  for (const word of words) expect(given).toContain(word);
});

describe("what is pasted", () => {
  const snippet = (kind: SourceKind, label: string, rest: object = {}) =>
    pasted(instructionsFor(source(kind, rest))).find((s) => s.label === label)?.text ?? "";

  test("a form's link, as it is and with context that its reader sees", () => {
    expect(snippet("form", "Link")).toBe("https://steady.example/f/frm_key");
    expect(snippet("form", "HTML")).toBe('<a href="https://steady.example/f/frm_key">Report a problem</a>');
    const link = new URL(snippet("form", "Link with context"));
    expect(`${link.origin}${link.pathname}`).toBe("https://steady.example/f/frm_key");
    expect(Object.fromEntries(link.searchParams)).toEqual({
      url: "https://app.example/checkout",
      version: "2.0.1",
      account: "acme",
      request_id: "8f2c",
    });
  });

  test("the address and the body of Zendesk's webhook, which is JSON before it is filled in", () => {
    expect(snippet("zendesk", "Endpoint URL")).toBe("https://steady.example/api/v1/webhooks/zendesk/frm_key");
    expect(JSON.parse(snippet("zendesk", "JSON body"))).toMatchObject({ ticket_id: "{{ticket.id}}" });
  });

  test.each([
    ["api", { launch: "spring", text: "POST /v2/payments answers 502 since this morning." }, '"$(uuidgen)"'],
    ["releases", { launch: "spring", kind: "deployment", outcome: "succeeded" }, "deploy-1.4.3"],
  ] as const)("a command for %s whose body is JSON for this launch", (kind, body, key) => {
    const command = snippet(kind, "curl");
    expect(command).toContain(`curl -X POST ${addressOf(source(kind))!} \\\n`);
    expect(command).toContain("-H 'Authorization: Bearer stk_…' \\\n");
    expect(command).toContain(`-H 'Idempotency-Key: `);
    expect(command).toContain(key);
    expect(command).toContain("-H 'Content-Type: application/json' \\\n");
    expect(JSON.parse(/-d '(.+)'$/s.exec(command)![1]!)).toMatchObject(body);
    expect(snippet(kind, "curl", { launchSlug: null })).toContain('"launch":"your-launch"');
  });
});

test("what was tried with the real program says so, and with which; what was not does not", () => {
  const proofs = (kind: SourceKind) =>
    instructionsFor(source(kind)).flatMap((step) => [
      step.proof,
      ...(step.recipes ?? []).map(({ proof }) => proof),
    ]);
  expect(proofs("api")).toEqual([undefined, { isRun: true, with: "curl 7.88" }]);
  expect(proofs("releases")).toEqual([undefined, { isRun: true, with: "curl 7.88" }]);
  expect(proofs("zendesk")[2]).toEqual({
    isRun: true,
    with: expect.stringMatching(
      /signs and retries as Zendesk documents it; Zendesk itself cannot be run here$/,
    ),
  });
  for (const proof of proofs("gateway_logs"))
    if (proof) expect(proof.isRun ? proof.with.trim() : "nothing").not.toBe("");
});

test("logs come from gateways, by senders, or from programs that post by themselves", () =>
  expect(instructionsFor(source("gateway_logs")).map((step) => step.recipes?.map(({ id }) => id))).toEqual([
    ["nginx", "apache", "haproxy", "rsyslog", "envoy"],
    ["steady-send", "vector", "fluent-bit"],
    ["kong", "curl"],
  ]));
