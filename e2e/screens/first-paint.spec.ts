/** The board as the server draws it: its first issues are there, and seen, before any of the product's scripts has come. */
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
