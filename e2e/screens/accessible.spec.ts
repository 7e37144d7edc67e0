/**
 * Every screen of the workspace, full and empty, in light and in dark: WCAG 2.2 AA by axe, and nothing that scrolls where it should not.
 */
import type { Page } from "@playwright/test";
import { expectOpened, remember } from "../fixtures/axe";
import { openLaunch, type Launch } from "../fixtures/launch";
import { populated, type Populated } from "../fixtures/populated";
import { expect, expectFitForAll, openScreen, test, type As, type PersonKey } from "../fixtures/test";

// What axe finds says all there is to say; recording every step would take longer than looking.
test.use({ trace: "off" });

type Screen<L extends Launch = Populated> = {
  name: string;
  path: (launch: L, organization: string) => string;
  /** What is read there once everything has arrived. */
  shows: string | RegExp | ((launch: L) => string);
  person?: PersonKey;
};

const issue = ({ room, known }: Populated) => room(`issues/${known.number}`);

const FULL: readonly Screen[] = [
  { name: "launches", path: (_, org) => `/${org}/launches`, shows: ({ name }) => name },
  { name: "new launch", path: (_, org) => `/${org}/launches/new`, shows: /Scope/ },
  { name: "war room", path: ({ room }) => room("war-room"), shows: "Blocks the exit" },
  { name: "traffic", path: ({ room }) => room("war-room?traffic=6h"), shows: "/v2/payments" },
  { name: "wall board", path: ({ room }) => room("war-room?wall=1"), shows: ({ name }) => name },
  { name: "inbox", path: ({ room }) => room("inbox"), shows: "Impact and effort" },
  { name: "quarantine", path: ({ room }) => room("inbox?tab=quarantine"), shows: "Cheap lamps" },
  { name: "board as a table", path: ({ room }) => room("board"), shows: ({ known }) => known.title },
  { name: "board as a matrix", path: ({ room }) => room("board?layout=matrix"), shows: "Quick win" },
  {
    name: "board as a kanban",
    path: ({ room }) => room("board?layout=kanban"),
    shows: ({ known }) => known.title,
  },
  {
    name: "board with a panel",
    path: ({ room, known }) => room(`board?issue=${known.number}`),
    shows: "The issue is critical.",
  },
  {
    name: "board that finds nothing",
    path: ({ room }) => room("board?filter=zyzzyva"),
    shows: "No issues match this filter",
  },
  {
    name: "board with a saved view",
    path: ({ room, viewId }) => room(`board?view=${viewId}`),
    shows: "Loud at checkout",
  },
  { name: "issue", path: issue, shows: "Pay by invoice until Friday" },
  { name: "exit", path: ({ room }) => room("exit"), shows: "It is an open critical." },
  { name: "who waits", path: ({ room }) => room("waiting"), shows: /wait for an answer|waits for an answer/ },
  {
    name: "reports that cannot be answered",
    path: ({ room }) => room("waiting?list=unanswerable"),
    shows: /sources without replies/,
  },
  { name: "releases", path: ({ room }) => room("releases"), shows: "Record a release" },
  { name: "sources", path: ({ room }) => room("sources"), shows: "Kong gateway" },
  { name: "source", path: ({ room, formId }) => room(`sources/${formId}`), shows: "Latest arrivals" },
  { name: "routing", path: ({ room }) => room("routing"), shows: "On recent reports" },
  { name: "launch settings", path: ({ room }) => room("settings"), shows: "Scope and name" },
  { name: "phases of a launch", path: ({ room }) => room("settings?section=phases"), shows: "Stabilising" },
  {
    name: "components of a launch",
    path: ({ room }) => room("settings?section=components"),
    shows: "Checkout and payments",
  },
  { name: "team of a launch", path: ({ room }) => room("settings?section=team"), shows: /team/i },
  { name: "organization", path: (_, org) => `/${org}/settings/organization`, shows: "Leave" },
  { name: "members", path: (_, org) => `/${org}/settings/members`, shows: "Emre Engineer", person: "admin" },
  { name: "API keys", path: (_, org) => `/${org}/settings/keys`, shows: "Shop back end", person: "admin" },
  { name: "outgoing mail", path: (_, org) => `/${org}/settings/mail`, shows: /^Acknowledgement to \S+@/ },
  { name: "models", path: (_, org) => `/${org}/settings/ai`, shows: /model/i, person: "admin" },
  { name: "background work", path: (_, org) => `/${org}/settings/work`, shows: "Oldest has waited" },
  { name: "audit", path: (_, org) => `/${org}/settings/audit`, shows: "Verify audit log", person: "admin" },
  { name: "account", path: (_, org) => `/${org}/settings/account`, shows: "This one" },
  {
    name: "settings that are closed",
    path: (_, org) => `/${org}/settings/keys`,
    shows: "You don’t have access to this",
    person: "viewer",
  },
  {
    name: "inbox of a reader",
    path: ({ room }) => room("inbox"),
    shows: /Your role can view the inbox/,
    person: "viewer",
  },
  { name: "organizations", path: () => "/organizations", shows: "North Pantry" },
  { name: "address of nothing", path: (_, org) => `/${org}/no-such-launch/board`, shows: /not|no such/i },
  { name: "issue that does not exist", path: ({ room }) => room("issues/99999"), shows: /not|no such/i },
];

