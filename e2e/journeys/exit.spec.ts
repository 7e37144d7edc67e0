/** The way out of hypercare: blockers get owners, targets move with a reason, phases with a warning, and others read a report. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import {
  apiKey,
  criterion,
  HOUR_MS,
  MINUTE_MS,
  openLaunch,
  post,
  reportIssue,
  workersDone,
  type Launch,
} from "../fixtures/launch";
import { expect, openScreen, picture, setting, test, toast, type As } from "../fixtures/test";

/** A launch with an open critical without an owner, criteria that do not hold, and three releases within half an hour. */
async function openExit(as: As, name: string) {
  const launch = await openLaunch(as, name, {
    criteria: [
      criterion("open_critical", "No open criticals"),
      criterion("new_items_per_day", "At most 120 new reports a day", 120),
      { ...criterion("manual", "Invoice run rehearsed"), holdHours: 0 },
    ],
  });
  const blocker = await reportIssue(as, launch, { text: "Nobody can pay: checkout is down for everybody." });
  const lead = await as("lead");
  await lead.triage.act.mutate({
    issueId: blocker.id,
    act: { kind: "relabel", severity: "critical", reason: "" },
  });
  await workersDone(as);
  return { launch, blocker, lead };
}

async function announce(as: As, launch: Launch, versions: readonly string[]): Promise<void> {
  const key = await apiKey(as);
  for (const [index, version] of versions.entries()) {
    const startedAt = new Date(Date.now() - 30 * HOUR_MS + index * 10 * MINUTE_MS).toISOString();
    await post(
      "/api/v1/releases",
      {
        launch: launch.slug,
        kind: "deployment",
        version,
        title: "Fixes",
        startedAt,
        endedAt: startedAt,
        outcome: index === 1 ? "failed" : "succeeded",
      },
      { authorization: `Bearer ${key}` },
    );
  }
}

async function pictures(page: Page, name: string): Promise<void> {
  if (!process.env["E2E_PICTURES"]) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1_280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await picture(page, `${name}-${colorScheme}`);
    }
  }
  // A4 less its margins.
  await page.setViewportSize({ width: 688, height: 1_000 });
  await page.emulateMedia({ media: "print" });
  await picture(page, `${name}-print`);
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
  await page.setViewportSize({ width: 1_280, height: 800 });
}

