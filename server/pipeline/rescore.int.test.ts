import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { RelabelItem } from "@/contracts/issues";
import type { RoutingRuleDraft } from "@/contracts/routing";
import type { Severity } from "@/contracts/triage";
import { addProvider } from "@/server/ai/providers.commands";
import { withScope } from "@/server/db/client";
import { newId } from "@/server/platform/ids";
import { dropSingleton } from "@/server/platform/singleton";
import { pendingOf, post, type Post } from "@/server/testing/arrivals";
import { makeWorld, type World } from "@/server/testing/factories";
import { chatReply, fencedItems, startModelServer, type ModelReply } from "@/server/testing/model-server";
import { asAdmin } from "@/server/testing/queries";
import { logItem } from "@/server/feedback/log-item.commands";
import { releaseItem } from "@/server/feedback/quarantine-item.commands";
import { relabelItem } from "@/server/triage/inbox.commands";
import { enqueueRescoring, rescore } from "./rescore.commands";
import { runStages } from "./stages";

type Answer = { severity: Severity; type?: string; component?: string };
type Case = {
  name: string;
  report: Post;
  answer: Answer;
  rules?: RoutingRuleDraft[];
  /** What a person sets once the report is on the board. */
  person?: Pick<z.input<typeof RelabelItem>, "type" | "severity" | "sentiment">;
  isBursting?: boolean;
  severity: Severity;
};

const atLeast = (
  severityAtLeast: Severity,
  conditions: RoutingRuleDraft["conditions"],
): RoutingRuleDraft => ({
  name: "At least",
  conditions,
  effects: { severityAtLeast },
});
const words = (...value: string[]): RoutingRuleDraft["conditions"][number] => ({
  field: "text",
  op: "contains_any",
  value,
});

const CASES: Case[] = [
  {
    name: "a rule's bound, and the model is louder",
    report: { text: "The export of invoices stays empty since this morning." },
    answer: { severity: "critical" },
    rules: [atLeast("major", [words("invoices")])],
    severity: "critical",
  },
  {
    name: "a rule's bound, and the model is softer",
    report: { text: "The export of invoices stays empty since this morning." },
    answer: { severity: "cosmetic" },
    rules: [atLeast("major", [words("invoices")])],
    severity: "major",
  },
  {
    name: "a rule that holds only for what the model says",
    report: { text: "The list of deliveries has a strange order." },
    answer: { severity: "minor", type: "integration" },
    rules: [atLeast("critical", [{ field: "type", op: "is", value: ["integration"] }])],
    severity: "critical",
  },
  {
    name: "a rule for the component that the model names",
    report: { text: "The colours of this page are hard to see." },
    answer: { severity: "cosmetic", component: "checkout" },
    rules: [atLeast("major", [{ field: "component", op: "is", value: ["checkout"] }])],
    severity: "major",
  },
  {
    name: "a floor's bound, and the model is louder",
    report: { text: "I cannot pay, the button stays grey." },
    answer: { severity: "critical" },
    severity: "critical",
  },
  {
    name: "a floor's bound, and the model is softer",
    report: { text: "I cannot pay, the button stays grey." },
    answer: { severity: "cosmetic" },
    severity: "major",
  },
  {
    name: "an error that the reporter met, and the model says that it is a question",
    report: { text: "How do I see my orders of last year?", context: { statusCode: 503 } },
    answer: { severity: "minor", type: "question" },
    severity: "minor",
  },
  {
    name: "a burst of errors that is over when the model is back",
    report: { text: "The page with the cards looks odd.", context: { route: "/v2/payments/1" } },
    answer: { severity: "minor" },
    isBursting: true,
    severity: "major",
  },
  {
    name: "nothing but the model, louder",
    report: { text: "The font of the footer is a little small." },
    answer: { severity: "critical" },
    severity: "critical",
  },
  {
    name: "nothing but the model, softer",
    report: { text: "Saving my profile fails with an error every time I try." },
    answer: { severity: "cosmetic" },
    severity: "cosmetic",
  },
  {
    name: "a person's severity, and the model is louder",
    report: { text: "The export button does nothing in the list." },
    answer: { severity: "critical" },
    person: { severity: "minor" },
    severity: "minor",
  },
  {
    name: "a person's type and sentiment",
    report: { text: "The search takes half a minute for each word." },
    answer: { severity: "major", type: "functional" },
    person: { type: "performance", sentiment: "positive" },
    severity: "major",
  },
];

