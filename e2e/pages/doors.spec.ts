import { expect, expectFitForAll, PASSWORD, PEOPLE, test } from "../fixtures/test";

const DOORS = ["/sign-in", "/sign-up", "/forgot-password"];

for (const path of DOORS) {
  test(`${path} can be used by everybody, in light and in dark @phone`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectFitForAll(page);
  });
}

test("a person signs in with e-mail and password, and a wrong password says so without saying which half was wrong", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(PEOPLE.viewer.email);
  await page.getByLabel("Password", { exact: true }).fill("certainly not this one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The e-mail address or the password is wrong")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
});
