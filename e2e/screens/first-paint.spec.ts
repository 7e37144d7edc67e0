/** The board as the server draws it: its first issues are there, and seen, before any of the product's scripts has come. */
import { populated } from "../fixtures/populated";
import { expect, setting, signInTo, test } from "../fixtures/test";

for (const layout of ["table", "matrix", "kanban"] as const)
  test(`the ${layout} comes with its first issues`, async ({ browser, as }) => {
    const { room, known } = await populated(as);
    const sent = await browser.newContext({ baseURL: setting("E2E_URL"), javaScriptEnabled: false });
    await signInTo(sent, "viewer");
    const plain = await sent.newPage();
    await plain.goto(room(`board?layout=${layout}`));
    await expect(plain.getByText(known.title).first(), "it was not in the answer").toBeAttached();
    await sent.close();

    // A page that is sent in parts is put together by a line of script in its own text, so that much may run.
    const drawn = await browser.newContext({ baseURL: setting("E2E_URL") });
    await signInTo(drawn, "viewer");
    const page = await drawn.newPage();
    await page.route("**/_next/static/**/*.js", (route) => route.abort());
    await page.goto(room(`board?layout=${layout}`));
    await expect(page.getByText(known.title).filter({ visible: true }).first()).toBeVisible();
    await drawn.close();
  });
