/** Engineer: an issue's reports in a sentence, where one is in it in the address, and from a route or a request id to the requests. */
import type { Page } from "@playwright/test";
import { expectAccessibleInBothThemes } from "../fixtures/axe";
import {
  apiKey,
  issueOf,
  MINUTE_MS,
  openLaunch,
  openSource,
  post,
  reportIssue,
  sendLogs,
  type Issue,
  type Launch,
  type Sent,
} from "../fixtures/launch";
import type { As } from "../fixtures/people";
import { expect, expectFitForAll, expectNoStrayScroll, openScreen, picture, test } from "../fixtures/test";
import { until } from "../fixtures/waiting";

const ARABIC = "صفحة الدفع بطيئة جدا منذ هذا الصباح ولا أستطيع إكمال الطلب على الإطلاق";
const FAMILY = "👨‍👩‍👧‍👦";
const SAFARI =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

const selectedTab = (page: Page) => page.getByRole("tab", { selected: true });
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

async function send(
  as: As,
  launch: Launch,
  sent: { text: string; account: string; context: Record<string, string>; at: Date },
): Promise<Sent> {
  return (await post(
    "/api/v1/items",
    {
      launch: launch.slug,
      text: sent.text,
      reporter: { name: `${sent.account}'s cook`, account: sent.account },
      context: sent.context,
      occurredAt: sent.at.toISOString(),
    },
    { authorization: `Bearer ${await apiKey(as)}` },
  )) as Sent;
}

/** An issue about a slow search, from three accounts on two versions; one quotes its request. */
async function slowSearch(as: As, launch: Launch): Promise<{ issue: Issue; quoting: Sent }> {
  const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * MINUTE_MS);
  const text = "The product search is painfully slow, every search for a product takes thirty seconds";
  const route = "/v2/search";
  const first = await send(as, launch, {
    text: `${text}.`,
    account: "Hotel Sonne",
    context: { version: "2.0.3", route, userAgent: SAFARI },
    at: at(50),
  });
  const issue = await issueOf(as, first);
  const quoting = await send(as, launch, {
    text: `${text} since the update.`,
    account: "Café Ida",
    context: { version: "v2.0.3", route, userAgent: SAFARI, requestId: "req-5ea4c4-slow" },
    at: at(40),
  });
  await send(as, launch, {
    text: `${text} today.`,
    account: "مطعم الياسمين",
    context: { version: "2.0.2", route, userAgent: CHROME },
    at: at(30),
  });
  const lead = await as("lead");
  await until(
    async () => ((await lead.feedback.issue.query({ issueId: issue.id })).itemCount === 3 ? true : null),
    { message: "the three reports did not become one issue", within: 20_000 },
  );
  return { issue, quoting };
}

test("an issue is one quotation and counted facts, each of which opens its reports", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "In a sentence");
  const { issue } = await slowSearch(as, launch);
  await signIn("engineer");
  await openScreen(page, launch.room(`issues/${issue.number}`));
  const summary = page.getByRole("region", { name: "Summary of the reports" });
  await expect(summary).toContainText("The product search is painfully slow");
  await expect(summary.getByRole("list")).toContainText("2 of 3 on 2.0.3");
  await expect(summary.getByRole("list")).toContainText("2 on Safari on macOS");
  await expect(summary.getByRole("list")).toContainText("3 accounts");
  const cards = page.getByRole("article");
  await expect(cards).toHaveCount(3);
  await expectAccessibleInBothThemes(page);
  await picture(page, "issue-summary-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await picture(page, "issue-summary-light");

  await summary.getByRole("button", { name: "2 of 3 on 2.0.3" }).click();
  await expect(page.getByText("Reports with version 2.0.3")).toBeVisible();
  await expect(cards).toHaveCount(2);
  expect(parameter(page, "only")).toBe("version:2.0.3");
  await page.reload();
  await expect(cards).toHaveCount(2);
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(cards).toHaveCount(3);
  await expect.poll(() => parameter(page, "only")).toBeNull();
  await summary.getByRole("button", { name: "3 accounts" }).click();
  await page.getByRole("menuitem", { name: "مطعم الياسمين" }).click();
  await expect(cards).toHaveCount(1);
  await page.goBack();
  await expect(cards).toHaveCount(3);

  const why = cards.first().locator("summary");
  await expect(cards.first().getByText("Classified as")).toBeHidden();
  await why.click();
  await expect(cards.first().getByText("Classified as")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await picture(page, "issue-report-why");
  await page.setViewportSize({ width: 360, height: 800 });
  await page.getByRole("button", { name: "Details" }).click();
  await expect(summary).toBeVisible();
  await expectNoStrayScroll(page);
  await picture(page, "issue-narrow");
  await page.getByRole("tab", { name: /Reports/ }).click();
  await picture(page, "issue-narrow-reports");
});