const EMPTY: readonly Screen<Launch>[] = [
  { name: "war room", path: ({ room }) => room("war-room"), shows: /first/i },
  { name: "inbox", path: ({ room }) => room("inbox"), shows: "Nothing to triage" },
  { name: "quarantine", path: ({ room }) => room("inbox?tab=quarantine"), shows: /quarantine|set aside/i },
  { name: "board as a table", path: ({ room }) => room("board"), shows: "No issues yet" },
  { name: "board as a matrix", path: ({ room }) => room("board?layout=matrix"), shows: "No issues yet" },
  { name: "board as a kanban", path: ({ room }) => room("board?layout=kanban"), shows: "No issues yet" },
  { name: "exit", path: ({ room }) => room("exit"), shows: "No exit criteria yet" },
  { name: "who waits", path: ({ room }) => room("waiting"), shows: "Nobody waits for an answer" },
  { name: "releases", path: ({ room }) => room("releases"), shows: "No releases yet" },
  { name: "sources", path: ({ room }) => room("sources"), shows: "Built in" },
  { name: "routing", path: ({ room }) => room("routing"), shows: "No rules yet" },
  { name: "launch settings", path: ({ room }) => room("settings"), shows: "Scope and name" },
];

async function check<L extends Launch>(
  page: Page,
  screen: Screen<L>,
  launch: L,
  organization: string,
): Promise<void> {
  await page.goto(screen.path(launch, organization));
  const words = typeof screen.shows === "function" ? screen.shows(launch) : screen.shows;
  await expect(page.getByText(words).filter({ visible: true }).first()).toBeVisible();
  await expectFitForAll(page, {
    hasFrame: (await page.getByRole("navigation", { name: "Main" }).count()) > 0,
  });
}

for (const screen of FULL)
  test(`${screen.name}: everybody can use it, in light and in dark`, async ({
    page,
    signIn,
    organization,
  }) => {
    const launch = populated();
    await signIn(screen.person ?? "lead");
    await check(page, screen, launch, organization);
  });

test("issue, similar, replies and trail: everybody can use each, in light and in dark", async ({
  page,
  signIn,
}) => {
  await signIn("lead");
  await openScreen(page, issue(populated()));
  for (const [name, shows] of [
    ["Similar", /^(?:Possible duplicates|Something in common|Related|No similar issues yet)/],
    ["Replies", "Acknowledgement"],
    ["Trail", "Lena Lead"],
  ] as const)
    await test.step(name, async () => {
      await remember(page);
      await page.getByRole("tab", { name: new RegExp(name) }).click();
      const panel = page.getByRole("tabpanel", { name: new RegExp(name) });
      await expect(panel.getByText(shows).filter({ visible: true }).first()).toBeVisible();
      await expectOpened(page);
      await expectFitForAll(page, { hasFrame: true, extent: "opened" });
    });
});

let empty: Promise<Launch> | undefined;
const emptyLaunch = (as: As) => (empty ??= openLaunch(as, "Nothing yet", { criteria: [], components: [] }));

for (const screen of EMPTY)
  test(`${screen.name} before anything arrived: everybody can use it, in light and in dark`, async ({
    page,
    as,
    signIn,
    organization,
  }) => {
    const launch = await emptyLaunch(as);
    await signIn("lead");
    await check(page, screen, launch, organization);
  });
