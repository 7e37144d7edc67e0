/** Engineer and operations: "it is slow", and the exact requests, route, version and deployment behind it. */
import type { Locator, Page } from "@playwright/test";
import {
  apiKey,
  openLaunch,
  openSource,
  post,
  report,
  issueOf,
  reportIssue,
  sendLogs,
  MINUTE_MS,
} from "../fixtures/launch";
import { expect, expectFitForAll, openScreen, test, toast } from "../fixtures/test";

test("gateway logs and a release marker posted over HTTP show which route fails since which version", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "It is slow");
  const logs = await openSource(as, launch, "gateway_logs", "Kong gateway");
  const nowMs = Date.now();
  await sendLogs(
    logs,
    Array.from({ length: 300 }, (_, index) => ({
      at: new Date(nowMs - 50 * MINUTE_MS + index * 9_000),
      status: index > 150 && index % 4 === 0 ? 502 : 201,
      latencyMs: index > 150 ? 1_900 : 210,
      path: index % 3 === 0 ? "/v2/search" : "/v2/payments",
    })),
  );
  await post(
    "/api/v1/releases",
    {
      launch: launch.slug,
      kind: "deployment",
      version: "2.4.0-rc1",
      title: "New payment client",
      startedAt: new Date(nowMs - 28 * MINUTE_MS).toISOString(),
      endedAt: new Date(nowMs - 27 * MINUTE_MS).toISOString(),
      outcome: "succeeded",
    },
    { authorization: `Bearer ${await apiKey(as)}` },
  );
  await signIn("operations");
  await page.goto(launch.room("war-room"));
  await page.getByRole("link", { name: /p95 latency, last hour/ }).click();
  const panel = page.getByRole("complementary", { name: "Traffic" });
  await expect(panel.getByText(/^300 requests, [\d.]+\s*% failed$/)).toBeVisible();
  await panel.getByRole("radio", { name: "Last 1 h" }).click();
  await expect(page).toHaveURL(/traffic=1h/);
  const route = panel.getByRole("row").filter({ hasText: "/v2/payments" });
  await expect(route).toContainText("POST");
  await expect(route).toContainText("200");
  await expect(panel.getByText("2.4.0-rc1").filter({ visible: true }).first()).toBeVisible();
  await panel.getByRole("button", { name: "Close" }).click();
  await page
    .getByRole("button", { name: /2\.4\.0-rc1|release/i })
    .first()
    .click();
  await expect(page.getByRole("dialog")).toContainText("2.4.0-rc1");
});

test("an issue shows its evidence: the report's words, its request and route, and how the severity came about", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Evidence");
  const sent = await report(as, launch, {
    text: "Saving an address answers with error 500.",
    requestId: "req-7f3a91c2d4",
    account: "Hotel Sonne",
    name: "Jonas Huber",
  });
  const issue = await issueOf(as, sent);
  await signIn("engineer");
  await page.goto(launch.room(`issues/${issue.number}`));
  const card = page.getByRole("article").filter({ hasText: sent.reference });
  await expect(card).toContainText("Jonas Huber");
  await expect(card).toContainText("Saving an address answers with error 500.");
  await expect(card).toContainText("req-7f3a91c2d4");
  const labels = page.getByRole("region", { name: "Labels" });
  await expect(labels.getByRole("combobox", { name: "Severity" })).toBeVisible();
  await page.getByRole("tab", { name: "Trail" }).click();
  await expect(page.getByRole("list", { name: "Trail" }).getByRole("listitem")).not.toHaveCount(0);
});

/** Carries a card as a hand would: press, a first small move that starts it, then to the middle of the column. */
async function carry(page: Page, card: Locator, column: Locator): Promise<void> {
  const from = (await card.boundingBox())!;
  const to = (await column.boundingBox())!;
  await page.mouse.move(from.x + 40, from.y + 40);
  await page.mouse.down();
  await page.mouse.move(from.x + 52, from.y + 44, { steps: 3 });
  await page.mouse.move(to.x + to.width / 2, to.y + 120, { steps: 12 });
  await expect(page.getByText("Drop it here").first()).toBeVisible();
  await page.mouse.up();
}

