/** One cold visit to a page: how long until its content is there, what it cost, and how soon a key is answered. */
import type { BrowserContext, Page } from "@playwright/test";

/** A placeholder of something that is coming (components/ui/skeleton.tsx). */
const PLACEHOLDER = "main .animate-breathe";
/** After this long without a request a page is through with its own. */
const STILL_MS = 1_500;

/** Nobody waits longer for the answer to a key. */
const KEY_WITHIN_MS = 10_000;

/**
 * ms from the navigation's start to the content; bytes of scripts, as they came over the line, that were asked for until the page had
 * loaded and its content was there, and of those fetched ahead once the browser was idle; the procedures of each request for data.
 */
export type Visit = { contentMs: number; scriptBytes: number; laterBytes: number; dataRequests: string[] };

/**
 * Opens a page in which functions of ours can run: what runs this file marks each with its name, by a helper that a page does not know.
 */
export async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript({ content: "globalThis.__name = (named) => named;" });
  return page;
}

/** Waits until a screen shows something and answers to keys: then it hears what changes. */
export async function comeAlive(page: Page, content: string): Promise<void> {
  await page.locator(content).first().waitFor();
  await page.getByText("live", { exact: true }).first().waitFor({ state: "attached" });
}

/**
 * Opens a page in a browser that has kept nothing.
 * @param content each matches once the page shows what it is for; placeholders of parts that are still coming are no content
 */
export async function visitCold(
  context: BrowserContext,
  address: string,
  content: readonly string[],
): Promise<Visit> {
  const page = await newPage(context);
  const dataRequests: string[] = [];
  let lastRequestAt = performance.now();
  page.on("request", (request) => {
    lastRequestAt = performance.now();
    const [, calls] = request.url().split("/api/trpc/");
    if (calls !== undefined) dataRequests.push(decodeURIComponent(calls.split("?", 1)[0] ?? ""));
  });
  await page.addInitScript(
    ({ wanted, placeholder }) => {
      // In the window: what a list will show further down is nothing that a person waits for.
      const isSeen = (selector: string) =>
        [...document.querySelectorAll(selector)].some((element) =>
          [...element.getClientRects()].some(({ top, bottom }) => top < innerHeight && bottom > 0),
        );
      const watch = new MutationObserver(() => {
        if (!wanted.every(isSeen) || isSeen(placeholder)) return;
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
  await page
    .waitForFunction(() => "contentMs" in globalThis)
    .catch(async (error: unknown) => {
      const seen = await page.locator("main").innerText();
      const coming = await page.locator(PLACEHOLDER).count();
      throw new Error(
        `${address} never showed ${content.join(" and ")}, but ${coming} placeholders and: ${seen.slice(0, 500)}`,
        {
          cause: error,
        },
      );
    });
  while (performance.now() - lastRequestAt < STILL_MS) await page.waitForTimeout(100);
  const measured = await page.evaluate(() => {
    const { contentMs } = globalThis as unknown as { contentMs: number };
    const [opened] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const untilMs = Math.max(contentMs, opened?.loadEventEnd ?? 0);
    const scripts = (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).filter(
      ({ initiatorType, name }) => initiatorType === "script" || /\.js(?:\?|$)/.test(name),
    );
    const bytesOf = (some: readonly PerformanceResourceTiming[]) =>
      some.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    return {
      contentMs,
      scriptBytes: bytesOf(scripts.filter(({ startTime }) => startTime <= untilMs)),
      laterBytes: bytesOf(scripts.filter(({ startTime }) => startTime > untilMs)),
    };
  });
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
    await page.evaluate(
      ({ selector, attribute, withinMs }) => {
        const read = () => document.querySelector(selector)?.getAttribute(attribute) ?? null;
        const before = read();
        const timing = globalThis as unknown as { answered?: Promise<number> };
        timing.answered = new Promise((done, fail) => {
          setTimeout(() => fail(new Error("the key has no answer")), withinMs);
          let pressedAt = 0;
          addEventListener("keydown", (event) => (pressedAt = event.timeStamp), {
            capture: true,
            once: true,
          });
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
      },
      { ...answer, withinMs: KEY_WITHIN_MS },
    );
    await page.keyboard.press(key);
    took.push(await page.evaluate(() => (globalThis as unknown as { answered: Promise<number> }).answered));
  }
  return took;
}
