/** D4: issues are moved on the matrix with a finger, a pen, the keyboard and with single clicks; and what lies there stays. */
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { openLaunch, report, reportIssue, workersDone, type Launch } from "../fixtures/launch";
import {
  expect,
  expectFitForAll,
  openScreen,
  picture,
  setting,
  signInTo,
  test,
  toast,
  type As,
} from "../fixtures/test";

type Point = { x: number; y: number };

const bubbleOf = (page: Page, id: string): Locator => page.locator(`svg [data-issue-id="${id}"]`);

async function middleOf(locator: Locator): Promise<Point> {
  const { x, y, width, height } = (await locator.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

/** Exactly where a bubble is drawn. */
const drawnAt = (page: Page, id: string) => bubbleOf(page, id).getAttribute("transform");

/** What an issue is on the server. */
async function figuresOf(as: As, id: string) {
  const { impact, effort, impactReason, effortReason } = await (
    await as("lead")
  ).feedback.issue.query({ issueId: id });
  return { impact, effort, impactReason, effortReason };
}

/** A tablet with a touch screen, signed in as a lead, on the matrix of a launch. */
async function openTablet(context: BrowserContext, launch: Launch): Promise<Page> {
  await signInTo(context, "lead");
  const page = await context.newPage();
  await openScreen(page, launch.room("board?layout=matrix&filter="));
  return page;
}

/** One finger down, along a line, and up, as the browser's own input: it may take the touch away from the page. */
async function swipe(page: Page, from: Point, to: Point, { isLifted = true } = {}): Promise<void> {
  const input = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: Point[]) =>
    input.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map((point) => ({ ...point, id: 1 })),
    });
  await touch("touchStart", [from]);
  for (let step = 1; step <= 12; step++)
    await touch("touchMove", [
      { x: from.x + ((to.x - from.x) * step) / 12, y: from.y + ((to.y - from.y) * step) / 12 },
    ]);
  if (isLifted) await touch("touchEnd", []);
  await input.detach();
}

const TABLET = { viewport: { width: 1180, height: 820 }, hasTouch: true } as const;
const tablet = () => ({
  ...TABLET,
  baseURL: setting("E2E_URL"),
  locale: "en-GB",
  timezoneId: "Europe/Berlin",
});

for (const [way, by, changes] of [
  ["up", { x: 4, y: -140 }, { impact: 1, effort: 0 }],
  ["down", { x: -3, y: 70 }, { impact: -1, effort: 0 }],
  ["to the right", { x: 150, y: 6 }, { impact: 0, effort: 1 }],
  ["diagonally", { x: 130, y: -130 }, { impact: 1, effort: 1 }],
] as const)
  test(`D4: on a touch screen of 1180 × 820 a bubble is dragged ${way} and stays where it was dropped`, async ({
    browser,
    as,
  }) => {
    const launch = await openLaunch(as, `Touched ${way}`);
    const { id, number } = await reportIssue(as, launch, {
      text: "The basket empties itself while one pays.",
    });
    const before = await figuresOf(as, id);
    const context = await browser.newContext(tablet());
    const page = await openTablet(context, launch);
    const start = await middleOf(bubbleOf(page, id));
    const end = { x: start.x + by.x, y: start.y + by.y };
    await swipe(page, start, end);
    const bar = page.getByRole("form", { name: `Place #${number}` });
    await expect(bar).toBeVisible();
    const dropped = await middleOf(bubbleOf(page, id));
    const place = await drawnAt(page, id);
    // An axis that the drag does not change stays; whole numbers are a few px apart.
    expect(Math.abs(dropped.x - (changes.effort === 0 ? start.x : end.x))).toBeLessThan(8);
    expect(Math.abs(dropped.y - (changes.impact === 0 ? start.y : end.y))).toBeLessThan(8);
    if (changes.impact !== 0) await bar.getByLabel("Why this impact").fill("Orders before noon.");
    if (changes.effort !== 0) await bar.getByLabel("Why this effort").fill("Two teams.");
    await bar.getByRole("button", { name: "Keep", exact: true }).click();
    await expect(toast(page, `Set #${number}:`)).toBeVisible();
    expect(await drawnAt(page, id)).toBe(place);
    const after = await figuresOf(as, id);
    expect(Math.sign(after.impact - before.impact)).toBe(changes.impact);
    expect(Math.sign(after.effort - before.effort)).toBe(changes.effort);
    if (changes.impact !== 0) expect(after.impactReason).toBe("Orders before noon.");
    if (changes.effort !== 0) expect(after.effortReason).toBe("Two teams.");
    await context.close();
  });

