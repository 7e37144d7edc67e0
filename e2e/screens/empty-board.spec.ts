/** A board that shows no issue says why: none has been made yet, or the filter lets none through. */
import { openLaunch, openSource, reportIssue } from "../fixtures/launch";
import { expect, openScreen, test } from "../fixtures/test";

test("a launch that nothing has reached offers a way to be reached, and the filter only where it hides something", async ({
  page,
  as,
  signIn,
}) => {
  const launch = await openLaunch(as, "Nothing reached it");
  const form = await openSource(as, launch, "form", "Help page form");
  await signIn("lead");
  for (const room of ["board", "board?layout=matrix", "board?layout=kanban", "board?filter=zyzzyva"]) {
    await openScreen(page, launch.room(room));
    await expect(page.getByText("No issues yet"), room).toBeVisible();
    await expect(page.getByRole("link", { name: "Connect a source" })).toHaveAttribute(
      "href",
      launch.room("sources"),
    );
    await expect(page.getByText(`/f/${form.key}`)).toBeVisible();
    await expect(page.getByRole("button", { name: "Show all issues" })).toHaveCount(0);
  }
  await signIn("viewer");
  await openScreen(page, launch.room("board"));
  await expect(page.getByText(`/f/${form.key}`)).toBeVisible();
  await expect(page.getByRole("link", { name: "Connect a source" })).toHaveCount(0);

  const issue = await reportIssue(as, launch, { text: "The basket forgets the delivery note." });
  await expect(page.getByText(issue.title).first()).toBeVisible();
  await page.goto(launch.room("board?filter=zyzzyva"));
  await page.getByRole("button", { name: "Show all issues" }).click();
  await expect(page.getByText(issue.title).first()).toBeVisible();
});
