/** A3 and A6: a report from the hosted form, with a telephone's photo, over a connection that fails. */
import type { Page, Route } from "@playwright/test";
import { noisyPhoto } from "@/server/testing/pictures";
import { openLaunch, openSource, screenshot, type Launch } from "../fixtures/launch";
import type { As } from "../fixtures/people";
import { expect, test } from "../fixtures/test";
import { until } from "../fixtures/waiting";

const REFERENCE = /R-[0-9A-Z]{4}-[0-9A-Z]{4}/;
const WORDS = "The basket was empty when I came back from the bank.";

async function openForm(page: Page, as: As, name: string): Promise<{ launch: Launch; path: string }> {
  const launch = await openLaunch(as, name);
  const form = await openSource(as, launch, "form", "Help page");
  const path = `/f/${form.key}`;
  await page.goto(path);
  return { launch, path };
}
async function fill(page: Page, words = WORDS): Promise<void> {
  await page.getByLabel("What happened?").fill(words);
  await page.getByLabel("Your e-mail").fill("nadia@corner.example");
}
const choose = async (page: Page) =>
  page
    .getByLabel("Screenshot")
    .setInputFiles({ name: "basket.png", mimeType: "image/png", buffer: await screenshot() });
const send = (page: Page, name = "Send report") => page.getByRole("button", { name }).click();
const arrived = (page: Page) =>
  expect(page.getByRole("heading", { name: "Thank you. Your report has arrived." })).toBeVisible();

/** What the launch has of it: exactly one report, with its picture. */
async function expectOne(as: As, launch: Launch, hasScreenshot: boolean): Promise<void> {
  const lead = await as("lead");
  await until(
    async () => ((await lead.triage.issues.query({ launchId: launch.id })).rows.length > 0 ? true : null),
    { message: "the report never came to the board", within: 20_000 },
  );
  const { rows } = await lead.triage.issues.query({ launchId: launch.id });
  expect(rows).toHaveLength(1);
  const { rows: items } = await lead.feedback.issueItems.query({ issueId: rows[0]!.id });
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ hasScreenshot });
}

/** Lets the report's first sending fail in a way, and the next ones through. */
async function failOnce(page: Page, fail: (route: Route) => Promise<void>): Promise<void> {
  let isFirst = true;
  await page.route("**/api/v1/forms/*", async (route) => {
    if (!isFirst) return route.continue();
    isFirst = false;
    await fail(route);
  });
}

const FAILURES: [string, (route: Route) => Promise<void>][] = [
  ["the server answers 503", (route) => route.fulfill({ status: 503, body: "upstream is away" })],
  [
    "a proxy answers with a page of its own",
    (route) => route.fulfill({ status: 200, body: "<html>Welcome</html>" }),
  ],
  ["the connection is refused", (route) => route.abort("connectionrefused")],
  [
    "the connection is reset after the report was stored",
    async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    },
  ],
];
for (const [name, fail] of FAILURES)
  test(`A6: when ${name} nobody is thanked, words and picture stay, and sent again it is one report`, async ({
    page,
    as,
  }) => {
    const { launch } = await openForm(page, as, `Failing form ${name}`);
    await fill(page);
    await choose(page);
    await failOnce(page, fail);
    await send(page);
    await expect(page.getByRole("alert").filter({ hasText: "Not sent yet" })).toBeVisible();
    await expect(page.getByText("Thank you")).toHaveCount(0);
    await expect(page.getByLabel("What happened?")).toHaveValue(WORDS);
    await expect(page.getByLabel("Your e-mail")).toHaveValue("nadia@corner.example");
    await send(page, "Send again");
    await arrived(page);
    expect(REFERENCE.test(await page.getByRole("main").innerText())).toBe(true);
    await expectOne(as, launch, true);
  });

