/** A session that has ended is over everywhere within five seconds: for pages, calls and open event streams. */
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { createCaller, signInOverHttp } from "@/scripts/http-client";
import { patiently } from "@/scripts/test-run/time-factor.mjs";
import { newcomer, PASSWORD, type Newcomer } from "./fixtures/people";
import { expect, setSession, setting, test } from "./fixtures/test";

/** On a machine that is as slow as the run has measured, in as much more time. */
const WITHIN_MS = patiently(5_000);

type Device = { context: BrowserContext; page: Page; cookie: string };

/** One browser in which the person is signed in, with a page whose event stream is open. */
async function signedInDevice(browser: Browser, { email, slug }: Newcomer): Promise<Device> {
  const cookie = await signInOverHttp(setting("E2E_URL"), { email, password: PASSWORD });
  const context = await browser.newContext({ baseURL: setting("E2E_URL") });
  await setSession(context, cookie);
  const page = await context.newPage();
  await page.goto(`/${slug}/settings/account`);
  await expect(page.getByText("live", { exact: true })).toBeVisible();
  return { context, page, cookie };
}

/** Opens an event stream as a program would; answers with a promise that is kept when the server ends it. */
async function openStream(cookie: string, slug: string): Promise<{ ended: Promise<number> }> {
  const answer = await fetch(new URL(`/api/v1/events?org=${slug}`, setting("E2E_URL")), {
    headers: { cookie },
  });
  expect(answer.status).toBe(200);
  return { ended: answer.text().then(() => Date.now()) };
}

const callStatus = async (cookie: string, slug: string): Promise<number> =>
  (
    await fetch(new URL("/api/trpc/tenancy.me", setting("E2E_URL")), {
      headers: { cookie, "x-steady-org": slug },
    })
  ).status;

/** The page leaves for sign-in by itself, the stream ends and calls are refused, all in time. */
async function expectOver(
  device: Device,
  stream: { ended: Promise<number> },
  sinceMs: number,
  slug: string,
): Promise<void> {
  await expect(device.page).toHaveURL(/\/sign-in/, { timeout: WITHIN_MS });
  expect(await callStatus(device.cookie, slug)).toBe(401);
  expect((await stream.ended) - sinceMs, "the stream outlived its session").toBeLessThan(WITHIN_MS);
}

test("changing the password ends every other session and its streams, and keeps the one it was changed in", async ({
  browser,
}) => {
  const person = await newcomer("password");
  const [mine, other] = [await signedInDevice(browser, person), await signedInDevice(browser, person)];
  const stream = await openStream(other.cookie, person.slug);
  await mine.page.getByLabel("Current password").fill(PASSWORD);
  await mine.page.getByLabel("New password").fill("another kettle entirely 7");
  const sinceMs = Date.now();
  await mine.page.getByRole("button", { name: "Change the password" }).click();
  await expectOver(other, stream, sinceMs, person.slug);
  await expect(mine.page.getByText("Your password was changed")).toBeVisible();
  await mine.page.reload();
  await expect(mine.page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(mine.page.getByText("This one", { exact: true })).toBeVisible();
  await mine.context.close();
  await other.context.close();
});

test("signing out ends the session in every window that uses it, with their streams", async ({ browser }) => {
  const person = await newcomer("sign-out");
  const device = await signedInDevice(browser, person);
  const second = await device.context.newPage();
  await second.goto(`/${person.slug}/launches`);
  await expect(second.getByText("live", { exact: true })).toBeVisible();
  const stream = await openStream(device.cookie, person.slug);
  await second.getByRole("button", { name: "Account of Nina Newcomer" }).click();
  const sinceMs = Date.now();
  await second.getByRole("menuitem", { name: "Sign out" }).click();
  await expectOver(device, stream, sinceMs, person.slug);
  await expect(second).toHaveURL(/\/sign-in/);
  await setSession(device.context, device.cookie);
  await second.goto(`/${person.slug}/launches`);
  await expect(second, "the old cookie opened a page").toHaveURL(/\/sign-in/);
  await device.context.close();
});

test("signing out everywhere ends every session of the person, this one too", async ({ browser }) => {
  const person = await newcomer("everywhere");
  const [mine, other] = [await signedInDevice(browser, person), await signedInDevice(browser, person)];
  const stream = await openStream(other.cookie, person.slug);
  const sinceMs = Date.now();
  await mine.page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expectOver(other, stream, sinceMs, person.slug);
  await expect(mine.page).toHaveURL(/\/sign-in/);
  expect(await callStatus(mine.cookie, person.slug)).toBe(401);
  await mine.context.close();
  await other.context.close();
});

test("a single session is ended from the list, and the others go on", async ({ browser }) => {
  const person = await newcomer("single");
  const [mine, other] = [await signedInDevice(browser, person), await signedInDevice(browser, person)];
  const stream = await openStream(other.cookie, person.slug);
  await mine.page.reload();
  // The device signed in last stands first among the others.
  await expect(mine.page.getByRole("button", { name: "End session" })).toHaveCount(1);
  const sinceMs = Date.now();
  await mine.page.getByRole("button", { name: "End session" }).click();
  await expectOver(other, stream, sinceMs, person.slug);
  await expect(mine.page.getByRole("button", { name: "End session" })).toHaveCount(0);
  expect(await callStatus(mine.cookie, person.slug)).toBe(200);
  await mine.context.close();
  await other.context.close();
});

test("whoever was sent to sign in comes back to the page they were on", async ({ browser }) => {
  const person = await newcomer("return");
  const device = await signedInDevice(browser, person);
  await createCaller(setting("E2E_URL"), {
    cookie: device.cookie,
    organization: person.slug,
  }).account.signOutEverywhere.mutate();
  await expect(device.page).toHaveURL(/\/sign-in\?next=/, { timeout: WITHIN_MS });
  await device.page.getByLabel("E-mail").fill(person.email);
  await device.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await device.page.getByRole("button", { name: "Sign in" }).click();
  await expect(device.page).toHaveURL(new RegExp(`/${person.slug}/settings/account$`));
  await device.context.close();
});
