/** The hypercare lead: a full inbox, a meeting at ten, and the question what blocks the exit. */
import { criterion, openLaunch, report, reportIssue, workersDone } from "../fixtures/launch";
import { populated } from "../fixtures/populated";
import { expect, openScreen, seen, test, toast } from "../fixtures/test";

test("the war room says in words how the day goes, and every figure opens the rows behind it", async ({
  page,
  signIn,
}) => {
  const launch = populated();
  await signIn("lead");
  await page.goto(launch.room());
  await expect(page).toHaveURL(/\/war-room$/);
  await expect(page.getByRole("link", { name: /reports in 24 h/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /back to baseline since 2\.0\.3/ })).toBeVisible();
  await expect(page.getByRole("link", { name: launch.known.title })).not.toHaveCount(0);

  const criticals = page.getByRole("link", { name: /Open criticals, now/ });
  const count = Number(/now\s*(\d+)/.exec(await criticals.innerText())?.[1]);
  expect(count).toBeGreaterThan(0);
  await criticals.click();
  await expect(page).toHaveURL(/\/board\?filter=.*critical/);
  await expect(page.getByRole("list", { name: "Issues" }).getByRole("listitem")).toHaveCount(count);
});

test("the inbox is worked by keyboard alone: next, accept, duplicate, decline, snooze, park, and take it back", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Keyboard triage");
  const texts = [
    "Payment page stays white after the bank has confirmed.",
    "Invoices show the wrong VAT for Austria.",
    "Delivery driver app forgets the route when it rings.",
    "Password reset link is expired the moment it arrives.",
    "Search finds no cheese, whatever one types.",
    "Please add a dark theme to the order list, it would be lovely.",
  ];
  const issues = await Promise.all(texts.map((text) => reportIssue(as, launch, { text })));
  const lead = await as("lead");
  const stateOf = async (at: number) => (await lead.feedback.issue.query({ issueId: issues[at]!.id })).state;
  await signIn("lead");
  await openScreen(page, launch.room("inbox"));
  const chosen = page.locator('button[aria-current="true"]');
  const waiting = page.getByRole("button", { name: /^All \d+$/ });
  await expect(waiting).toHaveText(/6/);
  const spilt = await page
    .getByRole("list", { name: "To triage" })
    .getByRole("listitem")
    .evaluateAll((all) =>
      all.filter((row) => row.scrollHeight > row.clientHeight).map((row) => row.textContent),
    );
  expect(spilt, "rows that reach over the next").toEqual([]);

  const first = await chosen.innerText();
  await page.keyboard.press("j");
  await expect(chosen).not.toHaveText(first);
  await page.keyboard.press("k");
  await expect(chosen).toHaveText(first);

  const choose = async (at: number) => {
    await page.getByRole("button", { name: issues[at]!.title }).first().click();
    await expect(page.getByRole("article", { name: `Issue #${issues[at]!.number}` })).toBeVisible();
    await seen(page);
  };
  await choose(0);
  await page.keyboard.press("1");
  await expect(toast(page, `Accepted #${issues[0]!.number}`)).toBeVisible();
  await expect(waiting).toHaveText(/5/);
  await expect(page.getByRole("article", { name: `Issue #${issues[0]!.number}` })).toBeHidden();
  await page.keyboard.press("u");
  await expect(toast(page, "Undone")).toBeVisible();
  await expect(waiting).toHaveText(/6/);
  await expect.poll(() => stateOf(0)).toBe("new");

  await choose(1);
  await page.keyboard.press("3");
  await expect(page.getByRole("dialog", { name: `Decline #${issues[1]!.number}` })).toBeVisible();
  await seen(page);
  await page.keyboard.press("2");
  await expect(toast(page, `Declined #${issues[1]!.number}`)).toBeVisible();

  await choose(2);
  await page.keyboard.press("h");
  const snooze = page.getByRole("dialog", { name: `Snooze #${issues[2]!.number}` });
  await snooze.getByLabel("After more reports").fill("2");
  await page.keyboard.press("Enter");
  await expect(
    toast(page, `Snoozed #${issues[2]!.number} until 2 more reports or it gets worse`),
  ).toBeVisible();

  await choose(5);
  await page.keyboard.press("w");
  await expect(toast(page, `Parked #${issues[5]!.number} as a wish`)).toBeVisible();

  await choose(3);
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: `#${issues[3]!.number} is a duplicate of…` });
  await dialog.getByPlaceholder("Words, #number, a caller, a code").fill(`#${issues[4]!.number}`);
  await dialog.getByText(issues[4]!.title).click();
  await page.keyboard.press("Enter");
  await expect(toast(page, `Merged #${issues[3]!.number} into #${issues[4]!.number}`)).toBeVisible();

  await expect(waiting).toHaveText(/2/);
  expect(await stateOf(1)).toBe("declined");
  expect(await stateOf(5)).toBe("parked");
  expect((await lead.feedback.issue.query({ issueId: issues[2]!.id })).snooze).not.toBeNull();

  await page.getByRole("link", { name: /^Snoozed/ }).click();
  const asleep = page.getByRole("list", { name: "Snoozed issues" }).getByRole("listitem");
  await expect(asleep).toHaveCount(1);
  await expect(asleep).toContainText("Until 2 more reports or it gets worse");
  await expect(asleep).toContainText("0 of 2 reports");
  await page.getByRole("button", { name: `Wake #${issues[2]!.number} now` }).click();
  await expect(page.getByText("Nothing is snoozed")).toBeVisible();
  await expect(toast(page, `Woke #${issues[2]!.number}`)).toBeVisible();
  await page.keyboard.press("u");
  await expect(asleep).toHaveCount(1);
  expect((await lead.feedback.issue.query({ issueId: issues[3]!.id })).lead?.number).toBe(issues[4]!.number);
});