test("A6: when no answer comes for a minute nobody is thanked, and sent again it is one report", async ({
  page,
  as,
}) => {
  test.setTimeout(150_000);
  const { launch } = await openForm(page, as, "Hanging form");
  await fill(page);
  await choose(page);
  // The report arrives; its answer does not.
  await failOnce(page, async (route) => {
    await route.fetch();
    await new Promise((later) => setTimeout(later, 60_000));
    await route.abort().catch(() => undefined);
  });
  await send(page);
  await expect(page.getByRole("alert").filter({ hasText: "Not sent yet" })).toContainText(
    "No answer came in time",
    { timeout: 58_000 },
  );
  await send(page, "Send again");
  await arrived(page);
  await expectOne(as, launch, true);
});

test("A6: an offline telephone keeps the report until it is online", async ({ page, as }) => {
  const { launch } = await openForm(page, as, "Offline form");
  await fill(page);
  await choose(page);
  await page.context().setOffline(true);
  await send(page);
  await expect(page.getByRole("alert").filter({ hasText: "Not sent yet" })).toContainText("You are offline");
  await page.context().setOffline(false);
  await send(page, "Send again");
  await arrived(page);
  await expectOne(as, launch, true);
});

test("A6: what was typed is back after the tab was closed, and gone once it was sent", async ({
  page,
  as,
}) => {
  const { launch, path } = await openForm(page, as, "Closed form");
  await fill(page);
  await page.goto("about:blank");
  const again = await page.context().newPage();
  await again.goto(path);
  await expect(again.getByLabel("What happened?")).toHaveValue(WORDS);
  await expect(again.getByLabel("Your e-mail")).toHaveValue("nadia@corner.example");
  await expect(again.getByText("What you had typed is still here.")).toBeVisible();
  await send(again);
  await arrived(again);
  await again.goto(path);
  await expect(again.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(again.getByLabel("What happened?")).toHaveValue("");
  await expectOne(as, launch, false);
});

test("A3: a telephone's photo of 8 MB arrives with the words @phone", async ({ page, as }) => {
  test.setTimeout(120_000);
  const { launch } = await openForm(page, as, `Photo ${page.viewportSize()!.width}`);
  await fill(page);
  const photo = await noisyPhoto(4032, 3024, 6);
  expect(photo.byteLength).toBeGreaterThan(8 * 1_048_576);
  await page
    .getByLabel("Screenshot")
    .setInputFiles({ name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: photo });
  await send(page);
  await arrived(page);
  await expect(page.getByText("Your picture was left out")).toHaveCount(0);
  await expectOne(as, launch, true);
});

test("A3: what is too large is said at the field before anything is sent", async ({ page, as }) => {
  const { launch } = await openForm(page, as, "Too large");
  await fill(page);
  const posted: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") posted.push(request.url());
  });
  const tooLarge = {
    name: "IMG_2.heic",
    mimeType: "image/heic",
    buffer: Buffer.alloc(15 * 1_048_576 + 1, 1),
  };
  await page.getByLabel("Screenshot").setInputFiles(tooLarge);
  await expect(page.getByText("The picture is larger than 15 MB.")).toBeVisible();
  await send(page);
  await expect(page.getByLabel("Screenshot")).toBeFocused();
  expect(posted.filter((url) => url.includes("/api/v1/forms/"))).toEqual([]);
  await page.getByLabel("Screenshot").setInputFiles([]);
  await send(page);
  await arrived(page);
  await expectOne(as, launch, false);
});

test("A3: a picture that nobody can read is left out, and the page says so", async ({ page, as }) => {
  const { launch } = await openForm(page, as, "Unreadable picture");
  await fill(page);
  await page
    .getByLabel("Screenshot")
    .setInputFiles({ name: "IMG_3.heic", mimeType: "image/heic", buffer: Buffer.from("no picture at all") });
  await send(page);
  await arrived(page);
  await expect(page.getByText("Your picture was left out")).toBeVisible();
  await expectOne(as, launch, false);
});
