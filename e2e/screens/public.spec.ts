/**
 * Pages for people without an account, on a telephone and on a desk: used by everybody, in light and in dark, with nothing to push
 * sideways.
 */
import { randomUUID } from "node:crypto";
import { createCaller } from "@/scripts/http-client";
import { openLaunch, openSource } from "../fixtures/launch";
import { populated } from "../fixtures/populated";
import { expect, expectFitForAll, linkIn, PEOPLE, picture, setting, test } from "../fixtures/test";

// What axe finds says all there is to say; recording every step would take longer than looking.
test.use({ trace: "off" });

const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3);

test("the form @phone", async ({ page }) => {
  const { formKey } = populated();
  await page.goto(`/f/${formKey}?url=https%3A%2F%2Fpantry.example%2F${LONG}&version=2.0.3&account=Bistro`);
  await expect(page.getByRole("button", { name: "Send report" })).toBeVisible();
  await expectFitForAll(page);
  await picture(page, "public-form");
});

test("a shared exit report, with titles, and the link when it is revoked @phone", async ({ page, as }) => {
  const lead = await as("lead");
  const { id, url } = await lead.exit.shareReport.mutate({
    launchId: populated().id,
    days: 3,
    hasTitles: true,
  });
  const { pathname } = new URL(url);
  await page.goto(pathname);
  await expect(page.getByRole("heading", { name: "Not ready to exit yet" })).toBeVisible();
  await expect(page.getByRole("figure", { name: "Burn-down" })).toBeVisible();
  await expectFitForAll(page);
  await picture(page, "public-exit-report");
  await lead.exit.revokeReport.mutate({ reportId: id });
  await page.goto(pathname);
  await expect(page.getByText("This link opens no exit report.")).toBeVisible();
  await expectFitForAll(page);
});

test("a form that is paused @phone", async ({ page, as }) => {
  const launch = await openLaunch(as, `Paused ${randomUUID().slice(0, 6)}`);
  const form = await openSource(as, launch, "form", "Paused");
  const lead = await as("lead");
  const { version } = await lead.intake.source.query({ id: form.id });
  await lead.intake.changeSource.mutate({ id: form.id, version, state: "paused" });
  await page.goto(`/f/${form.key}`);
  await expect(page.getByText("This form isn’t taking reports right now")).toBeVisible();
  await expectFitForAll(page);
});

test("a report that was sent without its picture, and the reporter's own page @phone", async ({ page }) => {
  const { formKey } = populated();
  await page.goto(`/f/${formKey}`);
  await page.getByLabel("What happened?").fill(`${LONG} 🥖 العربية`);
  await page
    .getByLabel("Screenshot")
    .setInputFiles({ name: "x.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
  await page.getByRole("button", { name: "Send report" }).click();
  await expect(page.getByRole("heading", { name: "Thank you. Your report has arrived." })).toBeVisible();
  await expect(page.getByText("Your picture was left out")).toBeVisible();
  await expectFitForAll(page);
  await picture(page, "public-sent");
  await page.getByRole("link", { name: "Follow your report" }).click();
  await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
  await expectFitForAll(page);
  await picture(page, "public-report");
});

test("a report with a workaround @phone", async ({ page }) => {
  const { reportPath } = populated();
  await page.goto(reportPath);
  await expect(page.getByRole("heading", { name: "Until it is fixed" })).toBeVisible();
  await expectFitForAll(page);
  await picture(page, "public-report-workaround");
});

for (const path of [
  "/f/no-such-form",
  "/report/no-such-report",
  "/no-such-page",
  "/invitation/no-such-invitation",
  "/reset-password/no-such-link",
])
  test(`${path} @phone`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectFitForAll(page);
    await picture(page, `public-${path.slice(1).replaceAll("/", "-")}`);
  });

test("an invitation and a new password @phone", async ({ page, as, mailTo }) => {
  const email = `guest-${randomUUID().slice(0, 8)}@north.example`;
  await (await as("admin")).tenancy.invite.mutate({ email, role: "viewer" });
  await page.goto(linkIn(await mailTo(email), "/invitation"));
  await expect(page.getByRole("heading", { name: "Join North Pantry" })).toBeVisible();
  await expectFitForAll(page);
  await createCaller(setting("E2E_URL")).account.requestPasswordReset.mutate({ email: PEOPLE.qa.email });
  const mail = await mailTo(PEOPLE.qa.email, ({ text }) => text.includes("/reset-password"));
  await page.goto(linkIn(mail, "/reset-password"));
  await expect(page.getByRole("textbox", { name: "New password" })).toBeVisible();
  await expectFitForAll(page);
});