test("D4: a pen drags a bubble", async ({ page, as, signIn }) => {
  const launch = await openLaunch(as, "Penned");
  const { id, number } = await reportIssue(as, launch, { text: "The basket empties itself while one pays." });
  await signIn("lead");
  await openScreen(page, launch.room("board?layout=matrix&filter="));
  const start = await middleOf(bubbleOf(page, id));
  const place = await drawnAt(page, id);
  const input = await page.context().newCDPSession(page);
  const pen = (type: "mousePressed" | "mouseMoved" | "mouseReleased", y: number) =>
    input.send("Input.dispatchMouseEvent", {
      ...{ type, x: start.x, y, button: "left", buttons: type === "mouseReleased" ? 0 : 1, clickCount: 1 },
      ...{ pointerType: "pen", force: 0.5 },
    });
  await pen("mousePressed", start.y);
  for (let y = start.y; y > start.y - 120; y -= 10) await pen("mouseMoved", y);
  await pen("mouseReleased", start.y - 120);
  await input.detach();
  await expect(page.getByRole("form", { name: `Place #${number}` })).toContainText(/impact \d+ → \d+/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("form", { name: `Place #${number}` })).toBeHidden();
  expect(await drawnAt(page, id)).toBe(place);
});

test("D4: a second finger zooms the page and puts the bubble back", async ({ browser, as }) => {
  const launch = await openLaunch(as, "Pinched");
  const { id, number } = await reportIssue(as, launch, { text: "The basket empties itself while one pays." });
  const context = await browser.newContext({ ...tablet(), isMobile: true });
  const page = await openTablet(context, launch);
  const start = await middleOf(bubbleOf(page, id));
  const place = await drawnAt(page, id);
  const input = await context.newCDPSession(page);
  await input.send("Input.synthesizePinchGesture", { ...start, scaleFactor: 2, relativeSpeed: 400 });
  await input.detach();
  await expect.poll(() => page.evaluate(() => visualViewport!.scale)).toBeGreaterThan(1.3);
  await expect(page.getByRole("form", { name: `Place #${number}` })).toHaveCount(0);
  expect(await drawnAt(page, id)).toBe(place);
  await context.close();
});

test("D4: outside of bubbles a finger scrolls what can be scrolled", async ({ browser, as }) => {
  const launch = await openLaunch(as, "Scrolled past");
  const { id } = await reportIssue(as, launch, { text: "The basket empties itself while one pays." });
  const context = await browser.newContext({ ...tablet(), viewport: { width: 800, height: 420 } });
  const page = await openTablet(context, launch);
  const plane = (await page.locator("svg:has([data-issue-id])").boundingBox())!;
  const bubble = await middleOf(bubbleOf(page, id));
  const from = {
    x: bubble.x > plane.x + plane.width / 2 ? plane.x + 120 : plane.x + plane.width - 120,
    y: plane.y + 160,
  };
  await swipe(page, from, { x: from.x, y: from.y - 110 });
  await expect
    .poll(async () => (await page.locator("svg:has([data-issue-id])").boundingBox())!.y)
    .toBeLessThan(plane.y - 20);
  await context.close();
});

