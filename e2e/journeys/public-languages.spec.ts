/** The pages for people without an account, in every language that they may choose: on a telephone, with and without scripts. */
import type { Browser, Page } from "@playwright/test";
import { LANGUAGES, LANGUAGE_NAMES, type Language } from "@/contracts/languages";
import { messagesIn } from "@/server/platform/messages";
import { openLaunch, openSource } from "../fixtures/launch";
import type { As } from "../fixtures/people";
import { expect, expectFitForAll, expectNoStrayScroll, picture, setting, test } from "../fixtures/test";

async function openForm(as: As, name: string): Promise<string> {
  const launch = await openLaunch(as, name);
  const { key } = await openSource(as, launch, "form", "Help page");
  return `/f/${key}`;
}

/** A telephone whose browser runs no scripts, and wants another language than the page's. */
async function plainPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
    baseURL: setting("E2E_URL"),
    locale: "ja-JP",
  });
  return context.newPage();
}

/** The page is in the language, and fits a telephone. */
async function expectInLanguage(page: Page, language: Language, name: string): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await expectNoStrayScroll(page);
  await picture(page, `languages-${language}-${name}`);
}

for (const language of LANGUAGES)
  test(`form, confirmation and report in ${LANGUAGE_NAMES[language]} @phone-only`, async ({ page, as }) => {
    const path = await openForm(as, `Speaks ${language}`);
    const { form, refusals, report, sent, page: around } = messagesIn(language);
    // No browser of these tests wants it: it is chosen by the address, and stays.
    await page.goto(`${path}?url=https%3A%2F%2Fpantry.example%2Fbasket&version=2.0.3&lang=${language}`);
    await expect(page.getByLabel(form.question)).toBeVisible();
    await expect(page.getByText("https://pantry.example/basket")).toBeVisible();
    await expectInLanguage(page, language, "1-form");
    await expectFitForAll(page);
    await page.getByText(LANGUAGE_NAMES[language]).first().click();
    await expect(page.getByRole("link", { name: LANGUAGE_NAMES.tr })).toBeVisible();
    await expectInLanguage(page, language, "2-languages");
    await expectFitForAll(page);
    await expect(page.locator("summary")).toHaveText(`${around.language}: ${LANGUAGE_NAMES[language]}`);

    await page.getByLabel(form.question).fill("  ");
    await page.getByRole("button", { name: form.send }).click();
    await expect(page.getByText(refusals.textMissing).first()).toBeVisible();
    await expectInLanguage(page, language, "3-wrong");
    await expectFitForAll(page);

    await page.getByLabel(form.question).fill("The basket was empty.");
    await page
      .getByLabel(form.screenshot)
      .setInputFiles({ name: "x.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
    await page.getByRole("button", { name: form.sendAgain }).click();
    await expect(page.getByRole("heading", { name: sent.title })).toBeVisible();
    await expect(page.getByText(sent.pictureLeftOut)).toBeVisible();
    await expectInLanguage(page, language, "4-sent");
    await expectFitForAll(page);
    const sentAt = page.url();

    await page.getByRole("link", { name: sent.follow }).click();
    await expect(page.getByRole("heading", { name: report.history })).toBeVisible();
    await expect(page.getByRole("region", { name: report.status })).toBeVisible();
    await expectInLanguage(page, language, "5-report");
    await expectFitForAll(page);

    await page.goto(sentAt);
    await page.getByRole("link", { name: sent.another }).click();
    await expect(page.getByLabel(form.question)).toBeVisible();
    await expectInLanguage(page, language, "6-again");

    // As a browser without scripts posts it.
    await page.getByLabel(form.question).evaluate((field: HTMLTextAreaElement) => field.form!.submit());
    await expect(page.getByRole("heading", { name: refusals.title })).toBeVisible();
    await page.locator("summary").click();
    await expect(page.getByRole("button", { name: LANGUAGE_NAMES.tr })).toBeVisible();
    await expectFitForAll(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectInLanguage(page, language, "8-refused-dark");
    await page.emulateMedia({ colorScheme: "light" });
  });

test("a refusal page follows the form's language, and is drawn in each other one with what was typed @phone-only", async ({
  browser,
  as,
}) => {
  test.setTimeout(120_000);
  const path = await openForm(as, "Refuses in languages");
  const page = await plainPhone(browser);
  await page.goto(`${path}?lang=pl`);
  await page.getByLabel(messagesIn("pl").form.question).fill("   ");
  await page.getByLabel(messagesIn("pl").form.email).fill("kim@shop.example");
  await page.getByRole("button", { name: messagesIn("pl").form.send }).click();
  await expect(page.getByRole("alert")).toContainText(messagesIn("pl").refusals.textMissing);
  await expectInLanguage(page, "pl", "refused");
  for (const language of LANGUAGES) {
    await page.locator("summary").click();
    await page.getByRole("button", { name: LANGUAGE_NAMES[language] }).click();
    const { form, refusals, sent } = messagesIn(language);
    await expect(page.getByRole("heading", { name: refusals.title })).toBeVisible();
    await expect(page.getByLabel(form.email)).toHaveValue("kim@shop.example");
    await page.getByRole("button", { name: form.send }).click();
    await expect(page.getByRole("alert")).toContainText(refusals.textMissing);
    await expectInLanguage(page, language, "7-refused");
    if (language !== "tr") continue;
    await page.getByLabel(form.question).fill("Sepet boştu.");
    await page.getByRole("button", { name: form.send }).click();
    await expect(page.getByRole("heading", { name: sent.title })).toBeVisible();
    await expectInLanguage(page, "tr", "sent-without-scripts");
  }
  await page.context().close();
});

test("what was typed is still there in another language, and the address keeps what it brought @phone-only", async ({
  page,
  as,
}) => {
  const path = await openForm(as, "Typed and chosen");
  await page.goto(`${path}?version=2.0.3`);
  const { form, refusals } = messagesIn("fr");
  await page.getByLabel("What happened?").fill("The basket was empty.");
  await page.getByLabel("Your e-mail").fill("nadia@corner.example");
  await page.locator("summary").click();
  await page.getByRole("link", { name: "Français" }).click();
  await expect(page.getByLabel(form.question)).toHaveValue("The basket was empty.");
  await expect(page.getByLabel(form.email)).toHaveValue("nadia@corner.example");
  await expect(page.getByText(form.draft)).toBeVisible();
  await expect(page.getByText("2.0.3")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");

  await page.context().setOffline(true);
  await page.getByRole("button", { name: form.send }).click();
  await expect(page.getByRole("alert").filter({ hasText: refusals.title })).toContainText(
    refusals.unsent.offline,
  );
  await page.context().setOffline(false);
});

test("the browser's language is taken where nobody chose, and is in no address @phone-only", async ({
  browser,
  as,
}) => {
  const path = await openForm(as, "Nobody chose");
  const context = await browser.newContext({
    locale: "sv-SE",
    viewport: { width: 360, height: 740 },
    baseURL: setting("E2E_URL"),
  });
  const page = await context.newPage();
  await page.goto(path);
  const { form, sent, report } = messagesIn("sv");
  await page.getByLabel(form.question).fill("Varukorgen var tom.");
  await page.getByRole("button", { name: form.send }).click();
  await expect(page.getByRole("heading", { name: sent.title })).toBeVisible();
  await page.getByRole("link", { name: sent.follow }).click();
  await expect(page.getByRole("heading", { name: report.history })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  expect(page.url()).not.toContain("lang=");
  await context.close();
});
