/** D12: whose clock a date goes by is said where it is filled in and where it is shown. */
import type { Browser, Page } from "@playwright/test";
import { openLaunch, reportIssue, type Launch } from "../fixtures/launch";
import { expect, openScreen, picture, setting, signInTo, test } from "../fixtures/test";
import type { As, PersonKey } from "../fixtures/people";

/** 14:21 in Berlin, in winter. */
const LIVE_AT = new Date("2026-11-24T13:21:00Z");
const ENDS_AT = new Date("2026-12-08T13:21:00Z");

const launchInBerlin = (as: As, name: string): Promise<Launch> =>
  openLaunch(as, name, { liveAt: LIVE_AT, endsAt: ENDS_AT, timeZone: "Europe/Berlin" });

/** A page of somebody whose clock is another one than the launch's. */
async function readerIn(browser: Browser, timezoneId: string, person: PersonKey = "lead"): Promise<Page> {
  const context = await browser.newContext({
    baseURL: setting("E2E_URL"),
    timezoneId,
    locale: "en-GB",
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  await signInTo(context, person);
  return context.newPage();
}

test("D12: launch settings say both clocks to a reader in another zone, and go by the launch's", async ({
  browser,
  as,
}) => {
  const launch = await launchInBerlin(as, "Zones, New York");
  const page = await readerIn(browser, "America/New_York");
  await openScreen(page, launch.room("settings"));
  const field = page.getByLabel("Goes live");
  await expect(field).toHaveValue("2026-11-24T14:21");
  await expect(field).toHaveAccessibleDescription("14:21 Europe/Berlin · 08:21 for you");
  await expect(page.getByLabel("Hypercare ends")).toHaveAccessibleDescription(
    "14:21 Europe/Berlin · 08:21 for you",
  );
  await picture(page, "zones-settings");
  await field.fill("2026-11-24T15:00");
  await page.getByRole("button", { name: "Save the settings" }).click();
  await expect
    .poll(async () => (await (await as("lead")).launches.bySlug.query({ slug: launch.slug })).liveAt)
    .toEqual(new Date("2026-11-24T14:00:00Z"));
  await page.context().close();
});

test("D12: a reader half an hour apart reads the half hour", async ({ browser, as }) => {
  const launch = await launchInBerlin(as, "Zones, Kolkata");
  const page = await readerIn(browser, "Asia/Kolkata");
  await openScreen(page, launch.room("settings"));
  await expect(page.getByLabel("Goes live")).toHaveAccessibleDescription(
    "14:21 Europe/Berlin · 18:51 for you",
  );
  await page.context().close();
});

test("D12: a reader of the launch's own zone, or of another name for its clock, reads it once", async ({
  browser,
  as,
}) => {
  const launch = await launchInBerlin(as, "Zones, at home");
  for (const zone of ["Europe/Berlin", "Europe/Madrid"]) {
    const page = await readerIn(browser, zone);
    await openScreen(page, launch.room("settings"));
    await expect(page.getByLabel("Goes live")).toHaveAccessibleDescription("14:21 Europe/Berlin");
    await page.context().close();
  }
});

test("D12: on the days that clocks change, a time that is skipped is refused and one that comes twice is said to", async ({
  browser,
  as,
}) => {
  const launch = await launchInBerlin(as, "Zones, summer time");
  const page = await readerIn(browser, "America/Santiago");
  await openScreen(page, launch.room("settings"));
  const field = page.getByLabel("Goes live");
  await field.fill("2027-03-28T02:30");
  await expect(field).toHaveAccessibleDescription(/Clocks in Europe\/Berlin skip this time on that day/);
  await field.fill("2026-10-25T02:30");
  await expect(field).toHaveAccessibleDescription(
    "02:30 Europe/Berlin · 24 Oct, 21:30 for you; clocks go back, the first of the two is meant",
  );
  await page.context().close();
});

test("D12: phases, releases and snoozes say it as well, the reader's clock first where it is theirs", async ({
  browser,
  as,
}) => {
  const launch = await openLaunch(as, "Zones, dialogs");
  const issue = await reportIssue(as, launch, { text: "The export never finishes." });
  const page = await readerIn(browser, "America/New_York");
  await openScreen(page, launch.room("settings?section=phases"));
  await page.getByRole("button", { name: "Plan stabilising" }).click();
  const begins = page.getByRole("dialog").getByLabel("Begins");
  await begins.fill("2026-11-25T09:30");
  await expect(begins).toHaveAccessibleDescription("09:30 Europe/Berlin · 03:30 for you");
  await openScreen(page, launch.room("releases"));
  await page.getByRole("button", { name: "Record a release" }).first().click();
  const began = page.getByRole("dialog").getByLabel("Began");
  await began.fill("2026-11-25T00:10");
  await expect(began).toHaveAccessibleDescription("00:10 Europe/Berlin · 24 Nov, 18:10 for you");
  await openScreen(page, launch.room(`issues/${issue.number}`));
  await page.keyboard.press("h");
  const until = page.getByRole("dialog").getByLabel("At a time");
  await until.fill("2027-01-15T09:00");
  await expect(until).toHaveAccessibleDescription("09:00 for you · 15:00 Europe/Berlin");
  await page.context().close();
});

test("D12: a launch is set up by the clocks of the zone that is chosen for it", async ({ browser, as }) => {
  const page = await readerIn(browser, "America/New_York");
  await openScreen(page, `/${setting("E2E_ORG")}/launches/new`);
  await page.getByLabel("Name").fill("Zones, set up");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Time zone of the launch")).toHaveValue("America/New_York");
  await page.getByLabel("Goes live").fill("2027-01-15T09:00");
  await expect(page.getByLabel("Goes live")).toHaveAccessibleDescription("09:00 America/New_York");
  await page.getByLabel("Time zone of the launch").fill("Asia/Kathmandu");
  await expect(page.getByLabel("Goes live")).toHaveAccessibleDescription(
    "09:00 Asia/Kathmandu · 14 Jan, 22:15 for you",
  );
  for (let step = 0; step < 4; step += 1) await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Set up the launch" }).click();
  await expect(page).toHaveURL(/\/zones-set-up\/war-room/);
  const made = await (await as("lead")).launches.bySlug.query({ slug: "zones-set-up" });
  expect(made).toMatchObject({ timeZone: "Asia/Kathmandu", liveAt: new Date("2027-01-15T03:15:00Z") });
  await page.context().close();
});

test("D12: a waiver's day says whose clock it ends by, where it is chosen and where it is shown", async ({
  browser,
  as,
}) => {
  const launch = await launchInBerlin(as, "Zones, waivers");
  const { criteria } = await (await as("lead")).exit.page.query({ launchId: launch.id });
  const { title } = criteria[0]!;
  const page = await readerIn(browser, "America/New_York");
  await openScreen(page, launch.room("exit"));
  await page.getByRole("button", { name: `Change “${title}”` }).click();
  await page.getByRole("menuitem", { name: /^Waive/ }).click();
  const dialog = page.getByRole("dialog");
  const until = dialog.getByLabel("Until the end of");
  await expect(until).toHaveAccessibleDescription(/^\d{1,2} \w{3}, 23:59 for you · 05:59 Europe\/Berlin$/);
  await dialog.getByLabel("Why the launch may leave without it").fill("Agreed with operations.");
  await dialog.getByRole("button", { name: "Waive the criterion" }).click();
  const waiver = page.getByText("Waived until").first();
  await expect(waiver).toContainText(/\d{1,2} \w{3}, 05:59 Europe\/Berlin · \d{1,2} \w{3}, 23:59 for you/);
  await picture(page, "zones-waiver");
  await page.context().close();
});