test("D4: the keyboard places an issue on both axes, each with its reason", async ({ page, as, signIn }) => {
  const launch = await openLaunch(as, "By key");
  const { id, number, title } = await reportIssue(as, launch, {
    text: "The basket empties itself while one pays.",
  });
  const before = await figuresOf(as, id);
  await signIn("lead");
  await openScreen(page, launch.room("board?layout=matrix&filter="));
  await expect(page.getByRole("button", { name: title })).toBeVisible();
  await page.keyboard.press("j");
  for (const key of ["ArrowUp", "ArrowUp", "ArrowRight"]) await page.keyboard.press(key);
  const bar = page.getByRole("form", { name: `Place #${number}` });
  await bar.getByLabel("Why this impact").fill("Every restaurant.");
  await page.keyboard.press("Tab");
  for (let tabs = 0; tabs < 6; tabs++) {
    if (await bar.getByLabel("Why this effort").evaluate((input) => input === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("Two teams.");
  await page.keyboard.press("Enter");
  await expect(toast(page, `Set #${number}:`)).toBeVisible();
  expect(await figuresOf(as, id)).toEqual({
    impact: before.impact + 10,
    effort: before.effort + 5,
    impactReason: "Every restaurant.",
    effortReason: "Two teams.",
  });
});

test("D4: single clicks and a typed number do all that dragging does", async ({ page, as, signIn }) => {
  const launch = await openLaunch(as, "By clicks");
  const { id, number, title } = await reportIssue(as, launch, {
    text: "The basket empties itself while one pays.",
  });
  const before = await figuresOf(as, id);
  await signIn("lead");
  await openScreen(page, launch.room("board?layout=matrix&filter="));
  await page.getByRole("button", { name: title }).click();
  await page.getByRole("button", { name: `Place #${number}` }).click();
  const bar = page.getByRole("form", { name: `Place #${number}` });
  await bar.getByRole("button", { name: "Less effort" }).click();
  await bar.getByRole("button", { name: "Less effort" }).click();
  await bar.getByRole("button", { name: "More effort" }).click();
  await bar.getByLabel("Impact", { exact: true }).fill("60");
  await expect(bar.getByRole("status")).toContainText(`impact ${before.impact} → 60`);
  await bar.getByRole("button", { name: "Keep, no reason" }).click();
  await expect(toast(page, `Set #${number}:`)).toBeVisible();
  expect(await figuresOf(as, id)).toMatchObject({ impact: 60, effort: before.effort - 5 });
});

test("an open critical is set below the line only with a reason, and the bar says why", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Below the line");
  const { id, number, title } = await reportIssue(as, launch, {
    text: "The basket empties itself while one pays.",
  });
  await (await as("lead")).triage.act.mutate({ issueId: id, act: { kind: "relabel", severity: "critical" } });
  await workersDone(as);
  expect((await figuresOf(as, id)).impact).toBeGreaterThanOrEqual(50);
  await signIn("lead");
  await openScreen(page, launch.room("board?layout=matrix&filter="));
  await page.getByRole("button", { name: title }).click();
  await page.getByRole("button", { name: `Place #${number}` }).click();
  const bar = page.getByRole("form", { name: `Place #${number}` });
  await bar.getByLabel("Impact", { exact: true }).fill("30");
  await bar.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(bar.getByRole("alert")).toContainText("An open critical lies above the line");
  await expect(bar.getByLabel("Why this impact")).toBeFocused();
  await picture(page, "matrix-below-the-line");
  await bar.getByLabel("Why this impact").fill("Only the rehearsal system is affected.");
  await bar.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(toast(page, `Set #${number}:`)).toBeVisible();
  expect(await figuresOf(as, id)).toMatchObject({
    impact: 30,
    impactReason: "Only the rehearsal system is affected.",
  });
});

/** Issues with a subject of their own each, all put at one place or another by a person. */
async function fillPlaces(as: As, launch: Launch, places: readonly { impact: number; effort: number }[]) {
  const { distinctReport } = await import("@/bench/distinct-reports");
  const lead = await as("lead");
  for (const index of places.keys()) await report(as, launch, { text: distinctReport(index) });
  await workersDone(as);
  const { bubbles } = await lead.triage.matrix.query({ launchId: launch.id, filter: "" });
  const sorted = [...bubbles].sort((a, b) => a.number - b.number);
  for (const [index, place] of places.entries())
    await lead.triage.place.mutate({ issueId: sorted[index]!.id, act: { kind: "place", ...place } });
  return sorted;
}

const transformsOf = (page: Page): Promise<Record<string, string>> =>
  page
    .locator("svg [data-issue-id]")
    .evaluateAll((all) =>
      Object.fromEntries(
        all.map((bubble) => [bubble.getAttribute("data-issue-id")!, bubble.getAttribute("transform")!]),
      ),
    );

test("while a bubble is carried along an axis only that axis changes, and no name is printed under it", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Carried");
  const issues = await fillPlaces(
    as,
    launch,
    Array.from({ length: 6 }, (_, index) => ({ impact: 30 + 8 * index, effort: 20 + 9 * index })),
  );
  await signIn("lead");
  await openScreen(page, launch.room("board?layout=matrix&filter="));
  const names = page.locator("svg text").filter({ hasText: "#" });
  await expect(names).toHaveCount(6);
  const start = await middleOf(bubbleOf(page, issues[0]!.id));
  const place = await drawnAt(page, issues[0]!.id);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 10, start.y - 110, { steps: 8 });
  await expect(page.getByText(/^Impact \d+$/)).toBeVisible();
  await expect(page.getByText("Only impact changes; go diagonally for both")).toBeVisible();
  await expect(names.filter({ visible: true })).toHaveCount(0);
  expect((await middleOf(bubbleOf(page, issues[0]!.id))).x).toBeCloseTo(start.x, 0);
  await picture(page, "matrix-carried");
  await page.mouse.move(start.x + 140, start.y - 110, { steps: 8 });
  await expect(page.getByText(/^Impact \d+ · effort/)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(page.getByRole("form", { name: /^Place/ })).toHaveCount(0);
  expect(await drawnAt(page, issues[0]!.id)).toBe(place);
  await expect(names.filter({ visible: true })).toHaveCount(6);
});

test("many at one place are one bubble with a list, the most severe first; others stay while reports come in", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Crowded");
  const crowd = Array.from({ length: 9 }, () => ({ impact: 70, effort: 20 }));
  const apart = Array.from({ length: 12 }, (_, index) => ({
    impact: 10 + 7 * index,
    effort: 60 + 3 * index,
  }));
  const issues = await fillPlaces(as, launch, [...crowd, ...apart]);
  const lead = await as("lead");
  const worst = issues[4]!;
  for (const [index, severity] of [
    [4, "critical"],
    [6, "major"],
    [18, "critical"],
    [19, "critical"],
    [14, "major"],
    [15, "major"],
    [10, "cosmetic"],
  ] as const)
    await lead.triage.act.mutate({ issueId: issues[index]!.id, act: { kind: "relabel", severity } });
  await signIn("lead");
  await openScreen(page, launch.room("board?layout=matrix&filter="));
  const cluster = page.getByRole("button", { name: /^9 issues, impact 70: 1 critical/ });
  await expect(cluster).toBeVisible();
  const before = await transformsOf(page);
  expect(Object.keys(before)).toHaveLength(12);
  await picture(page, "matrix-light");
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "matrix-dark");
  await page.emulateMedia({ colorScheme: "light" });

  // A new one comes, one gets louder, one is placed elsewhere: nothing else moves.
  const { distinctReport } = await import("@/bench/distinct-reports");
  await report(as, launch, { text: distinctReport(500) });
  await report(as, launch, { text: distinctReport(12) });
  const placed = issues[20]!;
  await lead.triage.place.mutate({ issueId: placed.id, act: { kind: "place", impact: 5, effort: 95 } });
  await workersDone(as);
  await expect.poll(async () => (await transformsOf(page))[placed.id]).not.toBe(before[placed.id]);
  await expect(page.locator("svg [data-issue-id]")).toHaveCount(13);
  const after = await transformsOf(page);
  for (const [id, transform] of Object.entries(before))
    if (id !== placed.id) expect(after[id]).toBe(transform);

  // The list by keyboard.
  await cluster.focus();
  await page.keyboard.press("Enter");
  const list = page.getByRole("dialog", { name: /^9 issues/ });
  const rows = list.getByRole("button");
  await expect(rows).toHaveCount(9);
  await expect(rows.first()).toContainText(`#${worst.number}`);
  await expect(rows.first().getByRole("img", { name: "Critical" })).toBeVisible();
  await picture(page, "matrix-cluster");
  await expectFitForAll(page, { hasFrame: true });
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: `Issue ${worst.number}` })).toBeVisible();
});

