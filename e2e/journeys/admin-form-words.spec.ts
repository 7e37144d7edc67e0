/** The admin: the words of a form, in one language, seen as reporters will see them before they are saved. */
import { randomUUID } from "node:crypto";
import { openLaunch, openSource } from "../fixtures/launch";
import { expect, expectFitForAll, picture, test, toast } from "../fixtures/test";

const TITLE = "Etwas stimmt nicht mit {launch}?";
const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(2);

test("words a form in German, sees them as they are typed, and readers of German alone are shown them @phone", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, `Worded ${randomUUID().slice(0, 6)}`);
  const form = await openSource(as, launch, "form", "Help page", { readers: "The pantry team" });
  const title = TITLE.replace("{launch}", launch.name);
  await signIn("admin");
  await page.goto(launch.room(`sources/${form.id}`));
  const card = page.getByRole("region", { name: "Words of the form" });
  await expect(card.getByText("The standard text is used in every language.")).toBeVisible();
  await card.getByRole("combobox", { name: "Language" }).click();
  await page.getByRole("option", { name: "Deutsch" }).click();

  const preview = card.getByRole("figure", { name: "Preview of the form in Deutsch" });
  const drawn = preview.locator("[inert]");
  await expect(drawn).toHaveAttribute("lang", "de");
  await expect(drawn.getByText("The pantry team")).toBeVisible();
  const standard = await card.getByLabel("Title", { exact: true }).getAttribute("placeholder");
  expect(standard).toContain("{launch}");
  await expect(drawn.locator("h1")).toHaveText(standard!.replace("{launch}", launch.name));
  await card.getByLabel("Title", { exact: true }).fill(TITLE);
  await card.getByRole("textbox", { name: "Note" }).fill("<b>Wir</b> lesen {alles}.\nJeden Tag.");
  await card.getByRole("textbox", { name: "Label of the text field" }).fill("Was ist los?");
  await expect(drawn.locator("h1")).toHaveText(title);
  await expect(drawn.getByText("<b>Wir</b> lesen {alles}.")).toBeVisible();
  await expect(drawn.getByText("Was ist los?")).toBeVisible();
  await card.getByRole("textbox", { name: "Text after sending" }).fill(`Wir melden uns. ${LONG}`);
  await expect(drawn.getByText(LONG)).toBeVisible();
  await preview.getByRole("radio", { name: "The form" }).click();

  await page.reload();
  await expect(card.getByText("Changes that you had not saved are still here.")).toBeVisible();
  await expect(card.getByLabel("Title", { exact: true })).toHaveValue(TITLE);
  await expect(drawn.locator("h1")).toHaveText(title);
  await expectFitForAll(page);
  const size = page.viewportSize()!;
  // The frame scrolls within itself: all of it is to be on the picture.
  await page.setViewportSize({ ...size, height: 3_600 });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, `form-words-${colorScheme}`);
  }
  await preview.getByRole("radio", { name: "After sending" }).click();
  await expect(drawn.getByText("Wir melden uns.")).toBeVisible();
  await expectFitForAll(page);
  await picture(page, "form-words-sent");
  await page.setViewportSize(size);

  await card.getByRole("textbox", { name: "Hint at the text field" }).fill("x".repeat(301));
  await expect(card.getByText("1 character too many.")).toBeVisible();
  await card.getByRole("button", { name: "Save the words" }).click();
  await expect(card.getByRole("textbox", { name: "Hint at the text field" })).toBeFocused();
  await card.getByRole("button", { name: "Use the standard text: Hint at the text field" }).click();
  await card.getByRole("button", { name: "Save the words" }).click();
  await expect(toast(page, "The form’s words are saved")).toBeVisible();
  await expect(card.getByText("Own words in Deutsch.")).toBeVisible();
  await expect(card.getByRole("link", { name: "Open the form in this language" })).toHaveAttribute(
    "href",
    `/f/${form.key}?lang=de`,
  );

  await page.goto(`/f/${form.key}?lang=de`);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText("<b>Wir</b> lesen {alles}.")).toBeVisible();
  await expect(page.getByLabel("Was ist los?")).toBeVisible();
  await expectFitForAll(page);
  await picture(page, "form-own-words");
  await page.getByLabel("Was ist los?").fill("Der Kassenknopf fehlt.");
  await page.locator("form button[type=submit]").last().click();
  await expect(page.getByText(LONG)).toBeVisible();
  await expectFitForAll(page);

  await page.goto(`/f/${form.key}?lang=en`);
  await expect(page.getByRole("heading", { level: 1, name: launch.name })).toBeVisible();
  await expect(page.getByText(/straight to The pantry team/)).toBeVisible();
  await expect(page.getByText("Was ist los?")).toHaveCount(0);
  await expect(page.getByText("lesen {alles}")).toHaveCount(0);
});

test("takes words back at once, and a viewer reads them without changing them", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, `Taken back ${randomUUID().slice(0, 6)}`);
  const form = await openSource(as, launch, "form", "Help page");
  await signIn("admin");
  await page.goto(launch.room(`sources/${form.id}`));
  const card = page.getByRole("region", { name: "Words of the form" });
  await card.getByRole("textbox", { name: "Label of the text field" }).fill("What broke?");
  await card.getByRole("button", { name: "Save the words" }).click();
  await expect(card.getByText("Own words in English.")).toBeVisible();
  await toast(page, "The form’s words are saved").getByRole("button", { name: "Undo" }).click();
  await expect(card.getByText("The standard text is used in every language.")).toBeVisible();
  await expect(card.getByRole("textbox", { name: "Label of the text field" })).toHaveValue("");

  await signIn("viewer");
  await page.goto(launch.room(`sources/${form.id}`));
  await expect(card.getByRole("textbox", { name: "Label of the text field" })).not.toBeEditable();
  await expect(card.getByRole("button", { name: "Save the words" })).toHaveCount(0);
});
