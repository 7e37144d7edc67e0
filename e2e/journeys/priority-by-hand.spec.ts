/** Impact and effort as numbers, by whoever may decide what comes first; and what becomes of an open critical below the line. */
import { openLaunch, reportIssue, type Issue, type Launch } from "../fixtures/launch";
import { expect, expectFitForAll, openScreen, picture, seen, test, toast, type As } from "../fixtures/test";

/** An issue that a lead has called critical. */
async function makeCritical(as: As, launch: Launch, text: string): Promise<Issue> {
  const issue = await reportIssue(as, launch, { text });
  const lead = await as("lead");
  const act = { kind: "relabel", severity: "critical", reason: "Nobody can order." } as const;
  await lead.triage.act.mutate({ issueId: issue.id, act });
  return issue;
}

test("an impact is set as a number by keyboard, names who set it, and gives way to the computed one", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Numbers by hand");
  const issue = await makeCritical(as, launch, "The shop takes no orders, every card is refused.");
  await signIn("productOwner");
  await openScreen(page, launch.room(`issues/${issue.number}`));
  const impact = page.getByRole("region", { name: "Impact", exact: true });
  await expect(impact.getByText("Minimum for an open critical")).toBeVisible();

  await impact.getByRole("button", { name: "Set the impact" }).press("Enter");
  const form = page.getByRole("form", { name: `Set the impact of #${issue.number}` });
  await expect(form.getByLabel("Impact")).toBeFocused();
  await page.keyboard.type("20");
  await page.keyboard.press("Enter");
  await expect(form.getByText("Say why it is below the line.")).toBeVisible();
  await picture(page, "priority-reason-missing");
  await expectFitForAll(page, { hasFrame: true });
  await form.getByLabel("Reason").fill("One test shop of ours.");
  await page.keyboard.press("Enter");
  await expect(impact).toContainText("Paula Product set 20");
  await expect(impact).toContainText("One test shop of ours.");
  await expect(impact).toContainText("Below the line");
  await expect(toast(page, `Set #${issue.number}: impact to 20`)).toBeVisible();
  await expect(impact.getByRole("button", { name: "Change the impact" })).toBeFocused();
  await picture(page, "priority-set");

  await impact.getByRole("button", { name: "Use the computed value (50)" }).press("Enter");
  await expect(impact).not.toContainText("Paula Product set");

  await page.keyboard.press("o");
  const dialog = page.getByRole("dialog", { name: `Set the effort of #${issue.number}` });
  await dialog.getByRole("button", { name: "L", exact: true }).click();
  await expect(dialog.getByLabel("Effort")).toHaveValue("65");
  await picture(page, "priority-dialog");
  await expectFitForAll(page, { hasFrame: true });
  await dialog.getByLabel("Reason").fill("Two teams.");
  await dialog.getByRole("button", { name: "Set effort" }).click();
  const effort = page.getByRole("region", { name: "Effort", exact: true });
  await expect(effort).toContainText("Paula Product set L (65)");
  await expect(effort).toContainText("Two teams.");
});

test("in the inbox i and o set impact and effort of the issue in front, and ? lists them", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Priority in the inbox");
  const [first, second] = [
    await makeCritical(as, launch, "The shop takes no orders, every card is refused."),
    await reportIssue(as, launch, { text: "The newsletter box is ticked again after saving." }),
  ];
  await signIn("lead");
  await page.goto(launch.room("inbox"));
  await expect(page.getByRole("article")).toBeVisible();
  await seen(page);
  await page.keyboard.press("i");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toHaveAccessibleName(`Set the impact of #${first.number}`);
  // What is typed in the dialog is no key of the inbox.
  await dialog.getByLabel("Reason").fill("io, one of many");
  await dialog.getByLabel("Impact").fill("80");
  await dialog.getByRole("button", { name: "Set impact" }).click();
  await expect(toast(page, `Set #${first.number}: impact to 80`)).toBeVisible();

  await page.keyboard.press("j");
  await expect(page.locator("button[aria-current=true]")).toContainText("newsletter");
  await seen(page);
  await page.keyboard.press("o");
  await expect(dialog).toHaveAccessibleName(`Set the effort of #${second.number}`);
  await dialog.getByLabel("Effort").fill("10");
  await dialog.getByRole("button", { name: "Set effort" }).click();
  await expect(toast(page, `Set #${second.number}: effort to`)).toBeVisible();
  await page.keyboard.press("u");
  await expect(page.getByText(/^Effort .* of 100/).first()).not.toContainText("10 of 100");

  await page.keyboard.press("?");
  await expect(dialog).toContainText("Set the impact");
  await expect(dialog).toContainText("Set the effort");
  await picture(page, "inbox-help");
});

