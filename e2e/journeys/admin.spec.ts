/** The admin: the ways in, who may do what, and a trail that shows it all. */
import { patiently } from "@/scripts/test-run/time-factor.mjs";
import { openLaunch, openSource, post } from "../fixtures/launch";
import { expect, linkIn, PASSWORD, picture, setting, test, toast } from "../fixtures/test";

const SIGNING_SECRET = "made by the helpdesk itself, 4711";

test("a Zendesk source is set up from its page alone: its signing secret is entered there and never shown again", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Helpdesk joined");
  await signIn("admin");
  await page.goto(launch.room("sources"));
  await page.getByRole("button", { name: "Add a source" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a source" });
  await dialog
    .locator("label")
    .filter({ hasText: /^Zendesk/ })
    .click();
  await expect(dialog.getByRole("radio", { name: /^Zendesk/ })).toBeChecked();
  await dialog.getByLabel("Name").fill("Support desk");
  await dialog.getByRole("button", { name: "Add the source" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Support desk" })).toBeVisible();
  await expect(page.getByText("Waiting for your first event…")).toBeVisible();

  await page.getByRole("button", { name: "Enter signing secret" }).click();
  const secrets = page.getByRole("dialog", { name: "Signing secret of the sender" });
  await secrets.getByLabel("Signing secret").fill("short");
  await secrets.getByRole("button", { name: "Save the secret" }).click();
  await expect(secrets.getByText("A signing secret has at least 16 characters.")).toBeVisible();
  await secrets.getByLabel("Signing secret").fill(SIGNING_SECRET);
  await secrets.getByRole("button", { name: "Save the secret" }).click();
  await expect(toast(page, "The signing secret is saved")).toBeVisible();

  await page.getByRole("button", { name: "Send a test event" }).click();
  await expect(toast(page, "The test event was accepted")).toBeVisible();
  await expect(page.getByText("The last event arrived")).toBeVisible();
  await expect(page.getByRole("region", { name: "Latest arrivals" }).getByRole("row")).toHaveCount(2);

  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Support desk" })).toBeVisible();
  expect(await page.content()).not.toContain(SIGNING_SECRET);

  await page.getByRole("link", { name: "Inbox" }).click();
  await page.getByRole("link", { name: /Quarantine/ }).click();
  await expect(page.getByText("It proves that tickets arrive").first()).toBeVisible();
});

test("somebody is invited, joins by mail, is given another role and removed again, and loses access at once", async ({
  page,
  browser,
  signIn,
  mailTo,
  organization,
}) => {
  await signIn("admin");
  await page.goto(`/${organization}/settings/members`);
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody" });
  await dialog.getByLabel("E-mail address").fill("nils@north.example");
  await dialog.getByLabel("Role").click();
  await page.getByRole("option", { name: "QA" }).click();
  await expect(dialog.getByLabel("Language of the e-mail")).toHaveText("English");
  await dialog.getByLabel("Language of the e-mail").click();
  await page.getByRole("option", { name: "Svenska" }).click();
  await picture(page, "invite-dialog");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("region", { name: "Open invitations" })).toContainText("nils@north.example");

  const theirs = await browser.newContext({ baseURL: setting("E2E_URL") });
  const newcomer = await theirs.newPage();
  const mail = await mailTo("nils@north.example");
  expect(mail.subject).toContain("bjuder in dig till");
  await newcomer.goto(linkIn(mail, "/invitation"));
  await newcomer.getByLabel("Your name").fill("Nils Newcomer");
  await newcomer.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await newcomer.getByRole("button", { name: "Create account and join" }).click();
  await expect(newcomer.getByRole("navigation", { name: "Main" })).toBeVisible();

  await page.reload();
  const row = page
    .getByRole("region", { name: "Members" })
    .getByRole("row")
    .filter({ hasText: "Nils Newcomer" });
  await row.getByRole("combobox", { name: "Role of Nils Newcomer" }).click();
  await page.getByRole("option", { name: "Viewer" }).click();
  await expect(toast(page, "Nils Newcomer has a new role")).toBeVisible();
  await newcomer.reload();
  await expect(newcomer.getByRole("navigation", { name: "Main" })).toBeVisible();
  await expect(newcomer.getByRole("button", { name: "Log a report" })).toBeHidden();

  await row.getByRole("button", { name: "Remove Nils Newcomer" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove Nils Newcomer" }).click();
  await expect(row).toBeHidden();
  await expect(newcomer).not.toHaveURL(new RegExp(`/${organization}/`), { timeout: patiently(5_000) });
  await newcomer.goto(`/${organization}/settings/members`);
  await expect(newcomer.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await expect(newcomer.getByText("Emre Engineer")).toHaveCount(0);
  await theirs.close();
});

test("an admin sees that an owner's role is not theirs to change, and is not offered to make one", async ({
  page,
  signIn,
  organization,
}) => {
  await signIn("admin");
  await page.goto(`/${organization}/settings/members`);
  const members = page.getByRole("region", { name: "Members" });
  const owner = members.getByRole("row").filter({ hasText: "Olga Owner" });
  await expect(owner).toContainText("Only an owner can change this");
  await expect(owner.getByRole("combobox")).toHaveCount(0);
  await expect(owner.getByRole("button")).toHaveCount(0);
  await members.getByRole("combobox", { name: "Role of Vera Viewer" }).click();
  await expect(page.getByRole("option", { name: "Admin" })).toBeVisible();
  await expect(page.getByRole("option", { name: "Owner", exact: true })).toHaveCount(0);
  await page.keyboard.press("Escape");

  await signIn("owner");
  await page.goto(`/${organization}/settings/members`);
  await members.getByRole("combobox", { name: "Role of Adam Admin" }).click();
  await expect(page.getByRole("option", { name: "Owner", exact: true })).toBeVisible();
});

test("an API key is shown once, works, and is refused as soon as it is revoked; the trail says who did it", async ({
  page,
  as,
  signIn,
  organization,
}) => {
  const launch = await openLaunch(as, "Keys");
  const desk = await openSource(as, launch, "zendesk", "Desk");
  await (await as("admin")).intake.rotateSecret.mutate({ id: desk.id });
  await signIn("admin");
  await page.goto(`/${organization}/settings/keys`);
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Till in Hamburg");
  await dialog.getByRole("button", { name: "Create the key" }).click();
  await expect(dialog.getByRole("heading", { name: "Copy the key now" })).toBeVisible();
  const secret = await dialog.locator("code").innerText();
  expect(secret).toMatch(/^stk_/);
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  const send = () =>
    post(
      "/api/v1/items",
      { launch: launch.slug, text: "The till prints blank receipts." },
      { authorization: `Bearer ${secret}` },
    );
  await send();
  await page.reload();
  const row = page.getByRole("row").filter({ hasText: "Till in Hamburg" });
  await expect(row).toContainText(secret.slice(0, 8));
  await expect(row).not.toContainText("Never");
  expect(await page.content()).not.toContain(secret);

  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke the key" }).click();
  await expect(row).toBeHidden();
  const outcome = () => send().then(() => "accepted", String);
  await expect.poll(outcome, { timeout: patiently(5_000) }).toContain("answered 401");

  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Audit" }).click();
  const entries = page.getByRole("main").getByRole("listitem");
  await expect(entries.filter({ hasText: "API key revoked by Adam Admin" }).first()).toBeVisible();
  await page.getByLabel("What was done").fill("source.secret_rotated");
  await expect(entries.filter({ hasText: "Source secret rotated by Adam Admin" }).first()).toBeVisible();
  await expect(entries.filter({ hasText: /revoked/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Verify audit log" }).click();
  await expect(page.getByText("The audit log is intact")).toBeVisible();
});