const LABELS =
  "type, severity, sentiment, sentiment_score, language, component_id is not null as has_component, confidence, provenance, is_degraded";

describe("the same words give the same labels", () => {
  let reply: () => ModelReply | Promise<ModelReply>;
  let answer: Answer = { severity: "minor" };
  let server: Awaited<ReturnType<typeof startModelServer>> | undefined;
  beforeEach(async () => {
    server ??= await startModelServer((request) =>
      isAway ? reply() : classify(fencedItems(request).length),
    );
    process.env["ALLOW_PRIVATE_EGRESS"] = "1";
    for (const name of ["env", "egress", "ai.patience", "facts.traffic"]) dropSingleton(name);
    reply = () => ({ status: 500, body: {} });
  });
  afterAll(() => server?.stop());

  let isAway = false;
  const classify = (n: number) =>
    chatReply(
      JSON.stringify({
        answers: Array.from({ length: n }, () => ({
          type: "functional",
          typeConfidence: 0.9,
          severityConfidence: 0.8,
          sentiment: "negative",
          sentimentScore: -0.5,
          sentimentConfidence: 0.9,
          language: "en",
          languageConfidence: 1,
          component: null,
          componentConfidence: 0.5,
          isSpam: false,
          reason: "The model says so.",
          ...answer,
        })),
      }),
    );

  async function prepare({ rules = [], isBursting }: Case): Promise<World> {
    const world = await makeWorld();
    await addProvider(world.scope, { name: "Local", baseUrl: server!.baseUrl, model: "m-1" });
    await withScope(world.scope, async (tx) => {
      for (const [position, rule] of rules.entries())
        await tx.routingRule.create({
          data: { orgId: world.orgId, id: newId("rule"), launchId: world.launchId, position, ...rule },
        });
      if (isBursting)
        await tx.trafficMinute.create({
          data: {
            orgId: world.orgId,
            launchId: world.launchId,
            minute: new Date(Math.floor(Date.now() / 60_000) * 60_000 - 120_000),
            service: "",
            method: "POST",
            route: "/v2/payments/{id}",
            n: 200,
            n4xx: 0,
            n5xx: 150,
            bytesOut: 0,
            latencySum: 0,
            latencyMax: 0,
            buckets: [],
          },
        });
    });
    return world;
  }
  async function label(world: World, person: Case["person"]): Promise<void> {
    if (!person) return;
    const [item] = await asAdmin<{ id: string }>("select id from item where org_id = $1", [world.orgId]);
    await relabelItem(world.scope, { itemId: item!.id, reason: "Seen.", ...person });
  }
  const labelsOf = (world: World) => asAdmin(`select ${LABELS} from item where org_id = $1`, [world.orgId]);

  test.each(CASES)("whether the model was there or came back: $name", async (row) => {
    answer = row.answer;
    isAway = false;
    const present = await prepare(row);
    await post(present, [row.report]);
    await runStages(present.scope, await pendingOf(present));
    await label(present, row.person);

    isAway = true;
    const later = await prepare(row);
    await post(later, [row.report]);
    await runStages(later.scope, await pendingOf(later));
    await label(later, row.person);
    expect(await labelsOf(later)).toMatchObject([{ is_degraded: true }]);
    await asAdmin("delete from traffic_minute where org_id = $1", [later.orgId]);
    isAway = false;
    for (const name of ["ai.patience", "facts.traffic"]) dropSingleton(name);
    await enqueueRescoring(later.scope);
    await rescore(later.scope, await pendingOf(later, "pipeline.rescore"));

    expect(await labelsOf(later)).toEqual(await labelsOf(present));
    expect(await labelsOf(later)).toMatchObject([{ severity: row.severity, is_degraded: false }]);
    // An issue is raised by a report that turned out more severe, and a machine lowers none.
    const [issue] = await asAdmin<{ severity: Severity }>("select severity from issue where org_id = $1", [
      later.orgId,
    ]);
    if (row.severity === "critical") expect(issue!.severity).toBe("critical");
  });

  test("each label that changed is kept with who decided it", async () => {
    answer = { severity: "cosmetic", type: "usability" };
    isAway = true;
    const world = await prepare({
      name: "",
      report: { text: "" },
      answer,
      severity: "major",
      rules: [atLeast("major", [words("invoices")])],
    });
    const [itemId] = await post(world, [{ text: "The export of invoices stays empty, it is broken." }]);
    await runStages(world.scope, await pendingOf(world));
    await asAdmin("update item set severity = 'cosmetic', sentiment = 'negative' where id = $1", [itemId]);
    isAway = false;
    dropSingleton("ai.patience");
    await enqueueRescoring(world.scope);
    await rescore(world.scope, await pendingOf(world, "pipeline.rescore"));
    expect(
      await asAdmin("select field, value, previous, set_by from label where org_id = $1 order by field", [
        world.orgId,
      ]),
    ).toEqual([
      { field: "severity", value: "major", previous: "cosmetic", set_by: "rule" },
      { field: "type", value: "usability", previous: expect.any(String), set_by: "model" },
    ]);
  });

  test("what a person writes while the model is being asked stays, and the item is still due", async () => {
    answer = { severity: "critical" };
    isAway = true;
    const row: Case = { name: "", report: { text: "" }, answer, severity: "minor" };
    const world = await prepare(row);
    await post(world, [{ text: "The list of invoices has a strange order." }]);
    await runStages(world.scope, await pendingOf(world));
    await enqueueRescoring(world.scope);
    isAway = true;
    reply = async () => {
      await label(world, { severity: "minor" });
      return classify(1);
    };
    dropSingleton("ai.patience");
    await rescore(world.scope, await pendingOf(world, "pipeline.rescore"));
    expect(await labelsOf(world)).toMatchObject([{ severity: "minor", is_degraded: true }]);
    await enqueueRescoring(world.scope);
    isAway = false;
    await rescore(world.scope, await pendingOf(world, "pipeline.rescore"));
    expect(await labelsOf(world)).toMatchObject([
      { severity: "minor", is_degraded: false, provenance: { severity: { by: "person" } } },
    ]);
  });
});

