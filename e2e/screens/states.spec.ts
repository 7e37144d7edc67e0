/** What a screen looks like before its figures, without them and to those who may not: used by everybody, in light and in dark. */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { createCaller, signInOverHttp } from "@/scripts/http-client";
import { breakIssuesOf } from "@/server/testing/unreadable-issues";
import { expectAccessible, expectAccessibleInBothThemes } from "../fixtures/axe";
import { issueOf, openLaunch } from "../fixtures/launch";
import { populated } from "../fixtures/populated";
import { newcomer, PASSWORD, setting } from "../fixtures/people";
import { expect, expectFitForAll, expectNoStrayScroll, setSession, test } from "../fixtures/test";

// What axe finds says all there is to say; recording every step would take longer than looking.
test.use({ trace: "off" });

const PROCEDURES = "**/api/trpc/**";

/** What a page comes with is asked for by the browser only when the server could not read it. */
let unreadable: { cookie: string; room: (path: string) => string };
let repair: () => Promise<void>;

test.beforeAll(async () => {
  const url = setting("E2E_URL");
  const { email, slug, organizationId } = await newcomer(`unreadable-${randomUUID().slice(0, 8)}`);
  const cookie = await signInOverHttp(url, { email, password: PASSWORD });
  const caller = createCaller(url, { cookie, organization: slug });
  const as = () => Promise.resolve(caller);
  const launch = await openLaunch(as, "Unreadable");
  const { itemId } = await caller.feedback.logItem.mutate({
    launchId: launch.id,
    idempotencyKey: randomUUID(),
    text: "The basket is empty after the payment.",
  });
  await issueOf(as, { itemId });
  unreadable = { cookie, room: (path) => `/${slug}/${launch.slug}/${path}` };
  repair = await breakIssuesOf(setting("E2E_ADMIN_URL"), organizationId);
});
test.afterAll(() => repair());

/** Opens the rooms whose drawings differ and looks at each once what is said there has come. */
async function walk(page: Page, rooms: readonly string[], look: () => Promise<void>): Promise<void> {
  for (const path of rooms)
    await test.step(path, async () => {
      await page.goto(unreadable.room(path));
      await look();
      await expectNoStrayScroll(page, { hasFrame: true });
    });
}

test("a screen that waits for its figures says so and can be used by everybody", async ({
  page,
  context,
}) => {
  await setSession(context, unreadable.cookie);
  // Never answered while the page stands.
  await page.route(PROCEDURES, () => undefined);
  const waiting = page.getByRole("status").filter({ hasText: /^(Loading|Reading)/ });
  await walk(page, ["war-room", "inbox", "board?layout=matrix", "exit", "sources"], async () => {
    await expect(waiting.first()).toBeAttached();
    // Nothing on it can be read yet, so one theme says as much as two.
    await expectAccessible(page);
  });
});

test("a screen whose figures could not be read says so, offers another try and can be used by everybody", async ({
  page,
  context,
}) => {
  await setSession(context, unreadable.cookie);
  const look = async () => {
    await expect(page.getByText(/could not be read|Couldn['’]t load/).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Try again" }).first()).toBeVisible();
    await expectAccessibleInBothThemes(page);
  };
  await walk(
    page,
    ["war-room", "inbox", "board?layout=matrix", "exit", "sources", "settings?section=components"],
    look,
  );
});

test("somebody who only reads sees every room without what they may not do", async ({
  page,
  signIn,
  organization,
}) => {
  const launch = populated();
  await signIn("viewer");
  const { room, known } = launch;
  for (const [path, shows] of [
    [room(`issues/${known.number}`), "Pay by invoice until Friday"],
    [room("exit"), "It is an open critical."],
    [room("settings"), "Changing them is for leads and admins."],
    [`/${organization}/launches/new`, "Setting up a launch is for leads and admins"],
  ] as const)
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByText(shows).filter({ visible: true }).first()).toBeVisible();
      await expectFitForAll(page, { hasFrame: true });
    });
});

test("each step of setting up a launch can be used by everybody on a telephone @phone-only", async ({
  page,
  signIn,
  organization,
}) => {
  await signIn("lead");
  await page.goto(`/${organization}/launches/new`);
  const next = page.getByRole("button", { name: "Continue" });
  await next.click();
  await expect(page.getByText("Give the launch a name.")).toBeVisible();
  await expect(page.getByLabel("Name")).toBeFocused();
  await expectFitForAll(page, { hasFrame: true });
  await page.getByLabel("Name").fill(`Steps ${randomUUID().slice(0, 6)}`);
  for (const step of ["Dates", "Components", "Team", "Exit criteria", "First source"]) {
    await next.click();
    await expect(page.getByRole("heading", { level: 2, name: step })).toBeVisible();
    await expectFitForAll(page, { hasFrame: true });
  }
});