test("tabs are in the address, go back and forward, and another issue in the panel begins anew", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "In the address");
  const one = await reportIssue(as, launch, { text: "Exporting the orders ends in an error every time." });
  const other = await reportIssue(as, launch, { text: "The colours of the calendar are hard to read." });
  await signIn("engineer");
  await openScreen(page, launch.room(`issues/${one.number}`));
  await expect(selectedTab(page)).toContainText("Reports");
  await page.getByRole("tab", { name: "Evidence" }).click();
  await expect(page).toHaveURL(/\?tab=evidence$/);
  await page.getByRole("tab", { name: "Trail" }).click();
  await expect(page).toHaveURL(/\?tab=trail$/);
  await page.goBack();
  await expect(selectedTab(page)).toHaveText("Evidence");
  await page.goBack();
  await expect(selectedTab(page)).toContainText("Reports");
  expect(new URL(page.url()).search).toBe("");
  await page.goForward();
  await expect(selectedTab(page)).toHaveText("Evidence");
  await page.getByRole("tab", { name: /Reports/ }).click();
  await expect.poll(() => new URL(page.url()).search).toBe("");
  await openScreen(page, launch.room(`issues/${one.number}?tab=trail`));
  await expect(selectedTab(page)).toHaveText("Trail");
  await openScreen(page, launch.room(`issues/${one.number}?tab=nonsense`));
  await expect(selectedTab(page)).toContainText("Reports");

  await openScreen(page, launch.room(`board?issue=${one.number}&tab=trail`));
  const panel = page.getByRole("complementary", { name: /^Issue/ });
  await expect(selectedTab(page)).toHaveText("Trail");
  await panel.getByRole("tab", { name: "Replies" }).click();
  await expect.poll(() => parameter(page, "tab")).toBe("replies");
  await page.goBack();
  await expect(selectedTab(page)).toHaveText("Trail");
  await panel
    .getByRole("button", { name: /^(?:Next|Previous)$/ })
    .first()
    .click();
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect.poll(() => parameter(page, "issue")).not.toBeNull();
  await panel.getByRole("button", { name: "Close" }).click();
  await expect.poll(() => parameter(page, "tab")).toBeNull();
  await page.getByRole("link", { name: other.title }).click();
  await expect(panel.getByRole("heading", { name: other.title })).toBeVisible();
  await expect(selectedTab(page)).toHaveText("Why this rank");
  expect(parameter(page, "tab")).toBeNull();
});

test("a slow issue shows its own route's slow requests; a request id and a row of routes lead to requests", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Slow search", { liveAt: new Date(Date.now() - 5 * 60 * MINUTE_MS) });
  const logs = await openSource(as, launch, "gateway_logs", "Kong gateway");
  const nowMs = Date.now();
  const at = (minutesAgo: number) => new Date(nowMs - minutesAgo * MINUTE_MS);
  await sendLogs(logs, [
    ...Array.from({ length: 289 }, (_, n) => ({
      at: at(290 - n),
      status: 200,
      latencyMs: n > 230 ? 28_000 + n : 180 + (n % 9) * 10,
      path: "/v2/search",
    })),
    ...Array.from({ length: 60 }, (_, n) => ({ at: at(60 - n), status: 502, latencyMs: 90 })),
    { at: at(41), status: 200, latencyMs: 31_200, requestId: "req-5ea4c4-slow", path: "/v2/search" },
    { at: at(200), status: 500, latencyMs: 70, requestId: "req-nobody-quotes" },
  ]);
  const { issue, quoting } = await slowSearch(as, launch);
  await signIn("engineer");
  await openScreen(page, launch.room(`issues/${issue.number}?tab=evidence`));
  const slowest = page.getByRole("region", { name: "Slowest requests around the reports" });
  await expect(slowest).toContainText("/v2/search");
  await expect(slowest).not.toContainText("/v2/payments");
  await expect(page.getByRole("region", { name: /^Failed requests/ })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Traffic of /v2/search" })).toBeVisible();
  const suspect = page.getByRole("list", { name: "Suspect releases" }).getByRole("listitem").first();
  await expect(suspect).toContainText("Go-live");
  await expect(suspect).toContainText(/Went live .* before the first report/);
  await picture(page, "evidence-slow");

  const search = page.getByRole("region", { name: "Find a request" });
  await search.getByRole("searchbox", { name: "Request id" }).fill("req-nobody-quotes");
  await search.getByRole("button", { name: "Find" }).click();
  await expect(search.getByRole("row").filter({ hasText: "req-nobody-quotes" })).toContainText("500");
  await expect(search).toContainText("No report of around that time quotes it.");
  await search.getByRole("searchbox", { name: "Request id" }).fill("req-5ea4c4-slow");
  await page.keyboard.press("Enter");
  await expect(search.getByRole("row").filter({ hasText: "req-5ea4c4-slow" })).toContainText(/31[.,\s]/);
  expect(parameter(page, "request")).toBe("req-5ea4c4-slow");
  await expectAccessibleInBothThemes(page);
  await picture(page, "evidence-request-found");
  await search
    .getByRole("button", { name: `Quoted in ${quoting.reference}` })
    .last()
    .click();
  await expect(page.getByRole("article").filter({ hasText: quoting.reference })).toBeFocused();

  await openScreen(page, launch.room("war-room?traffic=24h"));
  const traffic = page.getByRole("complementary", { name: "Traffic" });
  await traffic.getByRole("button", { name: "Requests of POST /v2/search" }).click();
  const requests = traffic.getByRole("region", { name: "Requests of POST /v2/search" }).first();
  await expect(requests).toContainText("No request of this route failed");
  await requests.getByRole("radio", { name: "Slowest" }).click();
  await expect(requests.getByRole("row").filter({ hasText: "req-5ea4c4-slow" })).toBeVisible();
  expect(parameter(page, "route")).toBe("POST /v2/search");
  await expectAccessibleInBothThemes(page);
  await picture(page, "route-requests");
  await page.goBack();
  const row = traffic.getByRole("row").filter({ hasText: "/v2/payments" });
  // The whole row is pressed, at its last figure too.
  const { x } = (await row.boundingBox())!;
  const last = (await row.getByRole("cell").last().boundingBox())!;
  await row.click({ position: { x: last.x - x + last.width / 2, y: last.height / 2 } });
  await expect(traffic.getByRole("heading", { name: "POST /v2/payments" })).toBeVisible();
  await expect(traffic.getByRole("row").filter({ hasText: "502" }).first()).toBeVisible();
  await traffic.getByRole("button", { name: "All routes" }).click();
  await expect(row).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoStrayScroll(page);
  await picture(page, "routes-narrow");
});