test("what an agent said while logging stays, and so does what was let out of quarantine, with its value", async () => {
  const world = await makeWorld();
  const component = await asAdmin<{ id: string }>("select id from component where org_id = $1", [
    world.orgId,
  ]);
  const logged = await logItem(world.scope, {
    launchId: world.launchId,
    text: "Somebody would like larger letters in the footer.",
    channel: "call",
    reporter: {},
    context: {},
    type: "usability",
    severity: "major",
    sentiment: "negative",
    componentId: component[0]!.id,
    idempotencyKey: "a-call-of-today",
  });
  const [advert] = await post(world, [
    {
      text: "We offer SEO services: backlinks and first page of google guaranteed. Click here https://seo.example",
    },
  ]);
  await runStages(world.scope, await pendingOf(world));
  expect(await asAdmin("select state from item where id = $1", [advert])).toEqual([{ state: "quarantined" }]);
  await releaseItem(world.scope, advert!);
  await runStages(world.scope, await pendingOf(world));
  expect(
    await asAdmin("select type, severity, sentiment, component_id, sentiment_score from item where id = $1", [
      logged.itemId,
    ]),
  ).toEqual([
    {
      type: "usability",
      severity: "major",
      sentiment: "negative",
      component_id: component[0]!.id,
      sentiment_score: expect.any(Number),
    },
  ]);
  expect(
    await asAdmin(
      `
        select
          state,
          issue_id is not null as is_grouped,
          provenance #>> '{quarantine,by}' as by
        from item
        where id = $1
      `,
      [advert],
    ),
  ).toEqual([{ state: "open", is_grouped: true, by: "person" }]);
});