test("2 merges into the likely duplicate that is offered, and an undo parts them again", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Known already");
  const known = await reportIssue(as, launch, {
    text: "Voucher HARVEST20 is refused at checkout with the message invalid code.",
  });
  const lead = await as("lead");
  await lead.triage.act.mutate({ issueId: known.id, act: { kind: "accept" } });
  const double = await reportIssue(as, launch, {
    text: "The newsletter promised ten euros, but my voucher is refused. Where do I complain?",
  });
  expect(double.id, "both reports were grouped by machine").not.toBe(known.id);
  await signIn("lead");
  await openScreen(page, launch.room("inbox"));
  await expect(page.getByRole("button", { name: `Duplicate of #${known.number}` })).toBeVisible();
  await expect(page.getByRole("list", { name: "Possible duplicates" })).toContainText("% match");
  await seen(page);
  await page.keyboard.press("2");
  await expect(toast(page, `Merged #${double.number} into #${known.number}`)).toBeVisible();
  await expect(page.getByText("Nothing to triage")).toBeVisible();
  await toast(page, "Merged").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("article", { name: `Issue #${double.number}` })).toBeVisible();
});

test("an issue is dragged on the matrix, the reason is kept, and the evidence stays readable beside it", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Dragged");
  const issue = await reportIssue(as, launch, { text: "The basket empties itself while one pays." });
  await signIn("lead");
  await openScreen(page, launch.room("board?layout=matrix"));
  const bubble = page.locator(`svg [data-issue-id="${issue.id}"]`);
  await expect(bubble).toBeVisible();
  const box = (await bubble.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y - 120, { steps: 6 });
  await expect(page.getByText("where the evidence puts it")).toBeVisible();
  await page.mouse.up();
  const announced = page.getByRole("status").filter({ hasText: /impact \d+ → \d+/ });
  await expect(announced).toBeVisible();
  const impact = /impact \d+ → (\d+)/.exec(await announced.innerText())![1]!;
  await page.getByLabel("Why this impact").fill("Every restaurant orders before noon.");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(toast(page, `Set #${issue.number}: impact to ${impact}`)).toBeVisible();
  await page.goto(launch.room(`issues/${issue.number}`));
  const rank = page.getByRole("region", { name: "Impact" });
  await expect(rank).toContainText(`Lena Lead set ${impact}`);
  await expect(rank).toContainText("Every restaurant orders before noon.");
  await expect(rank).toContainText("Impact by evidence");
});

test("the exit says what blocks it; a criterion is added, edited, and judged against live data", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Ways out", {
    criteria: [criterion("open_critical", "No open criticals")],
  });
  const blocker = await reportIssue(as, launch, { text: "Nobody can pay: checkout is down for everybody." });
  await (
    await as("lead")
  ).triage.act.mutate({ issueId: blocker.id, act: { kind: "relabel", severity: "critical", reason: "" } });
  await report(as, launch, { text: "Love the new photographs." });
  await workersDone(as);
  await signIn("lead");
  await openScreen(page, launch.room("exit"));
  const blocks = page.getByLabel("What blocks the exit now");
  await expect(blocks.getByRole("link", { name: blocker.title })).toBeVisible();
  await expect(blocks).toContainText("It is an open critical.");

  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "Add an exit criterion" });
  await dialog.getByLabel("What is measured").click();
  await page.getByRole("option", { name: "Open majors" }).click();
  await dialog.getByLabel("Title").fill("Hardly any majors");
  await dialog.getByLabel("At most").fill("2");
  await dialog.getByLabel("Must hold for").fill("0");
  await dialog.getByLabel("Owner").click();
  await page.getByRole("option", { name: "Quentin Quality" }).click();
  await dialog.getByRole("button", { name: "Add the criterion" }).click();
  const row = page
    .getByLabel("Criteria", { exact: true })
    .getByRole("listitem")
    .filter({ hasText: "Hardly any majors" });
  await expect(row).toContainText("at most 2");
  await expect(row).toContainText("Quentin Quality");
  await expect(page.getByText("1 of 2 criteria met", { exact: false }).first()).toBeVisible();

  await page.getByRole("button", { name: "Change “Hardly any majors”" }).click();
  await page.getByRole("menuitem", { name: "Edit…" }).click();
  const edit = page.getByRole("dialog", { name: "Edit the criterion" });
  await edit.getByLabel("At most").fill("1");
  await expect(edit.getByText("The hold clock starts again")).toBeVisible();
  await edit.getByRole("button", { name: "Save the criterion" }).click();
  await expect(edit.getByText("Say why, for those who read it later.")).toBeVisible();
  await edit.getByLabel("Why the target changes").fill("Two would be too many for a shop");
  await edit.getByRole("button", { name: "Save the criterion" }).click();
  await expect(row).toContainText("at most 1");
  await expect(row).toContainText("Target moved from 2 to 1 by");
  await expect(row).toContainText("Two would be too many for a shop");
});

test("a report posted over HTTP shows on an open board without a reload", async ({ page, as, signIn }) => {
  const launch = await openLaunch(as, "Live board");
  await reportIssue(as, launch, { text: "The first thing that went wrong." });
  await signIn("lead");
  await openScreen(page, launch.room("board"));
  await expect(page.getByRole("list", { name: "Issues" }).getByRole("listitem")).toHaveCount(1);
  await page.evaluate(() => Object.assign(window, { wasHere: true }));
  await report(as, launch, { text: "Elevator music plays while the invoice prints." });
  await expect(page.getByRole("link", { name: /Elevator music plays/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "Board 2 open" })).toBeVisible();
  expect(await page.evaluate(() => "wasHere" in window)).toBe(true);
});
