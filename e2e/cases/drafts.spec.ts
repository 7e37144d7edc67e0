/** A4: a half-typed report in the log dialog. */
import type { Page } from "@playwright/test";
import { openLaunch } from "../fixtures/launch";
import { expect, openScreen, signInTo, test, toast } from "../fixtures/test";

const WORDS = "He says the scanner beeps and then nothing happens, twice today.";

/** Leaves the page: one whose session ends goes to the sign-in by itself, and would cross the test's next step. */
const leave = (page: Page) => page.goto("about:blank").catch(() => page.goto("about:blank"));

test("A4: survives a reload, the end of the session and another person at the same browser", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Drafts");
  await signIn("support");
  await openScreen(page, launch.room("board"));
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "Log a report" });
  await dialog.getByLabel("What happened").fill(WORDS);
  await dialog.getByLabel("Account").fill("Taberna do Mar");

  // A reload in the middle of it.
  await page.reload();
  await expect(toast(page, "You have an unfinished report")).toContainText(WORDS.slice(0, 40));
  await toast(page, "You have an unfinished report").getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByLabel("What happened")).toHaveValue(WORDS);
  await expect(dialog.getByLabel("Account")).toHaveValue("Taberna do Mar");

  // The session ends; somebody else signs in here and is offered nothing.
  await leave(page);
  await page.context().clearCookies();
  await signInTo(page.context(), "lead");
  await openScreen(page, launch.room("board"));
  await page.keyboard.press("l");
  await expect(dialog.getByLabel("What happened")).toHaveValue("");
  await page.keyboard.press("Escape");

  // Who wrote it signs in again.
  await leave(page);
  await page.context().clearCookies();
  await signInTo(page.context(), "support");
  await openScreen(page, launch.room("board"));
  await toast(page, "You have an unfinished report").getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByLabel("What happened")).toHaveValue(WORDS);
  await dialog.getByRole("button", { name: "Log the report" }).click();
  await expect(toast(page, /Logged as R-/)).toBeVisible();

  // Sent is sent.
  await page.reload();
  await expect(page.getByText("live", { exact: true })).toBeVisible();
  await expect(toast(page, "You have an unfinished report")).toHaveCount(0);
  await page.keyboard.press("l");
  await expect(dialog.getByLabel("What happened")).toHaveValue("");
});

test("A4: is forgotten when it is discarded, and each launch has its own", async ({ page, as, signIn }) => {
  const [one, other] = [await openLaunch(as, "Drafts one"), await openLaunch(as, "Drafts other")];
  await signIn("support");
  const dialog = page.getByRole("dialog", { name: "Log a report" });
  await openScreen(page, one.room("board"));
  await page.keyboard.press("l");
  await dialog.getByLabel("E-mail").fill("only-an-address@shop.example");
  await openScreen(page, other.room("board"));
  await page.keyboard.press("l");
  await expect(dialog.getByLabel("E-mail")).toHaveValue("");
  await page.keyboard.press("Escape");
  await openScreen(page, one.room("board"));
  await page.keyboard.press("l");
  await expect(dialog.getByLabel("E-mail")).toHaveValue("only-an-address@shop.example");
  await dialog.getByRole("button", { name: "Start over" }).click();
  await page.reload();
  await expect(page.getByText("live", { exact: true })).toBeVisible();
  await page.keyboard.press("l");
  await expect(dialog.getByLabel("E-mail")).toHaveValue("");
});

test("A4: a name in place of an address does not keep a call from being logged", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Odd address");
  await signIn("support");
  await openScreen(page, launch.room("board"));
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "Log a report" });
  await dialog.getByLabel("What happened").fill(WORDS);
  await dialog.getByLabel("E-mail").fill("Jo <jo@x.example>");
  await dialog.getByRole("button", { name: "Log the report" }).click();
  await expect(toast(page, /Logged as R-/)).toBeVisible();
});

test("A4: stays through a server that cannot take it, and is offered after that tab is gone", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Drafts and outages");
  await signIn("support");
  await openScreen(page, launch.room("board"));
  await page.route(/feedback\.logItem/, (route) => route.fulfill({ status: 503, body: "" }));
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "Log a report" });
  await dialog.getByLabel("What happened").fill(WORDS);
  await dialog.getByRole("button", { name: "Log the report" }).click();
  await expect(dialog.getByLabel("What happened")).toHaveValue(WORDS);
  await expect(toast(page, /Logged as R-/)).toHaveCount(0);
  await page.goto("about:blank");
  const next = await page.context().newPage();
  await openScreen(next, launch.room("board"));
  await toast(next, "You have an unfinished report").getByRole("button", { name: "Continue" }).click();
  const again = next.getByRole("dialog", { name: "Log a report" });
  await expect(again.getByLabel("What happened")).toHaveValue(WORDS);
  await again.getByRole("button", { name: "Log the report" }).click();
  await expect(toast(next, /Logged as R-/)).toBeVisible();
});
