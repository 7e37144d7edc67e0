/** C6: the steps printed for helpdesks, applications and pipelines, followed word for word. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findCurl } from "@/scripts/servers-around.mjs";
import { instructionsFor } from "@/server/intake/instructions";
import { flushFailures } from "@/server/intake/source-failures.commands";
import { createSource } from "@/server/intake/sources.commands";
import { loadPending } from "@/server/jobs/attempts";
import { newId } from "@/server/platform/ids";
import { runStages } from "@/server/pipeline/stages";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { replaced, Workbench } from "@/server/testing/programs";
import { asAdmin } from "@/server/testing/queries";
import { openFlakyProxy, type FlakyProxy } from "@/server/testing/flaky-proxy";
import { startWebServer, type TestServer } from "@/server/testing/web-server";
import { fillIn, invoke, type TicketFacts } from "@/server/testing/zendesk-sender";

let web: TestServer;
let road: FlakyProxy;
let world: World;

beforeAll(async () => {
  web = await startWebServer();
  road = await openFlakyProxy(web.port);
});
afterAll(async () => {
  await road.close();
  await web.close();
});
beforeEach(async () => {
  road.state = "open";
  world = await makeWorld();
});

const stepsFor = (kind: "zendesk" | "api" | "releases", key: string) =>
  instructionsFor({ kind, publicUrl: road.url, key, launchSlug: "two", hasSecret: kind === "zendesk" });
const snippet = (steps: ReturnType<typeof stepsFor>, label: string): string =>
  steps.flatMap(({ snippets }) => snippets).find((snippet) => snippet.label === label)!.text;

type Item = { id: string; state: string; title: string | null; text: string; email: string | null };
async function recorded(): Promise<Item[]> {
  const ids = await asAdmin<{ id: string }>(
    "select id from outbox where org_id = $1 and topic = 'pipeline.run' and state = 'pending' order by id",
    [world.orgId],
  );
  await runStages(
    world.scope,
    await loadPending(
      world.scope,
      ids.map(({ id }) => id),
    ),
  );
  return asAdmin<Item>(
    `select i.id, i.state, i.title, i.text, r.email
     from item i left join reporter r on r.org_id = i.org_id and r.id = i.reporter_id
     where i.org_id = $1 order by i.received_at`,
    [world.orgId],
  );
}

describe("Zendesk's trigger, as printed", () => {
  let endpoint: string;
  let template: string;
  let secret: string;
  let sourceId: string;

  beforeEach(async () => {
    const made = await createSource(world.scope, {
      launchId: world.launchId,
      kind: "zendesk",
      name: "Zendesk",
    });
    secret = made.secret!;
    sourceId = made.id;
    const steps = stepsFor("zendesk", made.key);
    endpoint = snippet(steps, "Endpoint URL");
    template = snippet(steps, "JSON body");
  });

  const ticket = (over: TicketFacts = {}): TicketFacts => ({
    "ticket.id": newId("request"),
    "ticket.title": "The invoice is empty",
    "ticket.description": "The invoice of May has no lines.",
    "ticket.latest_comment": "The invoice of May has no lines.",
    "ticket.latest_comment.is_public": "true",
    "ticket.latest_comment.author.name": "Kim Kunde",
    "ticket.latest_comment.author.email": "kim@kunde.example",
    "current_user.role": "end_user",
    "ticket.url": "shop.zendesk.com/agent/tickets/81",
    "ticket.priority": "high",
    "ticket.tags": "invoice may",
    "ticket.requester.name": "Kim Kunde",
    "ticket.requester.email": "kim@kunde.example",
    "ticket.organization.name": "Kunde",
    ...over,
  });

  test("brings a ticket as a report of its requester", async () => {
    const { status, attempts } = await invoke(endpoint, secret, fillIn(template, ticket()));
    expect([status, attempts]).toEqual([202, 1]);
    expect(await recorded()).toMatchObject([
      { state: "open", title: "The invoice is empty", email: "kim@kunde.example" },
    ]);
  });

  test.each(["busy", "cut", "deaf"] as const)(
    "is one report though the road is %s at first",
    async (state) => {
      road.state = state;
      const met = road.met[state];
      const sent = invoke(endpoint, secret, fillIn(template, ticket()));
      await expect.poll(() => road.met[state]).toBeGreaterThan(met + 1);
      road.state = "open";
      const { status, attempts } = await sent;
      expect(status).toBe(202);
      expect(attempts).toBeGreaterThan(2);
      expect(await recorded()).toHaveLength(1);
    },
  );

  test.each([
    ["quotes", 'It says "no lines" and then "try again".'],
    ["line ends", "First line.\nSecond line.\r\nThird line."],
    ["backslashes", "Saved under C:\\invoices\\may and \\\\server\\x."],
    ["braces", 'It shows {"error": "none"}, literally.'],
  ])("is never lost when the words hold %s, which the placeholders do not escape", async (_, words) => {
    const { status } = await invoke(
      endpoint,
      secret,
      fillIn(template, ticket({ "ticket.latest_comment": words, "ticket.description": words })),
    );
    expect(status).toBe(202);
    const [item] = await recorded();
    expect(["open", "quarantined"]).toContain(item!.state);
  });

  test("of a comment by staff, sent by the second trigger, stays in the ticket's one report", async () => {
    const facts = ticket();
    await invoke(endpoint, secret, fillIn(template, facts));
    const answer = {
      ...facts,
      "ticket.latest_comment": "We are looking into it.",
      "ticket.latest_comment.author.name": "Sam Staff",
      "ticket.latest_comment.author.email": "sam@shop.example",
      "current_user.role": "agent",
    };
    expect((await invoke(endpoint, secret, fillIn(template, answer))).status).toBe(202);
    const note = {
      ...answer,
      "ticket.latest_comment": "Internal: refund?",
      "ticket.latest_comment.is_public": "false",
    };
    expect((await invoke(endpoint, secret, fillIn(template, note))).status).toBe(202);
    const items = await recorded();
    expect(items).toHaveLength(1);
    expect(items[0]!.text).not.toMatch(/looking into|refund/);
  });

  test("with a misspelt placeholder makes no issue titled by it, and the source's page names it", async () => {
    const misspelt = template.replace("{{ticket.title}}", "{{ticket.tittle}}");
    expect((await invoke(endpoint, secret, fillIn(misspelt, ticket()))).status).toBe(202);
    const [item] = await recorded();
    expect(item!.title ?? "").not.toContain("{{");
    await flushFailures();
    const notes = await asAdmin<{ detail: string }>(
      "select detail from source_failure where source_id = $1 and reason = 'unrendered_template'",
      [sourceId],
    );
    expect(notes[0]!.detail).toContain("{{ticket.tittle}}");
  });

  test("signed with another secret is refused, and not tried again", async () => {
    const { status, attempts } = await invoke(
      endpoint,
      "another secret altogether",
      fillIn(template, ticket()),
    );
    expect([status, attempts]).toEqual([401, 1]);
    expect(await recorded()).toEqual([]);
  });
});

describe.runIf(findCurl())("the commands for applications and pipelines, as printed", () => {
  let bench: Workbench;
  beforeEach(() => {
    bench = new Workbench();
  });
  afterEach(() => bench.close());

  async function run(command: string): Promise<Record<string, unknown>> {
    const curl = bench.start("curl", "/bin/sh", ["-c", `${command.trimEnd()} --silent`]);
    await new Promise((done) => curl.process.once("close", done));
    return JSON.parse(curl.output()) as Record<string, unknown>;
  }
  const keyFor = async (scope: "items:write" | "releases:write") =>
    (await createApiKey(world.scope, { name: "app", scopes: [scope], lifetimeDays: null })).secret;

  test("post an item", async () => {
    bench.write("uuidgen", "#!/bin/sh\ncat /proc/sys/kernel/random/uuid\n", 0o755);
    const key = await keyFor("items:write");
    const command = replaced(snippet(stepsFor("api", ""), "curl"), {
      "stk_…": key,
      uuidgen: `${bench.folder}/uuidgen`,
    });
    expect(await run(command)).toMatchObject({ reference: expect.stringMatching(/^R-/) as string });
    expect(await run(command)).toMatchObject({ reference: expect.stringMatching(/^R-/) as string });
    const items = await recorded();
    expect(items).toMatchObject([
      { title: "Payment fails", email: "kim@example.com" },
      { title: "Payment fails" },
    ]);
  });

  test("announce a release, and the same again is no second one", async () => {
    const key = await keyFor("releases:write");
    const command = replaced(snippet(stepsFor("releases", ""), "curl"), { "stk_…": key });
    expect(await run(command)).toMatchObject({ isNew: true });
    expect(await run(command)).toMatchObject({ isNew: false });
    const [release] = await asAdmin("select release_version, outcome from release_marker where org_id = $1", [
      world.orgId,
    ]);
    expect(release).toEqual({ release_version: "1.4.3", outcome: "succeeded" });
  });
});
