/** The executive: "are we stable?", answered on pages that cannot be changed by looking at them. */
import type { Page } from "@playwright/test";
import { populated } from "../fixtures/populated";
import { expect, openScreen, setting, test } from "../fixtures/test";

const WRITES = new RegExp(
  "^(Log a report|Add a criterion|Share report|Change phase|Save view|Add a source|Accept|Merge|Assign|Decline|" +
    "Add a workaround|Add a rule|New rule|Change “)",
);

test("a viewer reads where the launch stands and how far the exit is", async ({ page, signIn }) => {
  const launch = populated();
  await signIn("viewer");
  await page.goto(launch.room("exit"));
  await expect(page.getByText(/\d of 8 criteria met/).first()).toBeVisible();
  await expect(page.getByText("No open critical issue")).toBeVisible();
  await expect(
    page.getByLabel("What blocks the exit now").getByRole("link", { name: launch.known.title }),
  ).toBeVisible();
  await expect(page.getByText("Burn-down").first()).toBeVisible();
});

/** Keys are heard in order: once the list of keys has opened, whatever an earlier key opens would be there. */
async function expectNoDialogBefore(page: Page, room: string): Promise<void> {
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: /^Help: / });
  await expect(keys, room).toBeVisible();
  await expect(page.getByRole("dialog"), room).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
}

test("no screen offers a viewer anything to change, by button or by key", async ({ page, as, signIn }) => {
  const launch = populated();
  await signIn("viewer");
  const rooms = [
    ["war-room", "To triage"],
    ["inbox", "Your role can view the inbox"],
    ["board", launch.known.title],
    ["board?layout=kanban", launch.known.title],
    ["exit", "What blocks the exit now"],
    [`issues/${launch.known.number}`, "Pay by invoice until Friday"],
    ["sources", "Kong gateway"],
    ["routing", launch.ruleName],
  ] as const;
  for (const [room, shows] of rooms) {
    await openScreen(page, launch.room(room));
    await expect(page.getByText(shows).first()).toBeVisible();
    const offered = await page.getByRole("button", { name: WRITES }).allInnerTexts();
    expect(offered, room).toEqual([]);
    expect(await page.getByRole("checkbox", { name: /^(Choose|Select)/ }).count(), room).toBe(0);
    await page.keyboard.press("l");
    await expectNoDialogBefore(page, room);
  }
  const lead = await as("lead");
  const before = await lead.feedback.issue.query({ issueId: launch.known.id });
  await openScreen(page, launch.room(`issues/${launch.known.number}`));
  await expect(page.getByText("Pay by invoice until Friday")).toBeVisible();
  for (const key of ["1", "2", "3", "h", "w", "e", "u"]) await page.keyboard.press(key);
  await expectNoDialogBefore(page, "an issue");
  await expect(page.getByLabel("Title", { exact: true })).toHaveCount(0);
  const after = await lead.feedback.issue.query({ issueId: launch.known.id });
  expect(after.version).toBe(before.version);
});

test("a viewer walks the board with the keyboard, and nothing on it can be chosen", async ({
  page,
  signIn,
}) => {
  const launch = populated();
  await signIn("viewer");
  await openScreen(page, launch.room("board"));
  const issues = page.getByRole("list", { name: "Issues" }).locator("[data-issue-id]");
  await expect(issues.first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("ControlOrMeta+a");
  await expect(page.getByRole("toolbar")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: /^Issue \d+/ })).toBeVisible();
});

test("the settings a viewer may not enter say so and show nothing", async ({
  page,
  signIn,
  organization,
}) => {
  await signIn("viewer");
  await page.goto(`/${organization}/settings`);
  const tabs = page.getByRole("navigation", { name: "Settings" });
  await expect(tabs.getByRole("link", { name: "Members" })).toBeVisible();
  for (const name of ["API keys", "Audit", "Background work"])
    await expect(tabs.getByRole("link", { name })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Invite" })).toHaveCount(0);
  for (const room of ["keys", "audit", "work"]) {
    await page.goto(`/${organization}/settings/${room}`);
    await expect(page.getByText("Your role, viewer, does not allow this.").first()).toBeVisible();
    await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  }
});

test("the server refuses a viewer's writes whatever the screen shows", async ({
  as,
  page,
  signIn,
  organization,
}) => {
  const launch = populated();
  const viewer = await as("viewer");
  const forbidden = { data: { refusal: { code: "FORBIDDEN" } } };
  await expect(
    viewer.triage.act.mutate({ issueId: launch.known.id, act: { kind: "start" } }),
  ).rejects.toMatchObject(forbidden);
  await expect(
    viewer.feedback.logItem.mutate({ launchId: launch.id, idempotencyKey: "viewer-tries", text: "May I?" }),
  ).rejects.toMatchObject(forbidden);
  await expect(
    viewer.exit.createCriterion.mutate({
      launchId: launch.id,
      kind: "manual",
      title: "Mine",
      target: 0,
      holdHours: 0,
    }),
  ).rejects.toMatchObject(forbidden);
  await expect(
    viewer.intake.createSource.mutate({ launchId: launch.id, kind: "form", name: "Mine" }),
  ).rejects.toMatchObject(forbidden);
  await expect(
    viewer.tenancy.invite.mutate({ email: "friend@north.example", role: "owner" }),
  ).rejects.toMatchObject(forbidden);
  await signIn("viewer");
  const answer = await page.request.post("/api/trpc/triage.createView", {
    headers: { origin: setting("E2E_URL"), "x-steady-org": organization, "content-type": "application/json" },
    data: { json: { launchId: launch.id, name: "Mine", filter: "" } },
  });
  expect(answer.status()).toBe(403);
});
