/** One organization never sees another's: for each kind of page, the owner gets in and the stranger gets the page for what does not exist. */
import type { Page } from "@playwright/test";
import { openSource } from "../fixtures/launch";
import { populated, type Populated } from "../fixtures/populated";
import { expect, test } from "../fixtures/test";

type Place = {
  entity: string;
  path: (launch: Populated, organization: string) => string;
  shows: (launch: Populated) => string;
};

/** What each place shows to those who belong there. */
const PLACES: readonly Place[] = [
  {
    entity: "organization",
    path: (_, organization) => `/${organization}/launches`,
    shows: ({ name }) => name,
  },
  { entity: "launch", path: (launch) => launch.room("war-room"), shows: ({ known }) => known.title },
  { entity: "inbox", path: (launch) => launch.room("inbox"), shows: () => "Waiting for a look" },
  { entity: "board", path: (launch) => launch.room("board"), shows: ({ known }) => known.title },
  {
    entity: "issue",
    path: (launch) => launch.room(`issues/${launch.known.number}`),
    shows: ({ known }) => known.title,
  },
  { entity: "exit", path: (launch) => launch.room("exit"), shows: () => "No open critical issue" },
  { entity: "sources", path: (launch) => launch.room("sources"), shows: () => "Kong gateway" },
  {
    entity: "source",
    path: (launch) => launch.room(`sources/${launch.formId}`),
    shows: () => "Help page form",
  },
  { entity: "routing rule", path: (launch) => launch.room("routing"), shows: ({ ruleName }) => ruleName },
  {
    entity: "saved view",
    path: (launch) => launch.room(`board?view=${launch.viewId}`),
    shows: () => "Loud at checkout",
  },
  { entity: "launch settings", path: (launch) => launch.room("settings"), shows: ({ name }) => name },
  {
    entity: "members",
    path: (_, organization) => `/${organization}/settings/members`,
    shows: () => "Emre Engineer",
  },
  {
    entity: "API keys",
    path: (_, organization) => `/${organization}/settings/keys`,
    shows: () => "Shop back end",
  },
  {
    entity: "outgoing mail",
    path: (_, organization) => `/${organization}/settings/mail`,
    shows: () => "amira@bistro.example",
  },
  { entity: "models", path: (_, organization) => `/${organization}/settings/ai`, shows: () => "Models" },
  {
    entity: "background work",
    path: (_, organization) => `/${organization}/settings/work`,
    shows: () => "Background work",
  },
  { entity: "audit", path: (_, organization) => `/${organization}/settings/audit`, shows: () => "Lena Lead" },
];

/** Words that only members may read. */
const secretsOf = ({ known, name, formKey, ruleName }: Populated): readonly string[] => [
  known.title,
  name,
  formKey,
  ruleName,
  "Kong gateway",
  "Emre Engineer",
  "amira@bistro.example",
];

/** The page for what does not exist, and its status, with no word of what does, in what was sent and in what is shown. */
async function expectNothing(page: Page, path: string, launch: Populated): Promise<number> {
  const answer = await page.goto(path);
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  const html = `${await answer!.text()}${await page.content()}`;
  for (const secret of secretsOf(launch)) expect(html, path).not.toContain(secret);
  return answer!.status();
}

for (const { entity, path, shows } of PLACES) {
  test(`${entity}: members get in, strangers get a page that knows nothing of it`, async ({
    page,
    as,
    signIn,
    organization,
  }) => {
    const launch = await populated(as);
    const place = path(launch, organization);
    await signIn("admin");
    await page.goto(place);
    await expect(page.getByText(shows(launch)).first()).toBeVisible();
    // An open page notices by itself that it is somebody else's now, and leaves; that would cross the next visit.
    await page.goto("about:blank");
    await signIn("stranger");
    expect(await expectNothing(page, place, launch)).toBe(404);
    const [here, nowhere] = await Promise.all(
      [place, place.replace(`/${organization}/`, "/no-such-organization/")].map((each) =>
        page.request.get(each),
      ),
    );
    expect([here!.status(), nowhere!.status()], "the answer tells whether the place exists").toEqual([
      404, 404,
    ]);
  });
}