test("a card carried to Fixed on the kanban is fixed in a version, verified with evidence, and opened again by a newer one", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Carried");
  const issue = await reportIssue(as, launch, { text: "Receipts are printed twice." });
  const engineer = await as("engineer");
  await engineer.triage.act.mutate({ issueId: issue.id, act: { kind: "start" } });
  const stateNow = async () => (await engineer.feedback.issue.query({ issueId: issue.id })).state;
  await signIn("engineer");
  await openScreen(page, launch.room("board?layout=kanban"));
  const column = (name: string) => page.getByRole("region", { name, exact: true });
  const card = page.getByRole("button", { name: new RegExp(`^#${issue.number} `) });
  await expect(column("In progress").getByRole("button")).toHaveCount(1);
  await carry(page, card, column("Fixed"));
  const fix = page.getByRole("dialog", { name: `Mark #${issue.number} as fixed` });
  await fix.getByLabel("Fixed in version").fill("2.0.3");
  await fix.getByRole("button", { name: "Mark as fixed" }).click();
  await expect(toast(page, `Marked #${issue.number} as fixed in 2.0.3`)).toBeVisible();
  await expect(column("Fixed").getByRole("button", { name: new RegExp(`^#${issue.number} `) })).toBeVisible();
  await expect.poll(stateNow).toBe("fixed");
  await toast(page, "Marked").getByRole("button", { name: "Undo" }).click();
  await expect(
    column("In progress").getByRole("button", { name: new RegExp(`^#${issue.number} `) }),
  ).toBeVisible();
  await expect.poll(stateNow).toBe("in_progress");

  await page.goto(launch.room(`issues/${issue.number}`));
  await page.getByRole("button", { name: "Mark as fixed" }).click();
  await fix.getByLabel("Fixed in version").fill("2.0.3");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Fixed in 2.0.3", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Verify the fix" }).click();
  const verify = page.getByRole("dialog", { name: `Verify the fix of #${issue.number}` });
  await expect(verify.getByRole("button", { name: "Verify" })).toBeDisabled();
  await verify.getByLabel("What was seen").fill("Printed ten receipts on 2.0.3, each once.");
  await verify.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText("Printed ten receipts on 2.0.3, each once.")).toBeVisible();
  const reportOn = async (version: string) => {
    await engineer.feedback.logItem.mutate({
      launchId: launch.id,
      idempotencyKey: `printed-twice-${launch.id}-${version}`,
      text: "Receipts are printed twice.",
      issueId: issue.id,
      context: { version },
    });
    const reports = async () => (await engineer.feedback.issue.query({ issueId: issue.id })).itemCount;
    await expect.poll(reports, { timeout: 20_000 }).toBe(version === "2.0.2" ? 2 : 3);
  };
  await reportOn("2.0.2");
  await expect.poll(stateNow).toBe("verified");
  await reportOn("2.0.4");
  await expect(page.getByText("seen again on 2.0.4; it was fixed in 2.0.3.")).toBeVisible();
  await expect.poll(stateNow).toBe("accepted");
});

test("two people who change the same thing see both versions and choose; nothing is overwritten unasked", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Both at once");
  const issue = await reportIssue(as, launch, {
    text: "Slots for Sunday can be booked although we are closed.",
  });
  await signIn("engineer");
  // A screen whose event stream is cut off does not hear of the other's change in time.
  await page.route("**/api/v1/events?*", (route) => route.abort());
  await page.goto(launch.room(`issues/${issue.number}`));
  const severity = page.getByRole("combobox", { name: "Severity" });
  await expect(severity).toBeVisible();
  const lead = await as("lead");
  const severityNow = async () => (await lead.feedback.issue.query({ issueId: issue.id })).severity;
  await lead.triage.act.mutate({
    issueId: issue.id,
    act: { kind: "relabel", severity: "critical", reason: "" },
  });
  const choose = async (name: string) => {
    await severity.click();
    await page.getByRole("option", { name }).click();
  };
  await choose("Cosmetic");
  const dialog = page.getByRole("dialog", { name: `#${issue.number} was changed in the meantime` });
  const row = dialog.getByRole("row").filter({ hasText: "Severity" });
  await expect(row).toContainText("Critical");
  await expect(row).toContainText("Cosmetic");
  await expectFitForAll(page, { hasFrame: true });
  await dialog.getByRole("button", { name: "Keep theirs" }).click();
  await expect(severity).toHaveText("Critical");
  expect(await severityNow()).toBe("critical");

  await lead.triage.act.mutate({
    issueId: issue.id,
    act: { kind: "relabel", severity: "major", reason: "" },
  });
  await choose("Cosmetic");
  await dialog.getByRole("button", { name: "Apply mine" }).click();
  await expect(severity).toHaveText("Cosmetic");
  await expect.poll(severityNow).toBe("cosmetic");
});
