/** Engineer: from a report that quotes a request to the log line, the version and the deployment behind it. */
import {
  apiKey,
  issueOf,
  MINUTE_MS,
  openLaunch,
  openSource,
  post,
  report,
  reportIssue,
  sendLogs,
} from "../fixtures/launch";
import type { Locator } from "@playwright/test";
import { expectAccessibleInBothThemes } from "../fixtures/axe";
import { expect, expectNoStrayScroll, picture, test } from "../fixtures/test";

test("a request id in a report leads to its log line, the suspect release and the errors around it", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Behind it");
  const logs = await openSource(as, launch, "gateway_logs", "Kong gateway");
  const nowMs = Date.now();
  const at = (minutesAgo: number) => new Date(nowMs - minutesAgo * MINUTE_MS);
  await sendLogs(logs, [
    ...Array.from({ length: 1_200 }, (_, n) => ({
      at: at(240 - n / 5),
      status: n > 1_050 && n % 7 === 0 ? 502 : 201,
      latencyMs: (n > 1_050 ? 1_400 : 180) + (n % 13) * 22,
    })),
    { at: at(18), status: 502, latencyMs: 2_140, requestId: "req-7f3a91c2d4" },
  ]);
  await post(
    "/api/v1/releases",
    {
      launch: launch.slug,
      kind: "deployment",
      version: "2.0.2",
      title: "New payment client",
      startedAt: at(30).toISOString(),
      outcome: "succeeded",
    },
    { authorization: `Bearer ${await apiKey(as)}` },
  );
  const sent = await report(as, launch, {
    text: "Payment by card ends in an error at the checkout, the card was charged.",
    requestId: "req-7f3a91c2d4",
    occurredAt: at(17),
  });
  const issue = await issueOf(as, sent);
  await signIn("engineer");
  await page.goto(launch.room(`issues/${issue.number}`));
  await page.getByRole("tab", { name: "Evidence" }).click();

  const requests = page.getByRole("region", { name: "Requests quoted in reports" });
  const line = requests.getByRole("row").filter({ hasText: "req-7f3a91c2d4" });
  await expect(line).toContainText("/v2/payments");
  await expect(line).toContainText("502");
  await expect(line).toContainText(/2\.14\s*s/);
  await expect(line).toContainText(`Quoted in ${sent.reference}`);
  const suspect = page.getByRole("list", { name: "Suspect releases" }).getByRole("listitem").first();
  await expect(suspect).toContainText("2.0.2");
  await expect(suspect).toContainText(/Started 13\s*min before the first report/);
  const failed = page.getByRole("figure", { name: /answered with 5xx/ });
  await expect(failed).toBeVisible();
  for (const mark of ["First report", "2.0.2"])
    await expect(failed.locator("text").filter({ hasText: mark })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await picture(page, "evidence-page-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await picture(page, "evidence-page-light");
  await page
    .getByRole("tabpanel")
    .last()
    .evaluate((panel) => panel.scrollTo(0, panel.scrollHeight));
  await picture(page, "evidence-page-end");
  await page.setViewportSize({ width: 360, height: 800 });
  // The rank is a tab there, and the parts begin anew.
  await page.getByRole("tab", { name: "Evidence" }).click();
  await expect(line).toBeVisible();
  await expectNoStrayScroll(page);
  const lineHeights = (place: Locator) =>
    place.evaluate(
      (element) => new Set([...element.getClientRects()].map((box) => Math.round(box.top))).size,
    );
  expect(await lineHeights(line.getByText(sent.reference)), "the reference stays on one line").toBe(1);
  const id = line.getByTitle("req-7f3a91c2d4");
  expect((await id.boundingBox())!.height, "the request id stays on one line").toBeLessThan(24);
  await picture(page, "evidence-narrow");
  await page.setViewportSize({ width: 1280, height: 720 });

  await page.goto(launch.room(`board?layout=table&issue=${issue.number}`));
  const panel = page.getByRole("complementary", { name: `Issue ${issue.number}` });
  await panel.getByRole("tab", { name: "Evidence" }).click();
  await expect(panel.getByRole("row").filter({ hasText: "req-7f3a91c2d4" })).toBeVisible();
  await picture(page, "evidence-panel");
  await panel.getByRole("button", { name: `Quoted in ${sent.reference}` }).click();
  const opened = panel.getByRole("article").filter({ hasText: sent.reference });
  await expect(opened).toBeFocused();
  await expect(opened).toBeInViewport();
});

test("where no gateway is connected, the tab says what would be listed there and who may connect one", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "No gateway");
  const issue = await reportIssue(as, launch, { text: "The colours of the calendar are hard to read." });
  await signIn("operations");
  await page.goto(launch.room(`issues/${issue.number}`));
  await page.getByRole("tab", { name: "Evidence" }).click();
  await expect(page.getByText("The requests behind the reports will be listed here")).toBeVisible();
  await picture(page, "evidence-empty");
  await page.getByRole("link", { name: "Connect a gateway" }).click();
  await expect(page).toHaveURL(new RegExp(`${launch.slug}/sources`));
});
