/** The product owner: a board that must be argued about, number by number. */
import { issueOf, openLaunch, report, reportIssue, workersDone } from "../fixtures/launch";
import { populated } from "../fixtures/populated";
import { expect, openScreen, test, toast, seen } from "../fixtures/test";

test("the number behind an issue's impact opens into parts that add up to it", async ({ page, signIn }) => {
  const launch = populated();
  await signIn("productOwner");
  await openScreen(page, launch.room("board?layout=matrix"));
  await page.getByRole("button", { name: launch.known.title }).click();
  const panel = page.getByRole("complementary", { name: `Issue ${launch.known.number}` });
  const impact = panel.getByRole("region", { name: "Impact" });
  await expect(impact.getByText("The issue is critical.")).toBeVisible();
  const figures = await impact.getByRole("definition").allInnerTexts();
  const sum = figures
    .map((text) => Number(/(?<!\d)(−?\d+)\s*$/.exec(text)![1]!.replace("−", "-")))
    .reduce((total, part) => total + part, 0);
  expect(figures.length).toBeGreaterThan(4);
  await expect(impact).toContainText(new RegExp(`Impact\\s*${sum}\\s*of 100`));
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
});

test("an effort set with a reason stays when machines look at the issue again", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Effort argued");
  const text = "The basket forgets the delivery note.";
  const issue = await reportIssue(as, launch, { text });
  await signIn("productOwner");
  await openScreen(page, launch.room("board?layout=matrix"));
  await expect(page.getByRole("button", { name: issue.title })).toBeVisible();
  await page.keyboard.press("j");
  for (let times = 0; times < 4; times++) await page.keyboard.press("ArrowRight");
  const announced = page.getByRole("status").filter({ hasText: /effort/ });
  await expect(announced).toContainText(/effort \w+ \d+ → \w+ \d+/);
  const effort = /→ \w+ (\d+)/.exec(await announced.innerText())![1]!;
  await page.getByLabel("Why this effort").fill("Three teams have to agree first.");
  await page.keyboard.press("Enter");
  await expect(toast(page, `Set #${issue.number}: effort to`)).toBeVisible();

  const again = await report(as, launch, { text });
  expect((await issueOf(as, again)).id).toBe(issue.id);
  await workersDone(as);
  await page.goto(launch.room(`issues/${issue.number}`));
  const region = page.getByRole("region", { name: "Effort" });
  await expect(region).toContainText(`${effort} of 100`);
  await expect(region).toContainText("Paula Product set");
  await expect(region).toContainText("Three teams have to agree first.");
  await region.getByRole("button", { name: /^Use the computed value/ }).click();
  await expect(region).not.toContainText("Paula Product set");
});

test("names in wide letters stay on the matrix and off each other", async ({ page, as, signIn }) => {
  const launch = await openLaunch(as, "Wide letters");
  const lead = await as("lead");
  const ids: string[] = [];
  for (const [report, title] of [
    ["The basket forgets the delivery note.", "WWWWMMMM".repeat(9)],
    ["Invoices arrive twice by mail.", "決済画面でカードが拒否されました".repeat(4)],
    ["The mobile app closes when the camera opens.", "ＷＩＤＥ".repeat(15)],
    ["Nobody can sign in with the new password.", "👩‍🍳🥕".repeat(20)],
  ] as const) {
    const { id } = await reportIssue(as, launch, { text: report });
    await lead.triage.act.mutate({ issueId: id, act: { kind: "rename", title } });
    ids.push(id);
  }
  // Three that touch each other leave room for two names: one goes its own way.
  await lead.triage.place.mutate({ issueId: ids[0]!, act: { kind: "place", impact: 30, effort: 40 } });
  await signIn("productOwner");
  await openScreen(page, launch.room("board?layout=matrix&filter="));
  const names = page.locator("svg text").filter({ hasText: "#" });
  await expect(names).toHaveCount(4);
  await expect(names.filter({ hasText: "WWWW" })).toBeVisible();
  const boxes = await names.evaluateAll((all) =>
    all.map((name) => {
      const { left, right, top, bottom } = name.getBoundingClientRect();
      const plot = name.closest("svg")!.getBoundingClientRect();
      return { left, right, top, bottom, isInside: left >= plot.left && right <= plot.right };
    }),
  );
  for (const [at, a] of boxes.entries()) {
    expect(a.isInside).toBe(true);
    // A cut name takes the room there is, 340 px at most, and the lines of neighbours may touch.
    expect(a.right - a.left).toBeLessThanOrEqual(341);
    for (const b of boxes.slice(at + 1))
      expect(
        a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 4 || b.bottom <= a.top + 4,
      ).toBe(true);
  }
});

test("a wish is parked away from the defects and found again among the wishes", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Wishes apart");
  const wish = await reportIssue(as, launch, {
    text: "It would be great if one could order by voice while cooking. Please add that.",
  });
  const defect = await reportIssue(as, launch, { text: "The printer page shows an error 500." });
  await signIn("productOwner");
  await page.goto(launch.room(`issues/${wish.number}`));
  await expect(page.getByRole("heading", { name: wish.title })).toBeVisible();
  await seen(page);
  await page.keyboard.press("w");
  await expect(toast(page, `Parked #${wish.number} as a wish`)).toBeVisible();
  await openScreen(page, launch.room("board"));
  await expect(page.getByRole("link", { name: defect.title })).toBeVisible();
  await expect(page.getByRole("link", { name: wish.title })).toBeHidden();
  await page
    .getByRole("navigation", { name: "Views" })
    .getByRole("link", { name: /Wishes/ })
    .click();
  await expect(page.getByRole("link", { name: wish.title })).toBeVisible();
  await expect(page.getByRole("link", { name: defect.title })).toBeHidden();
});

test("a filter and a layout are kept as a view that everybody in the launch opens with its count", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Views kept");
  await reportIssue(as, launch, { text: "The map of deliveries is upside down." });
  await signIn("productOwner");
  await openScreen(page, launch.room("board?layout=kanban"));
  const filter = page.getByRole("combobox", { name: "Filter issues" });
  await filter.fill("deliveries");
  await filter.press("Enter");
  await page.getByRole("button", { name: "Save view" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByLabel("Name").fill("Everything about deliveries");
  await dialog.getByLabel("Everybody in the launch").check();
  await dialog.getByRole("button", { name: "Save view" }).click();
  const tab = page
    .getByRole("navigation", { name: "Views" })
    .getByRole("link", { name: /Everything about deliveries/ });
  await expect(tab).toContainText("1");

  await signIn("support");
  await openScreen(page, launch.room("board"));
  await tab.click();
  await expect(page).toHaveURL(/layout=kanban/);
  await expect(page.getByRole("button", { name: /map of deliveries is upside down/ })).toBeVisible();
});
