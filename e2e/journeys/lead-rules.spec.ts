/** The hypercare lead sets things right: who gets what from now on, what may be left behind, what was wrongly put together. */
import { criterion, issueOf, openLaunch, report, reportIssue, workersDone } from "../fixtures/launch";
import { expect, openScreen, picture, test, toast } from "../fixtures/test";

test("a rule is tried on what has arrived, saved, and decides what arrives from then on", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Who gets what");
  await report(as, launch, { text: "My loyalty stamps from last year are missing." });
  await report(as, launch, { text: "The delivery map shows the wrong van." });
  await workersDone(as);
  await signIn("lead");
  await openScreen(page, launch.room("routing"));
  await page.getByRole("button", { name: "New rule" }).click();
  const dialog = page.getByRole("dialog", { name: "New rule" });
  await dialog.getByLabel("Name").fill("Loyalty to marketing");
  await dialog.getByRole("textbox", { name: "Text" }).fill("loyalty, stamps");
  await dialog.getByLabel("Labels").fill("loyalty");
  await dialog.getByLabel("Urgency").click();
  await page.getByRole("option", { name: "Today" }).click();
  const tried = dialog.getByRole("region", { name: "Rules on recent reports" });
  await expect(tried.getByRole("row").filter({ hasText: "My loyalty stamps" })).toContainText(
    "Loyalty to marketing",
  );
  await expect(tried).not.toContainText("wrong van");
  await expect(
    dialog.getByText("1 report of 2 touched; 1 report would be routed differently."),
  ).toBeVisible();
  await picture(page, "rule-editor");
  await dialog.getByRole("button", { name: "Add the rule" }).click();
  await expect(toast(page, "The rule was added")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Loyalty to marketing" })).toContainText(
    "loyalty",
  );

  const later = await reportIssue(as, launch, {
    text: "Loyalty points were counted for somebody else's basket.",
  });
  await page.goto(launch.room("board?filter=label:loyalty"));
  await expect(page.getByRole("link", { name: later.title })).toBeVisible();
});

test("a criterion is waived with a reason until a day, counts as settled, and is judged again when the waiver is taken back", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Left behind", {
    criteria: [criterion("manual", "Invoices rehearsed")],
  });
  await signIn("lead");
  await openScreen(page, launch.room("exit"));
  const row = page
    .getByLabel("Criteria", { exact: true })
    .getByRole("listitem")
    .filter({ hasText: "Invoices rehearsed" });
  await expect(row).toContainText("Nobody has confirmed it yet");
  await row.getByRole("button", { name: "Change “Invoices rehearsed”" }).click();
  await page.getByRole("menuitem", { name: "Waive…" }).click();
  const dialog = page.getByRole("dialog", { name: "Waive “Invoices rehearsed”" });
  await dialog.getByRole("button", { name: "Waive the criterion" }).click();
  await expect(dialog.getByLabel("Why the launch may leave without it")).toHaveAttribute(
    "aria-invalid",
    "true",
  );
  await dialog
    .getByLabel("Why the launch may leave without it")
    .fill("The month end is after the hand-over.");
  await dialog.getByRole("button", { name: "Waive the criterion" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText(/Waived until .* by Lena Lead: The month end is after the hand-over\./);
  await expect(page.getByText(/1 of 1 criteria met|1 waived/).first()).toBeVisible();

  await row.getByRole("button", { name: "Change “Invoices rehearsed”" }).click();
  await page.getByRole("menuitem", { name: "Withdraw the waiver" }).click();
  await expect(row).toContainText("Nobody has confirmed it yet");
});

test("a report that was put to the wrong issue is made one of its own, and the machine does not put it back", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Wrongly together");
  const issue = await reportIssue(as, launch, {
    text: "The label printer prints every label twice on both tills.",
  });
  const second = await report(as, launch, {
    text: "The label printer prints every label twice, on the till downstairs too.",
  });
  expect((await issueOf(as, second)).id, "the reports were not grouped").toBe(issue.id);
  await signIn("lead");
  await openScreen(page, launch.room(`issues/${issue.number}`));
  await page.getByRole("button", { name: `Report ${second.reference}` }).click();
  await page.getByRole("menuitem", { name: "Split into a new issue…" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /issue of its own|Split/ })
    .click();
  await expect(page.getByRole("button", { name: `Report ${second.reference}` })).toHaveCount(0);
  const own = await issueOf(as, second);
  expect(own.id).not.toBe(issue.id);
  // A third one may go to either; the two that a person parted stay apart.
  await report(as, launch, { text: "Every label comes out of the label printer twice." });
  await workersDone(as);
  expect((await issueOf(as, second)).id).toBe(own.id);
  await page.getByRole("tab", { name: /Similar/ }).click();
  // The one that was parted is named once, as what it is, with a way back; it is offered for merging nowhere.
  const parted = page
    .getByRole("tabpanel", { name: /Similar/ })
    .getByRole("listitem")
    .filter({ hasText: `#${own.number}` });
  await expect(parted).toHaveCount(1);
  await expect(parted).toContainText(`Split from #${issue.number}.`);
  await expect(parted.getByRole("button")).toHaveText(["Take back"]);
});
