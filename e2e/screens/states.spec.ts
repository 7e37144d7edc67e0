/** What a screen looks like before its figures, without them and to those who may not: used by everybody, in light and in dark. */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { populated, type Populated } from "../fixtures/populated";
import {
  expect,
  expectAccessible,
  expectFitForAll,
  expectNoStrayScroll,
  inBothThemes,
  test,
} from "../fixtures/test";

// What axe finds says all there is to say; recording every step would take longer than looking.
test.use({ trace: "off" });

const ROOMS = [
  "war-room",
  "inbox",
  "board",
  "board?layout=matrix",
  "board?layout=kanban",
  "exit",
  "sources",
  "settings",
] as const;

const PROCEDURES = "**/api/trpc/**";

/** The screens above, each as it stands while nothing has been answered or after everything was refused. */
async function walk(
  page: Page,
  { room }: Populated,
  isThere: (path: string) => Promise<void>,
): Promise<void> {
  for (const path of ROOMS)
    await test.step(path, async () => {
      await page.goto(room(path));
      await isThere(path);
      await expectNoStrayScroll(page, { hasFrame: true });
      await inBothThemes(page, () => expectAccessible(page));
    });
}

test("a screen that waits for its figures says so and can be used by everybody", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await populated(as);
  await signIn("lead");
  // Never answered while the page stands.
  await page.route(PROCEDURES, () => undefined);
  await walk(page, launch, () =>
    expect(
      page
        .getByRole("status")
        .filter({ hasText: /^(Loading|Reading)/ })
        .first(),
    ).toBeAttached(),
  );
});

test("a screen whose figures could not be read says so, offers another try and can be used by everybody", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await populated(as);
  await signIn("lead");
  // A failed server's own words: an answer, so nothing is asked again in silence first.
  const refusal = {
    code: "INTERNAL",
    message: "Something went wrong on our side.",
    details: {},
    retryAfterMs: null,
  };
  await page.route(PROCEDURES, (route) => {
    const asked = new URL(route.request().url()).pathname.split("/").pop()!.split(",");
    const refused = (path: string) => ({
      error: {
        json: {
          message: refusal.message,
          code: -32603,
          data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500, path, refusal },
        },
      },
    });
    return route.fulfill({ status: 500, json: asked.map(refused) });
  });
  await walk(page, launch, async () => {
    await expect(page.getByText(/could not be read/).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Try again" }).first()).toBeVisible();
  });
});

test("somebody who only reads sees every room without what they may not do", async ({
  page,
  as,
  signIn,
  organization,
}) => {
  const launch = await populated(as);
  await signIn("viewer");
  const { room, known } = launch;
  for (const [path, shows] of [
    [room("board"), known.title],
    [room(`issues/${known.number}`), "Pay by invoice until Friday"],
    [room("exit"), "It is an open critical."],
    [room("routing"), "On recent reports"],
    [room("settings"), "Changing them is for leads and admins."],
    [`/${organization}/launches/new`, "Setting up a launch is for leads and admins"],
    [`/${organization}/settings/audit`, "This is closed to you"],
  ] as const)
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByText(shows).filter({ visible: true }).first()).toBeVisible();
      await expectFitForAll(page, { hasFrame: true });
    });
});

test("each step of setting up a launch can be used by everybody, and on a telephone too @phone", async ({
  page,
  signIn,
  organization,
}) => {
  await signIn("lead");
  await page.goto(`/${organization}/launches/new`);
  const next = page.getByRole("button", { name: "Continue" });
  await next.click();
  await expect(page.getByText("Give the launch a name.")).toBeVisible();
  await expectFitForAll(page, { hasFrame: true });
  await page.getByLabel("Name").fill(`Steps ${randomUUID().slice(0, 6)}`);
  for (const step of ["Dates", "Components", "Team", "Exit criteria", "First way in"]) {
    await next.click();
    await expect(page.getByRole("heading", { level: 2, name: step })).toBeVisible();
    await expectFitForAll(page, { hasFrame: true });
  }
});

for (const [path, shows] of [
  ["/reset-password/nothing-of-ours", "This link no longer works"],
  ["/invitation/nothing-of-ours", "This invitation cannot be used"],
  ["/report/nothing-of-ours", "There is nothing at this address"],
  ["/f/nothing-of-ours", "There is nothing at this address"],
] as const)
  test(`${path} says that it leads nowhere, to everybody @phone`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: shows })).toBeVisible();
    await expectFitForAll(page);
  });
