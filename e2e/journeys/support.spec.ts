/** The support agent: an angry caller on the line, sixty open tickets, and an answer to read out. */
import { issueOf, openLaunch, report, reportIssue } from "../fixtures/launch";
import { populated } from "../fixtures/populated";
import { expect, openScreen, picture, setting, test, toast } from "../fixtures/test";

test("one key opens the form for a call on every screen, and Escape gives the screen back", async ({
  page,
  signIn,
}) => {
  const launch = populated();
  await signIn("support");
  for (const room of ["war-room", "inbox", "board", "exit", `issues/${launch.known.number}`]) {
    await page.goto(launch.room(room));
    await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
    await expect(page.getByText("live", { exact: true })).toBeVisible();
    await page.keyboard.press("l");
    const dialog = page.getByRole("dialog", { name: "Log a report" });
    await expect(dialog.getByLabel("What happened")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
  // A dialog closed by a slip of the hand costs no words.
  await page.keyboard.press("l");
  await page.getByLabel("What happened").fill("The scanner beeps and nothing happens");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("l");
  await expect(page.getByLabel("What happened")).toHaveValue("The scanner beeps and nothing happens");
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(page.getByLabel("What happened")).toHaveValue("");
});

test("a call is logged on the issue that is offered while typing, with its workaround to read out", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "On the phone");
  const known = await reportIssue(as, launch, {
    text: "Invoices cannot be downloaded as PDF, the page stays blank.",
  });
  const lead = await as("lead");
  await lead.triage.act.mutate({
    issueId: known.id,
    act: { kind: "workaround", text: "Use the print view and save it as PDF." },
  });
  await signIn("support");
  await openScreen(page, launch.room("board"));
  await expect(page.getByRole("link", { name: known.title })).toBeVisible();
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "Log a report" });
  await dialog.getByLabel("What happened").fill("She cannot download her invoices as PDF, only a blank page");
  const offered = dialog.getByRole("button", { name: new RegExp(`#${known.number}\\b`) });
  await expect(offered).toContainText("Workaround: Use the print view and save it as PDF.");
  await expect(offered).toContainText(/\d\s%\smatch: .*same words/);
  await offered.click();
  await dialog.getByLabel("Name").fill("Beatriz Sousa");
  await dialog.getByLabel("Account").fill("Taberna do Mar");
  await dialog.getByLabel("Phone").fill("00351 (0)21 555 01 42");
  await expect(dialog.getByRole("button", { name: `Log and attach to #${known.number}` })).toBeEnabled();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(toast(page, /Logged as R-/)).toContainText(`Attached to #${known.number}`);
  const logged = page.getByRole("dialog", { name: "Report logged" });
  await expect(logged.getByRole("status").first()).toHaveText(/^R-/);
  await expect(logged.getByRole("button", { name: "Copy reference" })).toBeVisible();
  await expect(logged.getByRole("link", { name: "Open the report" })).toHaveAttribute(
    "href",
    new RegExp(`/issues/${known.number}\\?report=R-`),
  );
  await picture(page, "log-report-done");
  await logged.getByRole("button", { name: "Close" }).last().click();
  await expect(logged).toBeHidden();
  await page.getByRole("link", { name: known.title }).click();
  await page.getByRole("tab", { name: /Reports/ }).click();
  const call = page.getByRole("article").filter({ hasText: "Beatriz Sousa" });
  await expect(call).toContainText("She cannot download her invoices as PDF, only a blank page");
  await expect(call).toContainText("Logged by the team");
  await expect(call).toContainText("Taberna do Mar");
  await expect(call.getByRole("link", { name: "+351215550142" })).toHaveAttribute(
    "href",
    "tel:+351215550142",
  );
});

test("a call about something new makes an issue of its own", async ({ page, as, signIn }) => {
  const launch = await openLaunch(as, "New on the phone");
  await signIn("support");
  await openScreen(page, launch.room("board"));
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "Log a report" });
  await dialog
    .getByLabel("What happened")
    .fill("The ice cream arrived as soup, and the tracking said on time.");
  await dialog.getByRole("button", { name: "Log the report" }).click();
  await expect(toast(page, /Logged as R-/)).toBeVisible();
  await page
    .getByRole("dialog", { name: "Report logged" })
    .getByRole("button", { name: "Close" })
    .first()
    .click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("link", { name: /ice cream arrived as soup/ })).toBeVisible();
});

test("a workaround added on the issue is there for colleagues and on the reporter's own page", async ({
  browser,
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Workarounds");
  const sent = await report(as, launch, {
    text: "Order confirmation mails never arrive.",
    email: "ida@cafe.example",
  });
  const issue = await issueOf(as, sent);
  await signIn("support");
  await page.goto(launch.room(`issues/${issue.number}`));
  await page.getByRole("button", { name: "Add a workaround" }).click();
  await page
    .getByRole("textbox", { name: "Workaround" })
    .fill("The confirmation is under Orders, behind the clock.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, `Saved the workaround of #${issue.number}`)).toBeVisible();
  await expect(page.getByText("The confirmation is under Orders, behind the clock.")).toBeVisible();
  await page.getByRole("tab", { name: "Trail" }).click();
  await expect(page.getByRole("list", { name: "Trail" })).toContainText("Sara Support");

  const hers = await browser.newContext({ baseURL: setting("E2E_URL") });
  const her = await hers.newPage();
  await her.goto(new URL(sent.reportUrl).pathname);
  await expect(her.getByRole("heading", { name: "Until it is fixed" })).toBeVisible();
  await expect(her.getByText("The confirmation is under Orders, behind the clock.")).toBeVisible();
  await hers.close();
});
