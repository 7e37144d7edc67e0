/**
 * The matrix stands still. First without a browser: crowds of 400 issues under 200 live updates each. Then the same through the product
 * in Chromium: an open board while reports, decisions and merges come in; and whether an open critical lies below the line without a
 * person's reason. `ONLY=places` leaves the product out.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { WHOLE, windowOf } from "@/components/triage/prepare-matrix";
import { OPEN_STATES } from "@/contracts/feedback";
import { createCaller, signInOverHttp, type Caller } from "@/scripts/http-client";
import { COMPONENTS } from "@/scripts/demo/story/components";
import { buildTimeline } from "@/scripts/demo/story/timeline";
import { place, startProduct } from "./browser";
import { randomFrom, watchUpdates } from "./matrix-updates";

const ISSUES = 400;
const UPDATES = 200;
const SEEDS = [1, 2, 3, 4, 5];
const BOXES = [
  { width: 728, height: 560 },
  { width: 1_240, height: 820 },
  { width: 1_840, height: 980 },
  { width: 504, height: 336 },
] as const;
const WINDOWS = [
  { name: "whole", window: WHOLE },
  { name: "fill-in", window: windowOf("fill_in") },
] as const;

/** Messages of the demo's story that are there before the board is opened, and that come while it is watched. */
const FIRST = Number(process.env["REPORTS"] ?? 140);
const ROUNDS = 8;
const PER_ROUND = 8;
const SETTLE_MS = 1_500;
const PERSON = { name: "Olga Owner", email: "olga@bench.example", password: "corner shop lanterns 42" };

type Verdict = { movedPx: number; displacement: number; isMet: boolean };

function measurePlaces(): Verdict {
  let [movedPx, displacement, isMet] = [0, 0, true];
  for (const { name, window } of WINDOWS)
    for (const size of BOXES) {
      const box = { left: 44, top: 10, ...size };
      const seen = SEEDS.map((seed) => watchUpdates({ seed, issues: ISSUES, updates: UPDATES, box, window }));
      const most = (of: (movement: (typeof seen)[number]) => number) => Math.max(...seen.map(of));
      const moved = most((movement) => Math.max(movement.movedPx, movement.clusterMovedPx));
      const away = most((movement) => movement.displacement);
      const forNothing = most((movement) => movement.changedForNothing);
      console.log(
        `${name.padEnd(7)} ${`${size.width} × ${size.height}`.padEnd(10)} ` +
          `${seen.reduce((sum, { watched }) => sum + watched, 0)} times untouched: moved ${moved} px at most; ` +
          `from the true place ${away.toFixed(2)} of the larger diameter; ` +
          `${seen.reduce((sum, { changedForm }) => sum + changedForm, 0)} joined or left a cluster, ` +
          `${forNothing} without a change in their cell; at the end ` +
          seen.map(({ bubbles, clusters }) => `${bubbles}+${clusters}`).join(", "),
      );
      movedPx = Math.max(movedPx, moved);
      displacement = Math.max(displacement, away);
      isMet &&= moved === 0 && away <= 1 && forNothing === 0;
    }
  return { movedPx, displacement, isMet };
}

type Drawing = { bubbles: Record<string, string>; clustered: number };

const readDrawing = (page: Page): Promise<Drawing> =>
  page.evaluate(() => ({
    bubbles: Object.fromEntries(
      [...document.querySelectorAll("svg [data-issue-id]")].map((bubble) => [
        bubble.getAttribute("data-issue-id")!,
        bubble.getAttribute("transform")!,
      ]),
    ),
    clustered: [...document.querySelectorAll("[data-cluster]")].reduce(
      (sum, cluster) => sum + Number(cluster.getAttribute("data-cluster")),
      0,
    ),
  }));

async function workersDone(owner: Caller): Promise<void> {
  while ((await owner.operations.health.query()).waiting.n > 0) await sleep(250);
}

/** An organization with the demo's components, a key for reports, and the story's messages to send. */
async function settle(url: string) {
  const { slug } = await createCaller(url).account.signUp.mutate({
    ...PERSON,
    organizationName: "Bench Bakery",
  });
  const cookie = await signInOverHttp(url, PERSON);
  const owner = createCaller(url, { cookie, organization: slug });
  const launch = await owner.launches.create.mutate({
    name: "Still",
    liveAt: new Date(Date.now() - 3 * 86_400_000),
    sizing: { complexity: 2, criticality: 2, userBase: 2, riskTolerance: 2, deploymentStyle: 2 },
    components: COMPONENTS.map((component) => ({
      ...{ slug: component.slug, name: component.name },
      ...{ keywords: [...component.keywords], routePatterns: [...component.routePatterns] },
    })),
  });
  const { secret } = await owner.tenancy.createApiKey.mutate({ name: "Bench", scopes: ["items:write"] });
  const story = buildTimeline({ seed: "matrix", items: 900, nowMs: Date.now() }).filter(
    ({ kind }) => kind !== "noise",
  );
  let next = 0;
  const send = async (count: number) => {
    for (const { title, text, email, personName, account } of story.slice(next, (next += count))) {
      const answer = await fetch(`${url}/api/v1/items`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
        body: JSON.stringify({
          launch: launch.slug,
          text,
          ...(title && { title }),
          reporter: {
            ...(email && { email }),
            ...(personName && { name: personName }),
            ...(account && { account }),
          },
        }),
      });
      if (!answer.ok)
        throw new Error(`a report was refused: ${answer.status} ${(await answer.text()).slice(0, 200)}`);
    }
  };
  return {
    cookie,
    owner,
    launchId: launch.id,
    send,
    board: `/${slug}/${launch.slug}/board?layout=matrix&filter=`,
  };
}

