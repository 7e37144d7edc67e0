/** Toasts cover nothing that can be read or pressed, beside the navigation and without it. */
import type { Page } from "@playwright/test";
import { openLaunch, report, workersDone } from "../fixtures/launch";
import { expect, expectFitForAll, openScreen, picture, seen, test, toast, type As } from "../fixtures/test";

/** What can be pressed or counts something and lies under a toast, clipped as it is seen. */
async function covered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    type Box = { left: number; top: number; right: number; bottom: number };
    const overlap = (a: Box, b: Box): Box => ({
      left: Math.max(a.left, b.left),
      top: Math.max(a.top, b.top),
      right: Math.min(a.right, b.right),
      bottom: Math.min(a.bottom, b.bottom),
    });
    const isThere = ({ left, top, right, bottom }: Box) => right - left > 1 && bottom - top > 1;
    const seenOf = (element: Element): Box => {
      let box: Box = element.getBoundingClientRect();
      for (let above = element.parentElement; above; above = above.parentElement)
        if (getComputedStyle(above).overflow !== "visible") box = overlap(box, above.getBoundingClientRect());
      return box;
    };
    const toasts = [...document.querySelectorAll("[data-sonner-toast][data-visible=true]")].map((shown) =>
      shown.getBoundingClientRect(),
    );
    const wanted = "button,a,input,[role=checkbox],[role=status],[role=toolbar],.figures,h1,h2,h3,p";
    return [...document.querySelectorAll(wanted)]
      .filter((element) => !element.closest("[data-sonner-toaster]") && element.checkVisibility())
      .filter((element) => toasts.some((box) => isThere(overlap(box, seenOf(element)))))
      .map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 40)}`);
  });
}

async function openFour(as: As, name: string) {
  const launch = await openLaunch(as, name);
  for (const text of [
    "Payment page stays white after the bank has confirmed.",
    "Invoices show the wrong VAT for Austria.",
    "Driver app forgets its route when the telephone rings.",
    "Calendar paints Sundays on top of Mondays.",
  ])
    await report(as, launch, { text });
  await workersDone(as);
  return launch;
}

for (const viewport of [
  { width: 1280, height: 720 },
  { width: 360, height: 740 },
]) {
  test.describe(`at ${viewport.width} px`, () => {
    test.use({ viewport });

    test("two toasts over the inbox cover nothing", async ({ page, as, signIn }) => {
      const launch = await openFour(as, `Toasts ${viewport.width}`);
      const { rows } = await (await as("lead")).triage.inbox.query({ launchId: launch.id });
      await signIn("lead");
      await page.goto(launch.room(`inbox?at=${rows[0]!.id}`));
      await expect(page.getByRole("article", { name: `Issue #${rows[0]!.number}` })).toBeVisible();
      await seen(page);
      const decide = page.getByRole("group", { name: "Decide" });
      await decide.getByRole("button", { name: /^Accept/ }).click();
      await expect(toast(page, "Accepted")).toBeVisible();
      await seen(page);
      await decide.getByRole("button", { name: /^Park as wish/ }).click();
      const dialog = page.getByRole("dialog", { name: /^Park #/ });
      await expect(toast(page, "Parked").or(dialog)).toBeVisible();
      if (await dialog.isVisible()) await dialog.getByRole("button", { name: "Cancel" }).click();
      await expect.poll(() => covered(page)).toEqual([]);
      await picture(page, "inbox-toasts");
      await expectFitForAll(page, { hasFrame: true });
      await picture(page, "inbox-dark");
    });

    test("a bulk act clears the selection, and its toast covers neither counts nor bars", async ({
      page,
      as,
      signIn,
    }) => {
      const launch = await openFour(as, `Bulk ${viewport.width}`);
      await signIn("lead");
      await openBoard(page, launch.room("board"));
      const boxes = page.getByRole("list", { name: "Issues" }).getByRole("checkbox");
      await boxes.nth(0).click({ force: true });
      await boxes.nth(1).click({ force: true });
      const bar = page.getByRole("toolbar", { name: "2 selected issues" });
      await bar.getByRole("button", { name: /^Accept/ }).click();
      await expect(toast(page, "Accepted 2 issues")).toBeVisible();
      await expect(bar).toBeHidden();
      await expect(boxes.and(page.locator("[aria-checked=true]"))).toHaveCount(0);
      await expect.poll(() => covered(page)).toEqual([]);
      // The bar that comes while a toast is there has room beside it too.
      await boxes.nth(2).click({ force: true });
      await expect(page.getByRole("toolbar", { name: "1 selected issue" })).toBeVisible();
      await expect.poll(() => covered(page)).toEqual([]);
      await picture(page, "board-bulk-toast");
    });
  });
}

async function openBoard(page: Page, path: string): Promise<void> {
  if ((page.viewportSize()?.width ?? 0) > 600) return openScreen(page, path);
  await page.goto(path);
  await expect(page.getByRole("list", { name: "Issues" }).getByRole("listitem")).toHaveCount(4);
}
