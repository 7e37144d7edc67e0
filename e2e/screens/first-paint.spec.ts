/** Rooms as the server draws them: what they show first is there before any of the product's scripts has come. */
import { populated } from "../fixtures/populated";
import { expect, setting, signInTo, test } from "../fixtures/test";

const LAYOUTS = ["table", "matrix", "kanban"] as const;

test("the board comes with its first issues in each layout", async ({ browser }) => {
  const { room, known } = populated();
  const sent = await browser.newContext({ baseURL: setting("E2E_URL"), javaScriptEnabled: false });
  await signInTo(sent, "viewer");
  const plain = await sent.newPage();
  for (const layout of LAYOUTS) {
    await plain.goto(room(`board?layout=${layout}`));
    await expect(
      plain.getByText(known.title).first(),
      `it was not in the answer for ${layout}`,
    ).toBeAttached();
  }
  await sent.close();
});

test("the first issues of each layout are seen without any of the product's scripts", async ({ browser }) => {
  const { room, known } = populated();
  // A page that is sent in parts is put together by a line of script in its own text, so that much may run.
  const drawn = await browser.newContext({ baseURL: setting("E2E_URL") });
  await signInTo(drawn, "viewer");
  const page = await drawn.newPage();
  await page.route("**/_next/static/**/*.js", (route) => route.abort());
  for (const layout of LAYOUTS) {
    await page.goto(room(`board?layout=${layout}`));
    await expect(page.getByText(known.title).filter({ visible: true }).first(), layout).toBeVisible();
  }
  await drawn.close();
});

test("every room comes with what it shows first, and asks for none of it again", async ({
  browser,
  organization,
}) => {
  const { room, known, name } = populated();
  const context = await browser.newContext({ baseURL: setting("E2E_URL") });
  await signInTo(context, "owner");
  const page = await context.newPage();
  // The inbox also fetches ahead what comes after the issue in front, by the procedures of that.
  const rooms: [path: string, shows: RegExp | string, procedures: string[]][] = [
    [
      room("war-room"),
      /Not stable|Unknown|Stable for/,
      ["analysis.warRoom", "analysis.feed", "exit.page", "triage.inbox"],
    ],
    [room("inbox"), "To triage", ["triage.inbox", "triage.snoozed", "feedback.quarantine"]],
    [room("exit"), "Criteria", ["exit.page", "launches.components", "monitoring.releases"]],
    [
      room(`issues/${known.number}`),
      known.title,
      ["feedback.issue", "feedback.issueSummary", "feedback.issueItems", "triage.why"],
    ],
    [room("sources"), "Kong gateway", ["intake.sources", "monitoring.troubledFeeds"]],
    [room("routing"), populated().ruleName, ["triage.rules", "launches.teams", "launches.components"]],
    [room("releases"), "Releases", ["monitoring.releases", "launches.components"]],
    [room("waiting"), "Waiting for an answer", ["analysis.waiting"]],
    [room("settings"), name, ["launches.bySlug"]],
    [room("settings?section=team"), "Team", ["launches.members", "tenancy.people"]],
    [`/${organization}/launches`, name, ["launches.list"]],
    [
      `/${organization}/settings/members`,
      "Members",
      ["tenancy.members", "tenancy.invitations", "tenancy.proxyFault"],
    ],
    [`/${organization}/settings/audit`, "Audit", ["audit.list"]],
    [`/${organization}/settings/work`, "Failed jobs", ["operations.deadLetters"]],
    [`/${organization}/settings/privacy`, "Retention", ["privacy.retention", "privacy.retentionRuns"]],
    [`/${organization}/settings/ai`, "Providers", ["ai.providers", "ai.calls"]],
    [`/${organization}/settings/mail`, "Outgoing mail", ["communication.messages"]],
    [`/${organization}/settings/keys`, "API keys", ["tenancy.apiKeys"]],
    [`/${organization}/settings/organization`, "Teams", ["launches.teams", "tenancy.me"]],
    [`/${organization}/settings/account`, "Sessions", ["account.sessions"]],
  ];
  // Without events: what others do meanwhile is no reason to ask again here. That there are none shows once React has taken over.
  await page.route("**/api/v1/events**", (route) => route.fulfill({ status: 503 }));
  const requested: string[] = [];
  page.on("request", (request) => {
    const [, calls] = new URL(request.url()).pathname.split("/api/trpc/");
    if (calls !== undefined) requested.push(...decodeURIComponent(calls).split(","));
  });
  for (const [path, shows, procedures] of rooms)
    await test.step(path, async () => {
      requested.length = 0;
      await page.goto(path);
      await expect(page.getByText(shows).filter({ visible: true }).first()).toBeVisible();
      await expect(page.getByText("offline", { exact: true })).toBeAttached();
      await expect(page.locator("main").getByText(/^Loading/)).toHaveCount(0);
      expect(
        requested.filter((procedure) => procedures.includes(procedure)),
        "asked for again",
      ).toEqual([]);
    });
  await context.close();
});