/** What people do meanwhile: place a few, and end one. */
async function decide(owner: Caller, launchId: string, random: () => number): Promise<void> {
  const { bubbles } = await owner.triage.matrix.query({ launchId, filter: "" });
  const quiet = bubbles.filter(({ severity }) => severity !== "critical");
  const any = () => quiet[Math.floor(random() * quiet.length)]!;
  for (let times = 0; times < 3; times++)
    await owner.triage.place.mutate({
      issueId: any().id,
      act: { kind: "place", impact: Math.floor(random() * 100), effort: Math.floor(random() * 100) },
    });
  const [into, gone] = [any(), any()];
  if (into.id !== gone.id) await owner.triage.merge.mutate({ intoId: into.id, issueIds: [gone.id] });
}

async function measureProduct() {
  const house = await startProduct();
  try {
    const { cookie, owner, launchId, send, board } = await settle(house.url);
    const read = async () => (await owner.triage.matrix.query({ launchId, filter: "" })).bubbles;
    await send(FIRST);
    await workersDone(owner);
    const page = await (await house.visit(cookie)).newPage();
    await page.goto(board);
    await page.getByText("live", { exact: true }).waitFor();
    /** The drawing once it shows as many issues as there are, and has not changed for a while. */
    const settled = async () => {
      let last = "";
      for (let sameMs = 0; sameMs < SETTLE_MS; sameMs += 250) {
        await sleep(250);
        const drawing = await readDrawing(page);
        const now = JSON.stringify(drawing);
        const isWhole = Object.keys(drawing.bubbles).length + drawing.clustered === (await read()).length;
        if (now !== last || !isWhole) sameMs = 0;
        last = now;
      }
      return readDrawing(page);
    };
    const random = randomFrom(7);
    let [moved, watched] = [0, 0];
    let [points, drawing] = [await read(), await settled()];
    for (let round = 0; round < ROUNDS; round++) {
      await send(PER_ROUND);
      await decide(owner, launchId, random);
      await workersDone(owner);
      const [pointsAfter, after] = [await read(), await settled()];
      const old = new Map(points.map((bubble) => [bubble.id, bubble]));
      for (const bubble of pointsAfter) {
        const was = old.get(bubble.id);
        const isUntouched =
          was?.impact === bubble.impact &&
          was.effort === bubble.effort &&
          was.reporterCount === bubble.reporterCount;
        const [from, to] = [drawing.bubbles[bubble.id], after.bubbles[bubble.id]];
        if (!isUntouched || from === undefined || to === undefined) continue;
        watched += 1;
        if (from !== to) moved += 1;
      }
      [points, drawing] = [pointsAfter, after];
    }
    const criticals = points.filter(
      ({ severity, state }) => severity === "critical" && (OPEN_STATES as readonly string[]).includes(state),
    );
    const below = criticals.filter(
      ({ impact, belowLine }) => impact < 50 && belowLine !== "confirmed",
    ).length;
    console.log(
      `in Chromium: ${points.length} issues (${Object.keys(drawing.bubbles).length} bubbles, ` +
        `${drawing.clustered} in clusters), ${watched} times untouched, ${moved} moved`,
    );
    console.log(`open criticals ${criticals.length}, below the line without a person's reason: ${below}`);
    return {
      isMet: moved === 0 && watched > 0 && criticals.length > 0 && below === 0,
      line:
        `in Chromium ${moved} of ${watched} untouched moved, open criticals below the line without a person's reason: ` +
        `${below} of ${criticals.length} · ${place(house.browser)}`,
    };
  } finally {
    await house.stop();
  }
}

const places = measurePlaces();
const product = process.env["ONLY"] === "places" ? null : await measureProduct();
const isMet = places.isMet && (product?.isMet ?? true);
console.log(
  `bench:matrix: untouched bubbles moved ${places.movedPx} px (bar 0), at most ${places.displacement.toFixed(2)} ` +
    `diameters from the true place (bar 1); ${product?.line ?? "the product was not measured"} ` +
    (isMet ? "— met" : "— FALLS SHORT"),
);
process.exit(isMet ? 0 : 1);
