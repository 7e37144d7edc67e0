import { beforeAll, expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import { createHttpApp } from "@/server/http/app";
import { newId } from "@/server/platform/ids";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { findReportLink, readReport } from "./reports.queries";

let world: World;
let token: string;
let receipt: { reference: string; itemId: string };

beforeAll(async () => {
  world = await makeWorld();
  const answer = await createHttpApp().fetch(
    new Request(`http://x/api/v1/forms/${world.formKey}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: "The invoice is empty.", email: "ana@example.test" }),
    }),
  );
  const body = (await answer.json()) as { reference: string; itemId: string; reportUrl: string };
  receipt = body;
  token = body.reportUrl.split("/report/")[1]!;
});

const read = async () => {
  const link = await findReportLink(token);
  return readReport(world.scope, link);
};

test("a report is received until it was read, and shows its own words meanwhile", async () => {
  expect(await read()).toMatchObject({
    reference: receipt.reference,
    state: "received",
    text: "The invoice is empty.",
    launch: "Two",
    timeline: [{ state: "received" }],
  });
});

test("a report follows the issue it belongs to, also into the one that was merged over it, without a name of anybody", async () => {
  const [event] = await asAdmin<{ id: string; source_id: string }>(
    "select id, source_id from raw_event where item_id = $1",
    [receipt.itemId],
  );
  const [issueId, leadId] = [newId("issue"), newId("issue")];
  await withScope(world.scope, async (tx) => {
    const base = {
      orgId: world.orgId,
      launchId: world.launchId,
      title: "Invoices",
      type: "technical",
      severity: "major",
      impact: 10,
      computedImpact: 10,
      effort: 10,
      computedEffort: 10,
      firstSeenAt: new Date(),
      lastSeenAt: new Date(),
    };
    await tx.issue.create({
      data: {
        ...base,
        id: leadId,
        number: 1,
        state: "in_progress",
        reporterCount: 12,
        workaround: "Open it in the app.",
      },
    });
    await tx.issue.create({ data: { ...base, id: issueId, number: 2, mergedIntoId: leadId } });
    await tx.item.create({
      data: {
        orgId: world.orgId,
        id: receipt.itemId,
        launchId: world.launchId,
        sourceId: event!.source_id,
        rawEventId: event!.id,
        reference: receipt.reference,
        text: "The invoice is empty.",
        occurredAt: new Date(),
        receivedAt: new Date(),
        type: "technical",
        severity: "major",
        sentiment: "negative",
        issueId,
      },
    });
    await tx.issueEvent.create({
      data: {
        orgId: world.orgId,
        id: newId("issueEvent"),
        issueId: leadId,
        at: new Date(Date.now() + 1_000),
        kind: "started",
        actorKind: "person",
        actorId: world.ownerId,
        actorName: "Olga Owner",
        data: { before: { state: "new" }, after: { state: "in_progress" } },
      },
    });
    await tx.issueEvent.create({
      data: {
        orgId: world.orgId,
        id: newId("issueEvent"),
        issueId: leadId,
        at: new Date(Date.now() + 1_000),
        kind: "split_out",
        actorKind: "person",
        actorId: world.ownerId,
        actorName: "Olga Owner",
        data: { to: { id: issueId, number: 2, title: "Inner words" } },
      },
    });
  });
  const page = await read();
  expect(page).toMatchObject({
    state: "in_progress",
    reporters: 12,
    workaround: "Open it in the app.",
    fixedVersion: null,
  });
  expect(page.timeline.map((s) => s.state)).toEqual(["received", "open", "in_progress"]);
  expect(JSON.stringify(page)).not.toMatch(/Olga|Inner words/);
});

test("a link that was changed by one character leads nowhere", async () => {
  const changed = token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
  await expect(findReportLink(changed)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(findReportLink(token.replace("raw_", "itm_"))).rejects.toMatchObject({ code: "NOT_FOUND" });
});
