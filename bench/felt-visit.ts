/** One cold visit to a page: how long until its content is there, what it cost, and how soon a key is answered. */
import type { BrowserContext, Page } from "@playwright/test";

/** A placeholder of something that is coming (components/ui/skeleton.tsx). */
const PLACEHOLDER = "main .animate-breathe";
/** After this long without a request a page is through with its own. */
const STILL_MS = 1_500;

/** ms from the navigation's start to the content; scripts' bytes as they came over the line; requests for data. */
export type Visit = { contentMs: number; scriptBytes: number; dataRequests: number };

/**
 * Opens a page in a browser that has kept nothing.
 * @param content matches once the page shows what it is for; placeholders of parts that are still coming are no content
 */
export async function visitCold(context: BrowserContext, address: string, content: string): Promise<Visit> {
  const page = await context.newPage();
  let dataRequests = 0;
  let lastRequestAt = performance.now();
  page.on("request", (request) => {
    lastRequestAt = performance.now();
    if (request.url().includes("/api/trpc/")) dataRequests += 1;
  });
  await page.addInitScript(
    ({ wanted, placeholder }) => {
      const isSeen = (selector: string) =>
        [...document.querySelectorAll(selector)].some((element) => element.getClientRects().length > 0);
      const watch = new MutationObserver(() => {
        if (!isSeen(wanted) || isSeen(placeholder)) return;
        watch.disconnect();
        // A message sent from a frame's callback arrives when that frame was drawn.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => Object.assign(globalThis, { contentMs: performance.now() });
          port2.postMessage(null);
        });
      });
      watch.observe(document, { childList: true, subtree: true, attributes: true });
    },
    { wanted: content, placeholder: PLACEHOLDER },
  );
  await page.goto(address, { waitUntil: "load" });
  await page.waitForFunction(() => "contentMs" in globalThis);
  while (performance.now() - lastRequestAt < STILL_MS) await page.waitForTimeout(100);
  const measured = await page.evaluate(() => ({
    contentMs: (globalThis as unknown as { contentMs: number }).contentMs,
    scriptBytes: (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ initiatorType, name }) => initiatorType === "script" || /\.js(?:\?|$)/.test(name))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  }));
  await page.close();
  return { ...measured, dataRequests };
}

/**
 * How long each press of a key takes until the frame with its answer was drawn, ms.
 * @param answer matches what changes with each press: its attribute of this name is another one afterwards
 */
export async function timeKeys(
  page: Page,
  key: string,
  times: number,
  answer: { selector: string; attribute: string },
): Promise<number[]> {
  const took: number[] = [];
  for (let press = 0; press < times; press++) {
    await page.evaluate(({ selector, attribute }) => {
      const read = () => document.querySelector(selector)?.getAttribute(attribute) ?? null;
      const before = read();
      const timing = globalThis as unknown as { answered?: Promise<number> };
      timing.answered = new Promise((done) => {
        let pressedAt = 0;
        addEventListener("keydown", (event) => (pressedAt = event.timeStamp), { capture: true, once: true });
        const watch = new MutationObserver(() => {
          if (read() === before) return;
          watch.disconnect();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => done(performance.now() - pressedAt);
            port2.postMessage(null);
          });
        });
        watch.observe(document.body, { childList: true, subtree: true, attributes: true });
      });
    }, answer);
    await page.keyboard.press(key);
    took.push(await page.evaluate(() => (globalThis as unknown as { answered: Promise<number> }).answered));
  }
  return took;
}
