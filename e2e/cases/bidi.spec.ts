/** D8: titles and names from right to left, within a product whose words run from left to right. */
import { bareTexts } from "../fixtures/bidi";
import {
  criterion,
  openLaunch,
  openSource,
  post,
  reportIssue,
  workersDone,
  type Launch,
} from "../fixtures/launch";
import { expect, openScreen, picture, test, toast } from "../fixtures/test";
import type { As } from "../fixtures/people";

const ARABIC = "الدفع فشل (خطأ 500) /api/pay.";
const HEBREW = "בדיקה git push.";
const LAUNCH = "متجر (2) Pay.";
const CRITERION = "تدريب الفريق (3).";
const COMPONENT = "الدفع v2.";
const PERSON = "محمد (ليلى).";
const LABEL = "عاجل-1";
const LONG = `${"لا يمكنني إتمام الطلب لأن الصفحة تبقى فارغة ".repeat(8).trim()}.`;
const THEIRS = [ARABIC, HEBREW, LAUNCH, CRITERION, COMPONENT, PERSON, LABEL, LONG];

let prepared: Promise<{ launch: Launch; arabic: number; hebrew: number; arabicId: string }> | undefined;
/** One launch that is written from right to left wherever people choose the words. */
const prepare = (as: As) =>
  (prepared ??= (async () => {
    const launch = await openLaunch(as, LAUNCH, {
      // A worker that follows on a failed one prepares its own.
      slug: `bidi-${process.pid}`,
      components: [
        { slug: "pay", name: COMPONENT, keywords: ["pay"], routePatterns: ["/api/pay"], ownerTeamId: null },
      ],
      criteria: [criterion("manual", CRITERION), criterion("open_critical", CRITERION)],
    });
    const arabic = await reportIssue(as, launch, { title: ARABIC, text: ARABIC, name: PERSON });
    const hebrew = await reportIssue(as, launch, { title: HEBREW, text: HEBREW, name: PERSON });
    const lead = await as("lead");
    for (const [issue, title] of [
      [arabic, ARABIC],
      [hebrew, HEBREW],
    ] as const)
      await lead.triage.act.mutate({ issueId: issue.id, act: { kind: "rename", title } });
    await lead.triage.act.mutate({
      issueId: arabic.id,
      act: { kind: "relabel", severity: "critical", reason: ARABIC },
    });
    await workersDone(as);
    return { launch, arabic: arabic.number, hebrew: hebrew.number, arabicId: arabic.id };
  })());

for (const [name, path] of [
  ["the war room", "war-room"],
  ["the wall board", "war-room?wall=1"],
  ["the inbox", "inbox"],
  ["the board's table", "board"],
  ["the board by state", "board?layout=kanban"],
  ["the board as a matrix", "board?layout=matrix"],
  ["the exit", "exit"],
  ["the launch's settings", "settings?section=components"],
] as const)
  test(`D8: ${name} keeps other people's words apart from its own`, async ({ page, as, signIn }) => {
    const { launch } = await prepare(as);
    await signIn("lead");
    await openScreen(page, launch.room(path));
    await expect(page.getByText(path.startsWith("settings") ? COMPONENT : ARABIC).first()).toBeVisible();
    expect(await bareTexts(page, THEIRS)).toEqual([]);
    await picture(page, `bidi-${path.replace(/\W/g, "-")}`);
  });

test("D8: an issue's page, its title in the window and its dialogs", async ({ page, as, signIn }) => {
  const { launch, arabic } = await prepare(as);
  await signIn("lead");
  await openScreen(page, launch.room(`issues/${arabic}`));
  await expect(page.getByText(ARABIC).first()).toBeVisible();
  expect(await bareTexts(page, THEIRS)).toEqual([]);
  expect(await page.title()).toContain(`\u2068${LAUNCH}\u2069`);
  await page.keyboard.press("2");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await bareTexts(page, THEIRS)).toEqual([]);
});

test("D8: the palette lists issues with their numbers in front", async ({ page, as, signIn }) => {
  const { launch, hebrew } = await prepare(as);
  await signIn("lead");
  await openScreen(page, launch.room("board"));
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("dialog").getByRole("combobox").fill("git push");
  const option = page.getByRole("option").filter({ hasText: HEBREW });
  await expect(option).toContainText(`#${hebrew} \u2068${HEBREW}\u2069`);
  expect(await bareTexts(page, THEIRS)).toEqual([]);
});

test("D8: a toast that names a label from right to left", async ({ page, as, signIn }) => {
  const { launch, arabicId, arabic } = await prepare(as);
  await signIn("lead");
  await openScreen(page, launch.room(`issues/${arabic}`));
  await page.getByRole("button", { name: "Label", exact: true }).click();
  await expect(page.getByLabel("New label")).toBeFocused();
  await page.keyboard.type(LABEL);
  await page.keyboard.press("Enter");
  await expect(toast(page, `Labelled #${arabic} \u2068${LABEL}\u2069`)).toBeVisible();
  await (await as("lead")).triage.act.mutate({ issueId: arabicId, act: { kind: "tag", remove: [LABEL] } });
});

test("D8: the subject of a mail", async ({ as, mailTo }) => {
  const { launch } = await prepare(as);
  const form = await openSource(as, launch, "form", "استمارة (1)");
  await post(`/api/v1/forms/${form.key}`, {
    text: "The shop is closed and I cannot pay for my order.",
    email: "bidi@kunde.example",
  });
  const mail = await mailTo("bidi@kunde.example");
  expect(mail.subject).toContain(`about \u2068${LAUNCH}\u2069 (R-`);
});

test("D8: a long Arabic title is cut at its end, not at its beginning", async ({ page, as, signIn }) => {
  const { launch, hebrew } = await prepare(as);
  const found = await (
    await as("lead")
  ).feedback.issueByNumber.query({ launchId: launch.id, number: hebrew });
  const rename = async (title: string) =>
    (await as("lead")).triage.act.mutate({ issueId: found.id, act: { kind: "rename", title } });
  await rename(LONG.slice(0, 300));
  await signIn("lead");
  await openScreen(page, launch.room("war-room"));
  const line = page
    .locator(".truncate")
    .filter({ hasText: LONG.slice(0, 40) })
    .first();
  await expect(line).toBeVisible();
  expect(
    await line.evaluate((element) => ({
      direction: getComputedStyle(element).direction,
      isCut: element.scrollWidth > element.clientWidth,
    })),
  ).toEqual({ direction: "rtl", isCut: true });
  await rename(HEBREW);
});
