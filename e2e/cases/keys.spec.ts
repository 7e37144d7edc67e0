/** D1: keys, clicks and taps that decide by accident. D5: keyboards whose letters are not Latin, or not where they are in the US. */
import type { Page } from "@playwright/test";
import { openLaunch, report, workersDone, type Launch } from "../fixtures/launch";
import { expect, seen, test, toast, type As } from "../fixtures/test";

/** Things that go wrong apart from each other, so that no two of them are grouped. */
const TROUBLES = [
  "Payment page stays white after the bank has confirmed.",
  "Invoices show the wrong VAT for Austria.",
  "Driver app forgets its route when the telephone rings.",
  "Password reset link has expired the moment it arrives.",
  "Search finds no cheese, whatever somebody types.",
  "Calendar paints Sundays on top of Mondays.",
  "Printer receipts are cut off behind the third column.",
  "Newsletter checkbox jumps back to yes.",
  "Loyalty stamps vanish overnight.",
  "Barcode scanner beeps twice for one crate.",
  "Supplier logos appear upside down in Safari.",
  "Allergen icons are missing for walnut bread.",
  "Exported spreadsheet has semicolons where commas belong.",
  "Map pins float in the Atlantic ocean.",
  "Chat window covers the quantity stepper.",
  "Gift voucher PDF arrives in Finnish.",
  "Profile photograph rotates by ninety degrees.",
  "Night shift reminder comes at noon.",
  "Warehouse thermometer graph begins at minus forty.",
  "Discount banner overlaps the cookie notice.",
  "Refund clerk cannot leave a comment longer than ten letters.",
] as const;

/** A launch and its issues, the oldest first. */
type Inbox = { launch: Launch; issues: readonly { number: number; title: string }[] };

/** A launch whose inbox has so many issues, oldest first; all minor, but for so many criticals among the last. */
async function openInbox(as: As, name: string, size: number, criticals = 0): Promise<Inbox> {
  const launch = await openLaunch(as, name);
  for (const text of TROUBLES.slice(0, size)) await report(as, launch, { text });
  await workersDone(as);
  const lead = await as("lead");
  const { rows } = await lead.triage.inbox.query({ launchId: launch.id, sort: "oldest", limit: 100 });
  expect(rows, "every report is an issue of its own").toHaveLength(size);
  const relabel = (ids: string[], severity: "minor" | "critical") =>
    lead.triage.bulk.mutate({
      launchId: launch.id,
      target: { ids },
      act: { kind: "relabel", type: "functional", severity, reason: "" },
    });
  const ids = rows.map((row) => row.id);
  await relabel(ids.slice(0, size - criticals), "minor");
  if (criticals > 0) await relabel(ids.slice(size - criticals), "critical");
  return { launch, issues: rows };
}

/** How many issues of a launch are in each state, as the server has them. */
async function states(as: As, { launch }: Inbox): Promise<Record<string, number>> {
  const { rows } = await (
    await as("lead")
  ).triage.issues.query({ launchId: launch.id, filter: "", limit: 100 });
  return rows.reduce<Record<string, number>>(
    (counts, { state }) => ({ ...counts, [state]: (counts[state] ?? 0) + 1 }),
    {},
  );
}

async function open(page: Page, { launch }: Inbox, sort = "oldest"): Promise<void> {
  await page.goto(launch.room(`inbox?sort=${sort}`));
  await expect(page.getByText("live", { exact: true })).toBeVisible();
  await expect(page.getByRole("article")).toBeVisible();
  await seen(page);
}

/** Holds a key down, with the repeats that the browser makes of it. */
async function hold(page: Page, key: string, ms: number, repeats = 0): Promise<void> {
  const until = Date.now() + ms;
  for (let repeat = 0; repeat < repeats || Date.now() < until; repeat++) await page.keyboard.down(key);
  await page.keyboard.up(key);
}

