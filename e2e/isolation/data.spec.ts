/** What is no page: attachments, report links, event streams and calls answer strangers as if nothing were there. */
import { populated } from "../fixtures/populated";
import { expect, setting, test } from "../fixtures/test";

test("attachment: a member sees the picture, a stranger and whoever is signed out get no byte of it", async ({
  page,
  signIn,
  organization,
  otherOrganization,
}) => {
  const launch = populated();
  const path = (org: string) => `/api/v1/attachments/${launch.attachmentId}?org=${org}`;
  await signIn("viewer");
  const seen = await page.request.get(path(organization));
  expect(seen.status()).toBe(200);
  expect(seen.headers()["content-type"]).toBe("image/webp");
  await signIn("stranger");
  expect((await page.request.get(path(organization))).status()).toBe(404);
  expect((await page.request.get(path(otherOrganization))).status()).toBe(404);
  await page.context().clearCookies();
  expect((await page.request.get(path(organization))).status()).toBe(401);
});

test("report link: whoever holds it reads their own report; a link with one letter changed opens nothing", async ({
  page,
}) => {
  const launch = populated();
  await page.goto(launch.reportPath);
  await expect(page.getByText(/bank has already taken the money twice/)).toBeVisible();
  await expect(page.getByText("amira@bistro.example")).toHaveCount(0);
  const last = launch.reportPath.at(-1)!;
  for (const path of [
    `${launch.reportPath.slice(0, -1)}${last === "A" ? "B" : "A"}`,
    launch.reportPath.split(".")[0]!,
  ]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    expect(await page.content()).not.toContain("taken the money twice");
  }
});

test("event stream: a member hears of changes, a stranger is told that there is no such organization", async ({
  page,
  signIn,
  organization,
}) => {
  await signIn("stranger");
  expect((await page.request.get(`/api/v1/events?org=${organization}`)).status()).toBe(404);
  await signIn("viewer");
  await page.goto(`/${organization}/launches`);
  await expect(page.getByText("live", { exact: true })).toBeVisible();
});

test("calls: a stranger who knows every id reads, changes and counts nothing", async ({ as }) => {
  const launch = populated();
  const stranger = await as("stranger");
  const gone = { data: { refusal: { code: "NOT_FOUND" } } };
  await expect(stranger.feedback.issue.query({ issueId: launch.known.id })).rejects.toMatchObject(gone);
  await expect(stranger.intake.source.query({ id: launch.formId })).rejects.toMatchObject(gone);
  await expect(
    stranger.triage.act.mutate({ issueId: launch.known.id, act: { kind: "start" } }),
  ).rejects.toMatchObject(gone);
  await expect(stranger.triage.removeView.mutate({ viewId: launch.viewId })).rejects.toMatchObject(gone);
  await expect(stranger.intake.rotateSecret.mutate({ id: launch.formId })).rejects.toMatchObject(gone);
  const counts = await stranger.triage.counts.query({ launchId: launch.id, filter: "" }).then(
    ({ total }) => total.n,
    () => 0,
  );
  expect(counts).toBe(0);
  const { audit } = await as("stranger");
  expect(JSON.stringify(await audit.list.query({ limit: 100 }))).not.toContain(launch.id);
  const lead = await as("lead");
  expect((await lead.triage.views.query({ launchId: launch.id })).map(({ id }) => id)).toContain(
    launch.viewId,
  );
});

test("ways in: a source's key and an API key of one organization put nothing into another's launch", async ({
  as,
}) => {
  const launch = populated();
  const stranger = await as("stranger");
  const { secret } = await stranger.tenancy.createApiKey.mutate({
    name: "Their back end",
    scopes: ["items:write", "releases:write"],
  });
  const send = (path: string, body: object) =>
    fetch(new URL(path, setting("E2E_URL")), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
      body: JSON.stringify(body),
    });
  const before = await (await as("lead")).triage.counts.query({ launchId: launch.id, filter: "" });
  const item = await send("/api/v1/items", { launch: launch.slug, text: "Slipped in" });
  const byId = await send("/api/v1/items", { launch: launch.id, text: "Slipped in" });
  const release = await send("/api/v1/releases", {
    launch: launch.slug,
    kind: "deployment",
    version: "9.9.9",
    startedAt: new Date().toISOString(),
    outcome: "succeeded",
  });
  for (const answer of [item, byId, release]) {
    expect([404, 422]).toContain(answer.status);
    expect(await answer.text()).not.toContain(launch.name);
  }
  expect(await (await as("lead")).triage.counts.query({ launchId: launch.id, filter: "" })).toEqual(before);
});
