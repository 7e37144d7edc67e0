/**
 * One organization never sees another's: for each kind of page, the owner gets in and the stranger gets the page for what does not exist.
 */
import type { Page } from "@playwright/test";
import { openSource } from "../fixtures/launch";
import { populated, type Populated } from "../fixtures/populated";
import { expect, test } from "../fixtures/test";

type Place = { entity: string; path: (launch: Populated, organization: string) => string };

/** Each kind of page; what members read there is proven where every screen is opened (screens/accessible.spec.ts). */
const PLACES: readonly Place[] = [
  { entity: "organization", path: (_, organization) => `/${organization}/launches` },
  { entity: "launch", path: (launch) => launch.room("war-room") },
  { entity: "inbox", path: (launch) => launch.room("inbox") },
  { entity: "board", path: (launch) => launch.room("board") },
  { entity: "issue", path: (launch) => launch.room(`issues/${launch.known.number}`) },
  { entity: "exit", path: (launch) => launch.room("exit") },
  { entity: "sources", path: (launch) => launch.room("sources") },
  { entity: "source", path: (launch) => launch.room(`sources/${launch.formId}`) },
  { entity: "routing rule", path: (launch) => launch.room("routing") },
  { entity: "saved view", path: (launch) => launch.room(`board?view=${launch.viewId}`) },
  { entity: "launch settings", path: (launch) => launch.room("settings") },
  { entity: "members", path: (_, organization) => `/${organization}/settings/members` },
  { entity: "API keys", path: (_, organization) => `/${organization}/settings/keys` },
  { entity: "outgoing mail", path: (_, organization) => `/${organization}/settings/mail` },
  { entity: "models", path: (_, organization) => `/${organization}/settings/ai` },
  { entity: "background work", path: (_, organization) => `/${organization}/settings/work` },
  { entity: "audit", path: (_, organization) => `/${organization}/settings/audit` },
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
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  const html = `${await answer!.text()}${await page.content()}`;
  for (const secret of secretsOf(launch)) expect(html, path).not.toContain(secret);
  return answer!.status();
}

for (const { entity, path } of PLACES)
  test(`${entity}: members get in, strangers get a page that knows nothing of it`, async ({
    page,
    signIn,
    organization,
  }) => {
    const launch = populated();
    const place = path(launch, organization);
    await signIn("admin");
    expect((await page.request.get(place)).status(), "for a member").toBe(200);
    await signIn("stranger");
    expect(await expectNothing(page, place, launch), "for a stranger").toBe(404);
    const nowhere = await page.request.get(place.replace(`/${organization}/`, "/no-such-organization/"));
    expect(nowhere.status(), "the answer tells whether the place exists").toBe(404);
  });

test("who is signed out is asked to sign in, and the page they asked for is not in the answer", async ({
  page,
  organization,
}) => {
  const launch = populated();
  for (const { path } of PLACES) {
    const place = path(launch, organization);
    const answer = await page.request.get(place, { maxRedirects: 0 });
    const goesTo = answer.headers()["location"] ?? "";
    expect([answer.status(), goesTo], place).toEqual([307, expect.stringMatching(/\/sign-in\?next=/)]);
    const html = await answer.text();
    for (const secret of secretsOf(launch).filter((word) => !decodeURIComponent(goesTo).includes(word)))
      expect(html, place).not.toContain(secret);
  }
  // A browser goes where it is sent.
  const last = PLACES.at(-1)!.path(launch, organization);
  await page.goto(last);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByLabel("Password", { exact: true })).toBeVisible();
});

test("another organization's ids below one's own address open nothing", async ({
  page,
  as,
  signIn,
  otherOrganization,
}) => {
  const launch = populated();
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
      page.getByText(/could not be read|Couldn[’']t load|No issues yet|Nothing to triage/).first(),
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
    await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  }
  for (const path of ["launches", "settings/account"])
    expect((await page.goto(`/${organization}/${path}`))!.status(), path).toBe(200);
});

test("a member who asks for an issue or a source that is not there is told so by the status too, inside the frame", async ({
  page,
  signIn,
}) => {
  const launch = populated();
  await signIn("viewer");
  for (const path of [
    ...["99999", "0", "1e3", `${launch.known.number}x`, "999999999999"].map((number) => `issues/${number}`),
    ...["src_", "constructor", `${launch.formId.slice(0, -4)}0000`].map((id) => `sources/${id}`),
  ]) {
    const answer = await page.goto(launch.room(path));
    expect(answer!.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
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
  const launch = populated();
  await page.goto(`/f/${launch.formKey}`);
  await expect(page.getByRole("heading", { name: `Report a problem with ${launch.name}` })).toBeVisible();
  const closed = await openSource(as, launch, "form", "Closed again");
  await (await as("lead")).intake.removeSource.mutate({ id: closed.id });
  for (const key of [closed.key, `${launch.formKey.slice(0, -4)}aaaa`])
    await expectNothing(page, `/f/${key}`, launch);
});