test("in the table a value is pressed and set; the row, the card and the panel say why it is below the line", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Set in the table");
  const issue = await makeCritical(as, launch, "The till prints other people's receipts.");
  await signIn("lead");
  await openScreen(page, launch.room("board?layout=table"));
  await page.getByRole("button", { name: new RegExp(`^Impact of #${issue.number}: 50`) }).click();
  const form = page.getByRole("form", { name: `Set the impact of #${issue.number}` });
  await expect(form.getByLabel("Impact")).toBeFocused();
  await page.keyboard.type("15");
  await form.getByLabel("Reason").fill("A single till.");
  await picture(page, "priority-table-form");
  await page.keyboard.press("Enter");
  const mark = "Set below the line by Lena Lead: A single till.";
  await expect(
    page.getByRole("button", { name: new RegExp(`^Impact of #${issue.number}: 15.*${mark}`) }),
  ).toBeVisible();
  await picture(page, "priority-table");
  await expectFitForAll(page, { hasFrame: true });

  await page.keyboard.press("j");
  await page.keyboard.press("i");
  const dialog = page.getByRole("dialog", { name: `Set the impact of #${issue.number}` });
  await expect(dialog.getByRole("button", { name: "Use the computed value (50)" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await openScreen(page, launch.room("board?layout=kanban"));
  await expect(page.getByRole("button", { name: new RegExp(`#${issue.number} .*${mark}`) })).toBeVisible();
  await picture(page, "priority-kanban");
  await page.setViewportSize({ width: 360, height: 740 });
  await openScreen(page, launch.room("board?layout=table"));
  await expect(page.getByRole("img", { name: mark })).toBeVisible();
  await picture(page, "priority-cards");
  await openScreen(page, launch.room(`issues/${issue.number}`));
  await expect(page.getByRole("region", { name: "Impact", exact: true })).toContainText("Lena Lead set 15");
  await picture(page, "priority-set");
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "priority-set-dark");
});

test("set before it became critical it waits in the inbox with that reason, and says so", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Set before");
  const issue = await reportIssue(as, launch, { text: "The logo is a little blurred on the receipt." });
  const lead = await as("lead");
  const act = (given: Parameters<typeof lead.triage.act.mutate>[0]["act"]) =>
    lead.triage.act.mutate({ issueId: issue.id, act: given });
  await act({ kind: "accept" });
  await lead.triage.place.mutate({ issueId: issue.id, act: { kind: "place", impact: 10 } });
  await act({ kind: "relabel", severity: "critical", reason: "It hides the total." });
  await signIn("lead");
  await page.goto(launch.room("inbox"));
  await expect(page.getByRole("button", { name: /^Below the line/ })).toBeVisible();
  await openScreen(page, launch.room(`issues/${issue.number}`));
  await expect(page.getByRole("region", { name: "Impact", exact: true })).toContainText(
    "Set before it became critical.",
  );
  await picture(page, "priority-unconfirmed");
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "priority-unconfirmed-dark");
});

test("whoever may not decide what comes first reads who set it, and is offered no way to", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Only read");
  const issue = await reportIssue(as, launch, { text: "The menu forgets the language." });
  await (
    await as("lead")
  ).triage.place.mutate({
    issueId: issue.id,
    act: { kind: "place", impact: 87, impactReason: "The fair is tomorrow." },
  });
  await signIn("engineer");
  await openScreen(page, launch.room(`issues/${issue.number}`));
  const impact = page.getByRole("region", { name: "Impact", exact: true });
  await expect(impact).toContainText("Lena Lead set 87");
  await expect(impact.getByRole("button")).toHaveCount(0);
  await page.keyboard.press("i");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await openScreen(page, launch.room("board?layout=table"));
  await expect(page.getByRole("link", { name: issue.title })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Impact of/ })).toHaveCount(0);
});

test("an address that asks for the quadrant by its former name shows what lies in Later", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Former address");
  const [low, high] = [
    await reportIssue(as, launch, { text: "The footer names last year." }),
    await reportIssue(as, launch, { text: "Search finds no cheese, whatever one types." }),
  ];
  const lead = await as("lead");
  await lead.triage.place.mutate({ issueId: low.id, act: { kind: "place", impact: 10, effort: 90 } });
  await lead.triage.place.mutate({ issueId: high.id, act: { kind: "place", impact: 90, effort: 90 } });
  await signIn("lead");
  await openScreen(
    page,
    `${launch.room("board")}?layout=table&filter=${encodeURIComponent("state:open quadrant:avoid")}`,
  );
  const rows = page.getByRole("list", { name: "Issues" }).getByRole("listitem");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(low.title);
  await picture(page, "priority-former-address");
});