test("the quadrant that is looked into is in the address", async ({ page, as, signIn }) => {
  const launch = await openLaunch(as, "Zoomed");
  const { title } = await reportIssue(as, launch, { text: "The basket empties itself while one pays." });
  await signIn("lead");
  await openScreen(page, launch.room("board?layout=matrix&filter="));
  await expect(page.getByRole("button", { name: title })).toBeVisible();
  await page.getByRole("button", { name: /^Big bet/ }).click();
  await expect(page).toHaveURL(/[?&]zoom=big_bet/);
  await page.reload();
  await expect(page.getByText("live", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Whole matrix" })).toBeVisible();
  await page.keyboard.press("z");
  await expect(page).not.toHaveURL(/zoom=/);
});

test("on a narrow screen the matrix is a list by quadrant with figures, and opens issues @phone-only @phone", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Narrow");
  const places = [
    { impact: 80, effort: 20 },
    { impact: 70, effort: 70 },
    { impact: 20, effort: 20 },
    { impact: 90, effort: 10 },
  ];
  const issues = await fillPlaces(as, launch, places);
  await signIn("lead");
  await page.goto(launch.room("board?layout=matrix&filter="));
  const list = page.getByRole("list", { name: "Issues by quadrant" });
  await expect(list.getByRole("heading")).toHaveText([
    /Quick win\s*2/,
    /Big bet\s*1/,
    /Fill-in\s*1/,
    /Later\s*0/,
  ]);
  const rows = list.getByRole("button");
  await expect(rows).toHaveCount(4);
  await expect(rows.first()).toContainText(`#${issues[3]!.number}`);
  await expect(rows.first()).toContainText(/Impact\s*90/);
  await expect(rows.first()).toContainText(/Effort\s*S 10/);
  await expect(page.locator("svg [data-issue-id]")).toHaveCount(0);
  await picture(page, "matrix-narrow");
  await expectFitForAll(page, { hasFrame: true });
  // What is pressed before the scripts have come is lost.
  await expect(async () => {
    await rows.first().click();
    await expect(page).toHaveURL(/issue=/, { timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole("complementary", { name: `Issue ${issues[3]!.number}` })).toBeVisible();
});
