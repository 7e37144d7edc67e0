/** Servers that don't answer, networks that answer in their place: what a screen says within two seconds, and that it can go on. */
import type { Page } from "@playwright/test";
import { expectAccessibleInBothThemes } from "../fixtures/axe";
import { expect, openScreen, picture, test } from "../fixtures/test";

const PROCEDURES = "**/api/trpc/**";
/** A read is given up after so long (`READ_TIMEOUT_MS`). */
const GIVEN_UP_AFTER_MS = 25_000;

const table = (page: Page) => page.getByRole("region", { name: "Members" });
/** Asks for what the page did not come with. */
const find = (page: Page) => page.getByLabel("Find a member").fill("Vera");
const failure = (page: Page) => page.getByRole("alert").filter({ hasText: "Couldn’t load the members" });

test("a server that accepts and never answers is named soon and given up in the end", async ({
  page,
  signIn,
  organization,
}) => {
  await signIn("lead");
  await page.clock.install();
  await openScreen(page, `/${organization}/settings/members`);
  await page.route(PROCEDURES, () => undefined);
  await find(page);
  await expect(page.getByText("Loading the members")).toBeAttached();
  await expect(page.getByText("Still waiting for the server…").first()).toBeVisible();
  await picture(page, "still-waiting");
  await expectAccessibleInBothThemes(page);

  // As long as it takes from whenever the read began: on a busy machine that may be after the page was looked at.
  await expect(async () => {
    await page.clock.fastForward(GIVEN_UP_AFTER_MS);
    await expect(failure(page)).toContainText(
      `The server has not answered within ${GIVEN_UP_AFTER_MS / 1000} s.`,
      { timeout: 2_000 },
    );
  }).toPass({ timeout: 40_000 });
  await expect(failure(page)).not.toContainText("connection");
  await picture(page, "given-up");

  await page.unroute(PROCEDURES);
  await failure(page).getByRole("button", { name: "Try again" }).click();
  await expect(table(page)).toBeVisible();
});

for (const [what, answer, words] of [
  [
    "a proxy without a server behind it",
    { status: 503, contentType: "text/html", body: "<h1>503</h1>" },
    "The server is not available at the moment (503).",
  ],
  [
    "a network's own sign-in page",
    { status: 200, contentType: "text/html", body: "<h1>Welcome to our café</h1>" },
    "What answered was not Steady (200).",
  ],
  ["a connection that is refused", "connectionrefused", "The server could not be reached."],
] as const)
  test(`${what} is named for what is known of it`, async ({ page, signIn, organization }) => {
    await signIn("lead");
    await openScreen(page, `/${organization}/settings/members`);
    await page.route(PROCEDURES, (route) =>
      typeof answer === "string" ? route.abort(answer) : route.fulfill(answer),
    );
    await find(page);
    await expect(failure(page)).toBeVisible();
    await expect(failure(page)).toContainText(words);
    await page.unroute(PROCEDURES);
    await failure(page).getByRole("button", { name: "Try again" }).click();
    await expect(table(page)).toBeVisible();
  });

test("a change whose answer is lost is not said to have failed", async ({ page, signIn, organization }) => {
  await signIn("owner");
  await page.goto(`/${organization}/settings/members`);
  const row = table(page).getByRole("row").filter({ hasText: "Vera Viewer" });
  await expect(row).toBeVisible();
  await page.route(PROCEDURES, (route) =>
    route.request().method() === "POST" ? route.abort("connectionreset") : route.fallback(),
  );
  await row.getByRole("combobox").click();
  await page.getByRole("option", { name: "QA" }).click();
  const notice = page.locator("[data-sonner-toast]").filter({ hasText: "No answer from the server" });
  await expect(notice).toContainText("Whether this was done is not known");
  await expect(page.getByText("Nothing was changed")).toHaveCount(0);
});