test("who is signed out is asked to sign in, and the page they asked for is not in the answer", async ({
  page,
  as,
  organization,
}) => {
  const launch = await populated(as);
  for (const { path } of PLACES) {
    const place = path(launch, organization);
    await page.goto(place);
    await expect(page, place).toHaveURL(/\/sign-in\?next=/);
    const html = await (await page.request.get(place, { maxRedirects: 0 })).text();
    for (const secret of secretsOf(launch).filter((word) => !decodeURIComponent(page.url()).includes(word)))
      expect(html, place).not.toContain(secret);
  }
});

test("another organization's ids below one's own address open nothing", async ({
  page,
  as,
  signIn,
  otherOrganization,
}) => {
  const launch = await populated(as);
  const stranger = await as("stranger");
  const { slug } = await stranger.launches.create.mutate({
    name: "Their own launch",
    liveAt: new Date(),
    sizing: { complexity: 1, criticality: 1, userBase: 1, riskTolerance: 1, deploymentStyle: 1 },
  });
  await signIn("stranger");
  const base = `/${otherOrganization}/${slug}`;
  expect(await expectNothing(page, `/${otherOrganization}/${launch.slug}/board`, launch)).toBe(404);
  for (const path of [`issues/${launch.known.number}`, `sources/${launch.formId}`])
    expect(await expectNothing(page, `${base}/${path}`, launch), path).toBe(404);
  for (const path of [`${base}/board?view=${launch.viewId}`, `${base}/inbox?at=${launch.known.id}`]) {
    await page.goto(path);
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
    await expect(
      page.getByText(/could not be read|No issues yet|Everything has been looked at/).first(),
    ).toBeVisible();
    const html = await page.content();
    for (const secret of secretsOf(launch)) expect(html, path).not.toContain(secret);
  }
});

test("a member who asks for a launch that is not there is told so by the status too, inside the frame", async ({
  page,
  signIn,
  organization,
}) => {
  await signIn("viewer");
  for (const path of ["board", "war-room", "issues/1"]) {
    const answer = await page.goto(`/${organization}/no-such-launch/${path}`);
    expect(answer!.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  }
  for (const path of ["launches", "settings/account"])
    expect((await page.goto(`/${organization}/${path}`))!.status(), path).toBe(200);
});

test("a member who asks for an issue or a source that is not there is told so by the status too, inside the frame", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await populated(as);
  await signIn("viewer");
  for (const path of [
    ...["99999", "0", "1e3", `${launch.known.number}x`, "999999999999"].map((number) => `issues/${number}`),
    ...["src_", "constructor", `${launch.formId.slice(0, -4)}0000`].map((id) => `sources/${id}`),
  ]) {
    const answer = await page.goto(launch.room(path));
    expect(answer!.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
    await expect(page).toHaveTitle(/^Not found/);
  }
  expect((await page.goto(launch.room(`issues/${launch.known.number}`)))!.status()).toBe(200);
  await expect(page).toHaveTitle(new RegExp(`^#${launch.known.number} `));
  expect((await page.goto(launch.room(`sources/${launch.formId}`)))!.status()).toBe(200);
});

test("a form belongs to its own launch: the owner's key opens it, a made-up one opens nothing", async ({
  page,
  as,
}) => {
  const launch = await populated(as);
  await page.goto(`/f/${launch.formKey}`);
  await expect(page.getByRole("heading", { name: `Report a problem with ${launch.name}` })).toBeVisible();
  const closed = await openSource(as, launch, "form", "Closed again");
  await (await as("lead")).intake.removeSource.mutate({ id: closed.id });
  for (const key of [closed.key, `${launch.formKey.slice(0, -4)}aaaa`])
    await expectNothing(page, `/f/${key}`, launch);
});