test("Arabic begins at its beginning, an emoji stays whole, and what can't be loaded says so within two seconds", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Any language");
  const arabic = await reportIssue(as, launch, { text: ARABIC, name: "ليلى" });
  const emoji = await reportIssue(as, launch, {
    text: `The family offer ${FAMILY} vanished from the basket.`,
  });
  await signIn("engineer");
  await openScreen(page, launch.room(`issues/${arabic.number}`));
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText(arabic.title);
  for (const words of [
    title,
    page.getByRole("article").getByRole("blockquote").locator("[dir=auto]").first(),
  ]) {
    expect(await words.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
    // Nothing of its first line is beyond its own box.
    expect(await words.evaluate((element) => element.scrollWidth <= element.clientWidth + 1)).toBe(true);
  }
  await picture(page, "issue-arabic");
  await openScreen(page, launch.room(`issues/${emoji.number}`));
  await expect(page.getByRole("region", { name: "Summary of the reports" })).toContainText(FAMILY);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(FAMILY);

  await page.route(/\/api\/trpc\//, (route) => route.abort("connectionrefused"));
  const failed = page.getByText("Couldn’t load the trail");
  await page.getByRole("tab", { name: "Trail" }).click();
  await expect(failed).toBeVisible({ timeout: 2_000 });
  await expect(page.getByRole("alert").filter({ has: failed })).toContainText(
    "The server could not be reached",
  );
  await picture(page, "issue-not-loaded");
  // Until then it is tried again by itself.
  const again = page.getByRole("button", { name: "Try again" });
  await expect(again).toBeEnabled();
  await page.unroute(/\/api\/trpc\//);
  await again.click();
  await expect(page.getByRole("list", { name: "Trail" })).toBeVisible();
});

test("on a telephone an issue begins with what is decided by; the rest is behind Details @phone-only @phone", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "A short head");
  const issue = await reportIssue(as, launch, {
    text: "The delivery calendar of the wholesale customers in the northern region shows the wrong week after every change of the clocks.",
  });
  await signIn("lead");
  await openScreen(page, launch.room(`issues/${issue.number}`));
  const head = page
    .getByRole("main")
    .locator("header")
    .filter({ has: page.getByRole("heading", { level: 1 }) });
  await expect(head.getByRole("button", { name: "Details" })).toHaveAttribute("aria-expanded", "false");
  expect((await head.boundingBox())!.height).toBeLessThanOrEqual(300);
  await expect(head).toContainText("1 report");
  const summary = page.getByRole("region", { name: "Summary of the reports" });
  await expect(summary).toBeHidden();
  await picture(page, "issue-head-phone");
  await expectFitForAll(page, { hasFrame: true });

  await head.getByRole("button", { name: "Details" }).click();
  await expect(summary).toBeVisible();
  await expect(head.getByRole("group", { name: "Labels" })).toBeVisible();
  await expect(head.getByRole("button", { name: "Add a workaround" })).toBeVisible();
  await picture(page, "issue-head-phone-details");
  await expectFitForAll(page, { hasFrame: true });
  await head.getByRole("button", { name: "Fewer details" }).click();
  await expect(summary).toBeHidden();
});