type Stroke = { key: string; code: string; ctrlKey?: boolean; altKey?: boolean; shiftKey?: boolean };
/** Presses keys as a keyboard of another layout does; `pairs` presses it so often within 20 ms each. */
async function strike(page: Page, stroke: Stroke, pairs = 1): Promise<void> {
  await page.evaluate(
    async ({ stroke, pairs }) => {
      const target = document.activeElement ?? document.body;
      for (let pair = 0; pair < pairs; pair++) {
        for (const type of ["keydown", "keyup"])
          target.dispatchEvent(new KeyboardEvent(type, { ...stroke, bubbles: true, cancelable: true }));
        await new Promise((next) => requestAnimationFrame(next));
      }
    },
    { stroke, pairs },
  );
}

const inFront = (page: Page) => page.locator('button[aria-current="true"]');
const waiting = (page: Page) => page.getByRole("button", { name: /^All \d+$/ });

test.describe("D1: a key, a click or a tap decides about one issue that was seen", () => {
  test("D1: w held for 0.9 s and 1 held for 0.5 s among 21 issues decide about one each", async ({
    page,
    as,
    signIn,
  }) => {
    const inbox = await openInbox(as, "Held keys", 21, 4);
    await signIn("lead");
    await open(page, inbox);
    await hold(page, "w", 900);
    await expect(toast(page, /Parked #\d+ as a wish/)).toBeVisible();
    await expect(waiting(page)).toHaveText(/20/);
    await seen(page);
    await hold(page, "1", 500);
    await expect(toast(page, /Accepted #\d+/)).toBeVisible();
    await expect(waiting(page)).toHaveText(/19/);
    expect(await states(as, inbox)).toEqual({ new: 19, accepted: 1, parked: 1 });

    // Most severe first: now a critical is in front, and no key parks it without a word.
    await open(page, inbox, "severity");
    await hold(page, "w", 900);
    const dialog = page.getByRole("dialog", { name: /^Park #/ });
    await expect(dialog).toContainText("This issue is critical");
    await expect(dialog.getByRole("button", { name: "Park the critical issue" })).toBeDisabled();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect(await states(as, inbox)).toEqual({ new: 19, accepted: 1, parked: 1 });
  });

  test("D1: keys that repeat as pairs of down and up, and keys that bounce, decide once", async ({
    page,
    as,
    signIn,
  }) => {
    const inbox = await openInbox(as, "Bounces", 6);
    await signIn("lead");
    await open(page, inbox);
    await strike(page, { key: "w", code: "KeyW" }, 30);
    await expect(waiting(page)).toHaveText(/5/);
    await seen(page);
    await page.keyboard.press("1");
    await page.keyboard.press("1");
    await expect(waiting(page)).toHaveText(/4/);
    await expect.poll(() => states(as, inbox)).toEqual({ new: 4, accepted: 1, parked: 1 });
  });

  test("D1: a double click, and Enter held on a button, decide once", async ({ page, as, signIn }) => {
    const inbox = await openInbox(as, "Double clicks", 6);
    await signIn("lead");
    await open(page, inbox);
    const accept = page.getByRole("group", { name: "Decide" }).getByRole("button", { name: /^Accept/ });
    await accept.dblclick();
    await expect(waiting(page)).toHaveText(/5/);
    await seen(page);
    await accept.click({ clickCount: 3, delay: 10 });
    await expect(waiting(page)).toHaveText(/4/);
    await seen(page);
    await accept.focus();
    await hold(page, "Enter", 600);
    await expect(waiting(page)).toHaveText(/3/);
    await expect.poll(() => states(as, inbox)).toEqual({ new: 3, accepted: 3 });
  });

  test("D1: the key that opened a dialog does not answer it", async ({ page, as, signIn }) => {
    const inbox = await openInbox(as, "Held into a dialog", 3);
    await signIn("lead");
    await open(page, inbox);
    await hold(page, "3", 900);
    const dialog = page.getByRole("dialog", { name: /^Decline #/ });
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    const snooze = page.getByRole("group", { name: "Decide" }).getByRole("button", { name: /^Snooze/ });
    await snooze.focus();
    await hold(page, "Enter", 600);
    await expect(page.getByRole("dialog", { name: /^Snooze #/ })).toBeVisible();
    expect(await states(as, inbox)).toEqual({ new: 3 });
    expect((await (await as("lead")).triage.snoozed.query({ launchId: inbox.launch.id })).rows).toEqual([]);
  });

  test("D1: a tap on a button under which the issue has just changed decides nothing", async ({
    page,
    as,
    signIn,
  }) => {
    const inbox = await openInbox(as, "Moving list", 3);
    await signIn("lead");
    await open(page, inbox);
    const before = await inFront(page).innerText();
    // Somebody else decides on it; the finger is on its way already, and lands when the next issue is there.
    const tapped = page.evaluate(
      () =>
        new Promise<void>((done) => {
          const shown = () => document.querySelector("article")?.getAttribute("aria-label");
          const first = shown();
          new MutationObserver((_changes, observer) => {
            if (shown() === first) return;
            observer.disconnect();
            const buttons = [...document.querySelectorAll<HTMLElement>("[aria-label=Decide] button")];
            buttons.find((button) => button.textContent.startsWith("Accept"))!.click();
            done();
          }).observe(document.body, { subtree: true, childList: true, attributes: true });
        }),
    );
    const lead = await as("lead");
    const { rows } = await lead.triage.inbox.query({ launchId: inbox.launch.id, sort: "oldest" });
    await lead.triage.act.mutate({ issueId: rows[0]!.id, act: { kind: "start" } });
    await tapped;
    await expect(inFront(page)).not.toHaveText(before);
    await expect(waiting(page)).toHaveText(/2/);
    expect(await states(as, inbox)).toEqual({ new: 2, in_progress: 1 });
  });

  test("D1: holding j goes on moving", async ({ page, as, signIn }) => {
    const inbox = await openInbox(as, "Moving on", 6);
    await signIn("lead");
    await open(page, inbox);
    await hold(page, "j", 500, 2 * inbox.issues.length);
    await expect(inFront(page)).toContainText(inbox.issues[5]!.title);
    await hold(page, "k", 500, 2 * inbox.issues.length);
    await expect(inFront(page)).toContainText(inbox.issues[0]!.title);
    expect(await states(as, inbox)).toEqual({ new: 6 });
  });

  test("D1: the same act on several issues in a row is undone at once, and what has moved on is named", async ({
    page,
    as,
    signIn,
  }) => {
    const inbox = await openInbox(as, "A burst", 6);
    await signIn("lead");
    await open(page, inbox);
    for (const left of [5, 4, 3]) {
      await page.keyboard.press("w");
      await expect(waiting(page)).toHaveText(new RegExp(String(left)));
      await seen(page);
    }
    await toast(page, "Parked 3 issues as wishes").getByRole("button", { name: "Undo all" }).click();
    await expect(toast(page, "Undone: all 3 changes")).toBeVisible();
    await expect(waiting(page)).toHaveText(/6/);
    await expect.poll(() => states(as, inbox)).toEqual({ new: 6 });

    await seen(page);
    for (const left of [5, 4]) {
      await page.keyboard.press("1");
      await expect(waiting(page)).toHaveText(new RegExp(String(left)));
      await seen(page);
    }
    await expect(toast(page, "Accepted 2 issues")).toBeVisible();
    const lead = await as("lead");
    const { rows } = await lead.triage.issues.query({ launchId: inbox.launch.id, filter: "state:accepted" });
    const moved = rows[0]!;
    await lead.triage.act.mutate({ issueId: moved.id, act: { kind: "start" } });
    await page.keyboard.press("u");
    await expect(toast(page, "1 of 2 changes undone")).toContainText(`#${moved.number}`);
    await expect.poll(() => states(as, inbox)).toEqual({ new: 5, in_progress: 1 });
  });
});

test.describe("D5: keys on other layouts", () => {
  test("D5: Cyrillic, Greek and Hebrew letters decide and move by their place", async ({
    page,
    as,
    signIn,
  }) => {
    const inbox = await openInbox(as, "By place", 6);
    await signIn("lead");
    await open(page, inbox);
    await strike(page, { key: "о", code: "KeyJ" });
    await expect(inFront(page)).toContainText(inbox.issues[1]!.title);
    await strike(page, { key: "κ", code: "KeyK" });
    await expect(inFront(page)).toContainText(inbox.issues[0]!.title);
    await seen(page);
    await strike(page, { key: "ц", code: "KeyW" });
    await expect(toast(page, `Parked #${inbox.issues[0]!.number} as a wish`)).toBeVisible();
    await seen(page);
    // Hebrew has an apostrophe where the W is.
    await strike(page, { key: "'", code: "KeyW" });
    await expect(toast(page, "Parked 2 issues as wishes")).toBeVisible();
    await strike(page, { key: "ו", code: "KeyU" });
    await expect(waiting(page)).toHaveText(/6/);
    await expect.poll(() => states(as, inbox)).toEqual({ new: 6 });
  });

  test("D5: digits that need Shift, and digits of other scripts, decide", async ({ page, as, signIn }) => {
    const inbox = await openInbox(as, "Digits", 6);
    await signIn("lead");
    await open(page, inbox);
    await strike(page, { key: "&", code: "Digit1" });
    await expect(waiting(page)).toHaveText(/5/);
    await seen(page);
    await strike(page, { key: "١", code: "Digit1" });
    await expect(waiting(page)).toHaveText(/4/);
    await seen(page);
    await strike(page, { key: "ぬ", code: "Digit1" });
    await expect(waiting(page)).toHaveText(/3/);
    await expect.poll(() => states(as, inbox)).toEqual({ new: 3, accepted: 3 });
    await seen(page);
    await strike(page, { key: '"', code: "Digit3" });
    await expect(page.getByRole("dialog", { name: /^Decline #/ })).toBeVisible();
  });

  test("D5: the question mark shows the keys, wherever a layout has it", async ({ page, as, signIn }) => {
    const inbox = await openInbox(as, "Question marks", 3);
    await signIn("lead");
    await open(page, inbox);
    const sheet = page.getByRole("dialog", { name: /^Help: / });
    for (const stroke of [
      { key: "?", code: "Minus", shiftKey: true },
      { key: "?", code: "KeyM", shiftKey: true },
      { key: "?", code: "Digit7", shiftKey: true },
      { key: "؟", code: "Slash", shiftKey: true },
    ]) {
      await strike(page, stroke);
      await expect(sheet).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(sheet).toBeHidden();
    }
  });

  test("D5: what AltGr types, and letters of other Latin layouts, are no keys of the US layout", async ({
    page,
    as,
    signIn,
  }) => {
    const inbox = await openInbox(as, "No such key", 3);
    await signIn("lead");
    await open(page, inbox);
    const first = await inFront(page).innerText();
    for (const stroke of [
      { key: "ł", code: "KeyL", ctrlKey: true, altKey: true },
      { key: "@", code: "KeyQ", ctrlKey: true, altKey: true },
      { key: ",", code: "KeyW" },
      { key: "é", code: "KeyW" },
      { key: "z", code: "KeyW" },
      { key: "!", code: "Digit1", shiftKey: true },
    ])
      await strike(page, stroke);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(inFront(page)).toHaveText(first);
    expect(await states(as, inbox)).toEqual({ new: 3 });
    // The same keyboards' own letters go on working.
    await strike(page, { key: "j", code: "KeyC" });
    await expect(inFront(page)).not.toHaveText(first);
  });
});
