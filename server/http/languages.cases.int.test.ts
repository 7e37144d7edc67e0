import { beforeAll, describe, expect, test } from "vitest";
import { readIssue } from "@/server/feedback/issues.queries";
import { loadPending } from "@/server/jobs/attempts";
import { runStages } from "@/server/pipeline/stages";
import { workerScope } from "@/server/tenancy/scope.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { createHttpApp } from "./app";
import type { HttpApp } from "./route";

let app: HttpApp;
let world: World;
beforeAll(async () => {
  app = createHttpApp();
  world = await makeWorld();
});

type Item = {
  severity: string;
  confidence: number;
  language: string;
  issue_id: string;
  provenance: { severity: { by: string; confidence: number; reason: string } };
};

/** Posts words to the hosted form, lets the worker read them, and gives the report. */
async function report(text: string): Promise<Item> {
  const answer = await app.request(`/api/v1/forms/${world.formKey}`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({ nonce: crypto.randomUUID(), text }),
  });
  expect(answer.status).toBe(202);
  const { reference } = (await answer.json()) as { reference: string };
  const pending = await asAdmin<{ id: string }>(
    "select id from outbox where org_id = $1 and topic = 'pipeline.run' and state = 'pending' order by id",
    [world.orgId],
  );
  const ids = pending.map(({ id }) => id);
  await runStages(workerScope(world.orgId), await loadPending(world.scope, ids));
  const [item] = await asAdmin<Item>(
    "select severity, confidence, language, issue_id, provenance from item where reference = $1",
    [reference],
  );
  return item!;
}

describe("D11: an outage told in a language of the form is read", () => {
  test.each([
    ["Polish", "pl", "Od godziny cały serwis nie działa, żaden klient nie może nic zamówić."],
    ["Swedish", "sv", "Sedan en timme ligger hela plattformen nere och vi kan inte arbeta."],
    ["Turkish", "tr", "Bir saattir sistem çöktü, hiçbir müşterimiz sipariş veremiyor."],
    ["Italian", "it", "Da un'ora il sistema è irraggiungibile e nessuno di noi riesce a lavorare."],
    ["Portuguese", "pt", "Há uma hora que o sistema está fora do ar e ninguém consegue entrar."],
    ["Dutch", "nl", "Het systeem is al een uur onbereikbaar, niemand kan inloggen."],
  ])("D11: %s", async (_name, language, text) => {
    expect(await report(text)).toMatchObject({ severity: "critical", language });
  });
});

describe("D11: an outage told in a language that nobody here reads is put before a person", () => {
  test.each([
    ["Tamil", "காலை முதல் தளம் முழுவதும் செயலிழந்துள்ளது, யாராலும் ஆர்டர் செய்ய முடியவில்லை."],
    ["Persian", "سایت از یک ساعت پیش کاملا قطع است و هیچ مشتری نمی‌تواند سفارش بدهد."],
    ["Swahili", "Tangu saa moja iliyopita huduma yote imekatika na wateja wetu hawawezi kuagiza."],
    ["Thai", "ระบบล่มมาหนึ่งชั่วโมงแล้ว ลูกค้าสั่งซื้อไม่ได้เลย"],
  ])("D11: %s", async (name, text) => {
    const item = await report(text);
    expect(item).toMatchObject({ severity: "major", confidence: 0 });
    expect(item.provenance.severity.reason).toContain(`does not read ${name}`);
    expect(await readIssue(world.scope, item.issue_id)).toMatchObject({
      severity: "major",
      needsReview: "unread",
    });
  });

  test("D11: words that state it in English beside them are read all the same", async () => {
    const item = await report("ขึ้นว่า: I was charged twice for one order");
    expect(item.severity).toBe("critical");
  });
});
