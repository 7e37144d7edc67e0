/** What opens over a screen: dialogs, menus, the palette and the sheet of keys, each used by everybody, in light and in dark. */
import type { Page } from "@playwright/test";
import { expectOpened, remember } from "../fixtures/axe";
import { populated, type Populated } from "../fixtures/populated";
import { expect, expectFitForAll, openScreen, test, type PersonKey, seen } from "../fixtures/test";

// What axe finds says all there is to say; recording every step would take longer than looking.
test.use({ trace: "off" });

type Overlay = {
  name: string;
  path: (launch: Populated, organization: string) => string;
  person?: PersonKey;
  open: (page: Page, launch: Populated) => Promise<void>;
};

const press = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();
const exit = ({ room }: Populated) => room("exit");
const board = ({ room }: Populated) => room("board");
const issue = ({ room, known }: Populated) => room(`issues/${known.number}`);
const settings = (room: string) => (_: Populated, organization: string) =>
  `/${organization}/settings/${room}`;

/** Keys are heard once the screen has come to life. */
async function key(page: Page, keys: string): Promise<void> {
  await expect(page.getByText("live", { exact: true })).toBeVisible();
  await seen(page);
  await page.keyboard.press(keys);
}

const criterionMenu =
  (item: string, title = "No open critical issue") =>
  async (page: Page) => {
    await page.getByRole("button", { name: `Change “${title}”` }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };

const OVERLAYS: readonly Overlay[] = [
  {
    name: "log a report",
    path: board,
    open: async (page) => {
      await key(page, "l");
      await page
        .getByLabel("What happened")
        .fill("The bank has taken the money twice and the card is declined");
      await expect(page.getByText(/^(Likely the same|No likely match)/)).toBeVisible();
    },
  },
  { name: "keys of this screen", path: ({ room }) => room("inbox"), open: (page) => key(page, "?") },
  {
    name: "command palette",
    path: board,
    open: async (page, { known }) => {
      await key(page, "ControlOrMeta+k");
      await page.getByRole("dialog").getByRole("combobox").fill("declined");
      await expect(page.getByRole("option", { name: new RegExp(`#${known.number}`) })).toBeVisible();
    },
  },
  { name: "merge", path: issue, open: press("Merge") },
  { name: "decline", path: issue, open: (page) => key(page, "3") },
  { name: "assign", path: issue, open: (page) => key(page, "a") },
  { name: "the order of the inbox", path: ({ room }) => room("inbox"), open: press(/^Sorted: /) },
  { name: "more to do with an issue", path: issue, open: press(/^More to do with/) },
  { name: "owners", path: issue, open: press("Emre Engineer") },
  { name: "rename an issue", path: issue, open: (page) => key(page, "e") },
  {
    name: "workaround being written",
    path: issue,
    open: async (page) => {
      await page.getByRole("button", { name: "Change", exact: true }).click();
      await expect(page.getByRole("textbox", { name: "Workaround" })).toBeVisible();
    },
  },
  {
    name: "bulk bar",
    path: board,
    open: async (page) => {
      await page
        .getByRole("checkbox", { name: /^(Choose|Select) #/ })
        .first()
        .click();
      await expect(page.getByRole("toolbar")).toBeVisible();
    },
  },
  {
    name: "filter with what it offers",
    path: board,
    open: (page) => page.getByRole("combobox", { name: "Filter issues" }).click(),
  },
  {
    name: "save a view",
    path: ({ room }) => room("board?filter=severity%3Amajor"),
    open: press("Save view"),
  },
  {
    name: "placing on the matrix",
    path: ({ room }) => room("board?layout=matrix"),
    open: async (page) => {
      await expect(page.getByRole("button", { name: /Quick win/ })).toBeVisible();
      await key(page, "j");
      await key(page, "ArrowRight");
      await expect(page.getByLabel("Why this effort")).toBeVisible();
    },
  },
  { name: "add a criterion", path: exit, open: press("Add a criterion") },
  { name: "edit a criterion", path: exit, open: criterionMenu("Edit…") },
  { name: "waive a criterion", path: exit, open: criterionMenu("Waive…") },
  {
    name: "confirm a criterion",
    path: exit,
    open: criterionMenu("Confirm with evidence…", "Month-end invoice run rehearsed with accounting"),
  },
  { name: "archive a criterion", path: exit, open: criterionMenu("Archive…") },
  { name: "change phase", path: exit, open: press("Change phase") },
  { name: "share a report", path: exit, open: press("Share report") },
  { name: "owner of a blocker", path: exit, open: (page) => key(page, "a") },
  { name: "add a source", path: ({ room }) => room("sources"), open: press("Add a source") },
  { name: "new routing rule", path: ({ room }) => room("routing"), open: press("New rule") },
  { name: "invite", path: settings("members"), person: "admin", open: press("Invite") },
  { name: "new API key", path: settings("keys"), person: "admin", open: press("New key") },
  { name: "account menu", path: exit, open: press(/^Account of/) },
  { name: "launch switcher", path: exit, open: press(/^Launch: /) },
];

/** One of each kind is looked at with the screen it lies over, which it closes off or leaves open; the screens are looked at elsewhere. */
const WITH_ITS_SCREEN = new Set([
  ...["log a report", "command palette", "more to do with an issue", "filter with what it offers"],
  ...["rename an issue", "bulk bar", "archive a criterion", "launch switcher"],
]);

for (const { name, path, person, open } of OVERLAYS)
  test(`${name}: everybody can use it, in light and in dark`, async ({ page, signIn, organization }) => {
    const launch = populated();
    await signIn(person ?? "lead");
    await openScreen(page, path(launch, organization));
    await remember(page);
    await open(page, launch);
    await expectOpened(page);
    await expectFitForAll(page, {
      hasFrame: true,
      extent: WITH_ITS_SCREEN.has(name) ? "page" : "opened",
    });
  });