test("a blocker is given an owner in place, by keyboard, and taken back", async ({ page, as, signIn }) => {
  const { launch, blocker } = await openExit(as, "Exit owners");
  await announce(as, launch, ["1.0.1", "1.0.2", "1.0.3"]);
  await signIn("lead");
  await openScreen(page, launch.room("exit"));
  const blocks = page.getByLabel("What blocks the exit now");
  await expect(blocks.getByRole("button", { name: `Assign #${blocker.number}` })).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByRole("menuitemradio", { name: "Emre Engineer" })).toBeVisible();
  // The menu takes letters once it has the focus.
  await expect(async () => {
    await page.keyboard.type("emre");
    await expect(page.getByRole("menuitemradio", { name: "Emre Engineer" })).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("Enter");
  const owner = blocks.getByRole("button", { name: `Owner of #${blocker.number}: Emre Engineer` });
  await expect(owner).toBeVisible();
  await toast(page, /Emre Engineer/)
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(blocks.getByRole("button", { name: `Assign #${blocker.number}` })).toBeVisible();

  // Three releases within half an hour are one flag on a line of days, and none of them is lost.
  await page.getByRole("button", { name: "3 releases, 1 failed" }).click();
  const list = page.getByRole("dialog", { name: "3 releases, 1 failed" });
  for (const version of ["1.0.1", "1.0.2", "1.0.3"]) await expect(list).toContainText(version);
  await page.keyboard.press("Escape");
  await pictures(page, "exit");
});

test("a target moves with a reason, and a title that names the old one is pointed at", async ({
  page,
  as,
  signIn,
}) => {
  const { launch } = await openExit(as, "Exit targets");
  await signIn("lead");
  await openScreen(page, launch.room("exit"));
  await page.getByRole("button", { name: "Change “At most 120 new reports a day”" }).click();
  await page.getByRole("menuitem", { name: "Edit…" }).click();
  const edit = page.getByRole("dialog", { name: "Edit the criterion" });
  await edit.getByLabel("At most", { exact: true }).fill("300");
  await expect(edit.getByText("The title still has the old figure")).toBeVisible();
  await picture(page, "exit-edit");
  await edit.getByRole("button", { name: "Use this title" }).click();
  await expect(edit.getByLabel("Title")).toHaveValue("At most 300 new reports a day");
  await edit.getByLabel("Why the target changes").fill("The second country goes live on Monday");
  await edit.getByRole("button", { name: "Save the criterion" }).click();
  const row = page
    .getByLabel("Criteria", { exact: true })
    .getByRole("listitem")
    .filter({ hasText: "At most 300" });
  await expect(row).toContainText("Target moved from 120 to 300 by");
  await expect(row).toContainText("The second country goes live on Monday");
});

test("exiting with criteria that do not hold is warned of and needs a reason", async ({
  page,
  as,
  signIn,
}) => {
  const { launch, lead } = await openExit(as, "Exit phases");
  const version = (await lead.launches.bySlug.query({ slug: launch.slug })).version;
  await lead.launches.movePhase.mutate({ launchId: launch.id, version, phase: "stabilising", reason: "" });
  await signIn("lead");
  await openScreen(page, launch.room("exit"));
  await page.getByRole("button", { name: "Change phase" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("status")).toContainText("No open criticals");
  await expect(dialog.getByRole("status")).toContainText("Invoice run rehearsed");
  const move = dialog.getByRole("button", { name: "Move to exiting anyway" });
  await move.click();
  await expect(dialog.getByText("Say why, for those who read it later.")).toBeVisible();
  await picture(page, "exit-phase");
  await dialog.getByLabel("Reason").fill("Operations are here this week only");
  await move.click();
  await expect(toast(page, "The launch is exiting now")).toBeVisible();
  await page.getByRole("button", { name: "Change phase" }).click();
  await expect(dialog.getByRole("button", { name: "Move to exited" })).toBeDisabled();
  await expect(dialog).toContainText("Meet or waive each one first");
});

test("a report is shared, read without signing in, taken along as CSV, and revoked", async ({
  page,
  as,
  signIn,
  browser,
}) => {
  const { launch, blocker } = await openExit(as, "Exit shared");
  await signIn("lead");
  await openScreen(page, launch.room("exit"));
  await page.getByRole("button", { name: "Share report" }).click();
  const dialog = page.getByRole("dialog", { name: "Share a report of the exit" });
  await dialog.getByLabel("The link works for").fill("91");
  await dialog.getByRole("button", { name: "Create a link" }).click();
  await expect(dialog.getByText("Give a number of days from 1 to 90.")).toBeVisible();
  await dialog.getByLabel("The link works for").fill("7");
  await dialog.getByRole("button", { name: "Create a link" }).click();
  const href = await dialog.getByRole("link", { name: "Open" }).getAttribute("href");
  await expect(dialog.getByText("not opened yet")).toBeVisible();
  await picture(page, "exit-share");

  const { pathname } = new URL(href!);
  const stranger = await browser.newContext({ baseURL: setting("E2E_URL"), reducedMotion: "reduce" });
  const report = await stranger.newPage();
  const answer = await report.goto(pathname);
  expect(answer!.headers()["cache-control"]).toContain("no-store");
  await expect(report.getByRole("heading", { name: "Not ready to exit yet" })).toBeVisible();
  await expect(report.getByText(`#${blocker.number}`)).toBeVisible();
  await expect(report.getByText(blocker.title)).toHaveCount(0);
  await expect(report.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  await expect(report.getByRole("figure", { name: "Burn-down" }).locator("svg").first()).toBeVisible();
  const download = report.waitForEvent("download");
  await report.getByRole("link", { name: "Download CSV" }).click();
  const csv = readFileSync(await (await download).path(), "utf8");
  expect(csv.split("\r\n")[1]).toMatch(/^No open criticals,,/);
  await pictures(report, "exit-report");
  if (process.env["E2E_PICTURES"]) await report.pdf({ path: "test-results/pictures/exit-report.pdf" });

  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Share report" }).click();
  await expect(dialog.getByText(/last opened/)).toBeVisible();
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke the link" }).click();
  await expect(toast(page, "The link is revoked")).toBeVisible();
  expect((await report.goto(pathname))!.status()).toBe(404);
  await expect(report.getByText("This link opens no exit report.")).toBeVisible();
  await stranger.close();
});
