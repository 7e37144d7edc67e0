/** The lead sets up a launch, goes back, reloads, and loses nothing. */
import { DAY_MS, openLaunch } from "../fixtures/launch";
import { expect, openScreen, picture, setting, test } from "../fixtures/test";

const NEW = () => `/${setting("E2E_ORG")}/launches/new`;

test("Back, the browser's Back and a reload keep what was typed; the frame shows no other launch", async ({
  page,
  as,
  signIn,
}) => {
  const other = await openLaunch(as, "Another launch");
  await signIn("lead");
  await openScreen(page, other.room("board"));
  await openScreen(page, NEW());
  const bar = page.getByRole("banner");
  await expect(bar).toContainText("New launch");
  await expect(bar).not.toContainText("Another launch");
  await expect(bar.getByText("criteria")).toHaveCount(0);
  await page.getByLabel("Name", { exact: true }).fill("Kept launch");
  await page.getByLabel("Scope").fill("Everything in the shop.");
  const go = () => page.getByRole("button", { name: "Continue" }).click();
  await go();
  await page.getByLabel("Goes live").fill("2027-02-01T10:00");
  await go();
  await page.getByLabel("Name", { exact: true }).fill("Checkout");
  await expect(page).toHaveURL(/step=components/);
  await picture(page, "wizard-components");
  await page.goBack();
  await expect(page.getByLabel("Goes live")).toHaveValue("2027-02-01T10:00");
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Kept launch");
  await page.goForward();
  await page.reload();
  await expect(page.getByText("Your draft is still here.")).toBeVisible();
  await page.getByRole("button", { name: "Components" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Checkout");
  await page.getByRole("button", { name: "Scope and name" }).click();
  await expect(page.getByLabel("Scope")).toHaveValue("Everything in the shop.");
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("");
});

test("a launch that is live and still planned says who moves it", async ({ page, as, signIn }) => {
  const launch = await openLaunch(as, "Planned and live", {
    liveAt: new Date(Date.now() + DAY_MS),
    endsAt: new Date(Date.now() + 9 * DAY_MS),
  });
  const { version } = await (await as("lead")).launches.bySlug.query({ slug: launch.slug });
  await (
    await as("lead")
  ).launches.edit.mutate({ launchId: launch.id, version, liveAt: new Date(Date.now() - DAY_MS) });
  await signIn("lead");
  await openScreen(page, launch.room("settings?section=phases"));
  const notice = page.getByText("Go-live has passed, and the phase is still Planned");
  await expect(notice).toBeVisible();
  await signIn("viewer");
  await openScreen(page, launch.room("settings?section=phases"));
  await expect(notice).toBeVisible();
  await expect(page.getByText(/a lead or an admin of your organization moves it to Live/)).toBeVisible();
});

test("the war room begins with the verdict, and the bar on top and the wall board say the same", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "A verdict");
  await signIn("lead");
  await openScreen(page, launch.room("war-room"));
  await expect(page.getByText("no reports or traffic yet")).toBeVisible();
  await expect(page.getByRole("banner").getByRole("link", { name: "Unknown" })).toBeVisible();
  const caller = await as("lead");
  await caller.feedback.logItem.mutate({
    launchId: launch.id,
    idempotencyKey: "a-verdict-1",
    text: "Nobody can pay, every card is refused.",
    severity: "critical",
  });
  await expect(page.getByRole("link", { name: "1 critical open" })).toBeVisible();
  const bar = page.getByRole("banner").getByRole("link", { name: "Not stable" });
  await expect(bar).toHaveAttribute("title", /^Not stable: 1 critical open; /);
  await picture(page, "war-room-verdict");
  await page.goto(launch.room("war-room?wall=1"));
  await expect(page.getByText(/Not stable: ?1 critical open/)).toBeVisible();
});
