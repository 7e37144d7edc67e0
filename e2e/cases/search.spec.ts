/** D2, D3: callers, parts of words and requests, found from the palette, which says what they were found by. */
import type { Page } from "@playwright/test";
import { openLaunch, openSource, reportIssue, sendLogs } from "../fixtures/launch";
import { expect, openScreen, picture, test } from "../fixtures/test";

const seek = (page: Page, typed: string) => page.getByRole("dialog").getByRole("combobox").fill(typed);

test("D2: the palette finds callers and D3: parts of words, and says what it found them by @phone", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, `Search ${Date.now()}`);
  const caller = await reportIssue(as, launch, {
    text: "The delivery map shows the wrong van, order A-20471100.",
    name: "José Álvarez Núñez",
    email: "jose@kunde-nord.example",
  });
  const signs = await reportIssue(as, launch, {
    text: "お支払い画面でクレジットカードエラーが表示されます。",
    name: "山田 太郎",
  });
  const source = await openSource(as, launch, "gateway_logs", "Edge");
  await sendLogs(source, [{ at: new Date(), status: 502, latencyMs: 900, requestId: "req-55c1e0aa91" }]);
  await signIn("lead");
  await openScreen(page, launch.room("board"));
  await page.keyboard.press("ControlOrMeta+k");

  const found = page.getByRole("option");
  await seek(page, "alvarez");
  const line = found.filter({ hasText: `#${caller.number}` });
  await expect(line).toContainText("Reported by José Álvarez Núñez");
  await picture(page, "palette-caller");
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "palette-caller-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await seek(page, "4711");
  await expect(line).toContainText("In a report");
  await seek(page, "カード");
  await expect(found.filter({ hasText: `#${signs.number}` })).toBeVisible();
  await seek(page, "req-55c1e0aa91");
  await expect(found.filter({ hasText: "no report carries it" })).toContainText("502");
  await picture(page, "palette-request");
  await seek(page, String(caller.number));
  await expect(found.filter({ hasText: `#${caller.number} ` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByPlaceholder(/search for words, a caller/)).toBeVisible();
  await picture(page, "board-search");
});
