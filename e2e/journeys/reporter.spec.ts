/** Whoever uses the launched product: a problem in the middle of work, a telephone, and no wish to sign in. */
import type { Browser, Page } from "@playwright/test";
import { openLaunch, openSource, screenshot } from "../fixtures/launch";
import { expect, expectNoStrayScroll, linkIn, picture, setting, test } from "../fixtures/test";

const REFERENCE = /R-[0-9A-Z]{4}-[0-9A-Z]{4}/;

test(
  "a report from a telephone ends with a reference, is acknowledged by mail, and its page follows what the team " +
    "does @phone-only",
  async ({ page, as, mailTo }) => {
    const launch = await openLaunch(as, "Reported by phone");
    const form = await openSource(as, launch, "form", "Help page", { readers: "The pantry team" });
    await page.goto(`/f/${form.key}?url=https%3A%2F%2Fpantry.example%2Fbasket&version=2.0.3`);
    await expect(page.getByRole("heading", { name: `Report a problem with ${launch.name}` })).toBeVisible();
    await expect(page.getByText("The pantry team")).toBeVisible();
    await expect(page.getByText("https://pantry.example/basket")).toBeVisible();
    await page.getByLabel("What happened?").fill("The basket was empty when I came back from the bank.");
    await page.getByLabel("Your e-mail").fill("nadia.by.phone@corner.example");
    await page
      .getByLabel("Screenshot")
      .setInputFiles({ name: "basket.png", mimeType: "image/png", buffer: await screenshot() });
    await expectNoStrayScroll(page);
    await page.getByRole("button", { name: "Send report" }).click();
    await expect(page.getByRole("heading", { name: "Thank you. Your report has arrived." })).toBeVisible();
    await expectNoStrayScroll(page);
    await picture(page, "form-sent");
    const reference = REFERENCE.exec(await page.getByRole("main").innerText())![0];

    const mail = await mailTo("nadia.by.phone@corner.example", ({ text }) => text.includes(reference));
    expect(mail.subject).toContain(reference);
    await page.goto(linkIn(mail, "/report/"));
    await expect(page.getByRole("heading", { name: "Your report" })).toBeVisible();
    await expect(page.getByText(reference)).toBeVisible();
    await expect(page.getByText("The basket was empty when I came back from the bank.")).toBeVisible();
    await expectNoStrayScroll(page);

    const lead = await as("lead");
    const { rows } = await lead.triage.issues.query({ launchId: launch.id });
    const issue = rows[0]!;
    await lead.triage.act.mutate({ issueId: issue.id, act: { kind: "accept" } });
    await lead.triage.act.mutate({ issueId: issue.id, act: { kind: "fix", version: "2.0.4" } });
    await page.reload();
    await expect(page.getByRole("region", { name: "Status" })).toContainText("Fixed in version 2.0.4.");
    await picture(page, "report-fixed");
    const { rows: items } = await lead.feedback.issueItems.query({ issueId: issue.id });
    expect(items[0]).toMatchObject({ reference, hasScreenshot: true });
  },
);

/** A telephone whose browser runs no scripts. */
async function plainPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
    baseURL: setting("E2E_URL"),
  });
  return context.newPage();
}

test("the form does its whole job without JavaScript, picture and all @phone-only", async ({
  browser,
  as,
  mailTo,
}) => {
  const launch = await openLaunch(as, "Without scripts");
  const form = await openSource(as, launch, "form", "Help page");
  const page = await plainPhone(browser);
  await page.goto(`/f/${form.key}`);
  await page.getByLabel("What happened?").fill("Prices are shown in dollars.");
  await page.getByLabel("Your e-mail").fill("tom@corner.example");
  await page
    .getByLabel("Screenshot")
    .setInputFiles({ name: "prices.png", mimeType: "image/png", buffer: await screenshot() });
  await page.getByRole("button", { name: "Send report" }).click();
  await expect(page.getByRole("heading", { name: "Thank you. Your report has arrived." })).toBeVisible();
  const reference = REFERENCE.exec(await page.getByRole("main").innerText())![0];
  await mailTo("tom@corner.example", ({ text }) => text.includes(reference));
  await page.getByRole("link", { name: "Follow your report" }).click();
  await expect(page.getByText("Prices are shown in dollars.")).toBeVisible();
  await page.context().close();
});

test("a report that cannot be taken says why and keeps what was typed, and sending it again works @phone-only", async ({
  browser,
  as,
}) => {
  const launch = await openLaunch(as, "Sent again");
  const form = await openSource(as, launch, "form", "Help page");
  const page = await plainPhone(browser);
  await page.goto(`/f/${form.key}`);
  await page.getByLabel("What happened?").fill("   ");
  await page.getByLabel("Your e-mail").fill("kim@shop.example");
  await page.getByRole("button", { name: "Send report" }).click();
  await expect(page.getByRole("heading", { name: "Not sent yet" })).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("What you typed is below.");
  await expect(page.getByLabel("Your e-mail")).toHaveValue("kim@shop.example");
  await page.getByLabel("What happened?").fill("The map does not load, see the film.");
  await page
    .getByLabel("Screenshot")
    .setInputFiles({ name: "film.png", mimeType: "image/png", buffer: Buffer.from("not a picture at all") });
  await page.getByRole("button", { name: "Send report" }).click();
  await expect(page.getByRole("heading", { name: "Thank you. Your report has arrived." })).toBeVisible();
  await expect(page.getByText("Your picture was left out")).toBeVisible();
  await page.context().close();
});

test("a paused form says so instead of taking a report @phone-only", async ({ page, as }) => {
  const launch = await openLaunch(as, "Paused form");
  const form = await openSource(as, launch, "form", "Help page");
  const lead = await as("lead");
  const { version } = await lead.intake.source.query({ id: form.id });
  await lead.intake.changeSource.mutate({ id: form.id, version, state: "paused" });
  await page.goto(`/f/${form.key}`);
  await expect(page.getByText("This form isn’t taking reports right now")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send report" })).toHaveCount(0);
});
