/**
 * `npm run demo`: Steady with four days of a launch in it, on nothing but Node. Installs and builds what is missing, starts a database
 * of its own, tells the story through the public endpoints in accelerated time, and goes on as a fifth day would until Ctrl-C.
 * The next start keeps everything and only trickles.
 *
 * --fresh starts over · --items 300 tells a smaller story · --port 3000 · --no-trickle leaves the board alone
 */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { ensureInstalled } from "./install.mjs";
import { root, startChild, stopOnSignal } from "./processes.mjs";

/** How long the recorded days take to tell, for the story in full; a smaller one takes its share, but no less than the least. */
const STORY_MS = 150_000;
const STORY_LEAST_MS = 60_000;
const FULL_ITEMS = 1_500;
const FULL_LINES = 200_000;
/** About what seeding takes. */
const SEED_MS = 4_000;
/** The product's clock starts this much real time before the launch, in which web and worker come up. */
const BOOT_MS = 6_000;
const DAY_MS = 24 * 3_600_000;

const startedMs = Date.now();
const clock = () => `${((Date.now() - startedMs) / 1000).toFixed(1).padStart(6)} s`;
const log = (line) => console.log(`${clock()}  ${line}`);

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        fresh: { type: "boolean", default: false },
        items: { type: "string", default: String(FULL_ITEMS) },
        lines: { type: "string" },
        port: { type: "string" },
        "no-trickle": { type: "boolean", default: false },
      },
    });
    const items = Number(values.items);
    if (!Number.isInteger(items) || items < 200 || items > 20_000)
      throw new Error("--items takes a number from 200 to 20000");
    const lines =
      values.lines === undefined ? Math.round((FULL_LINES * items) / FULL_ITEMS) : Number(values.lines);
    if (!Number.isInteger(lines) || lines < 0) throw new Error("--lines takes a number");
    return {
      isFresh: values.fresh,
      items,
      lines,
      port: Number(values.port ?? process.env.PORT ?? 3000),
      isTrickling: !values["no-trickle"],
    };
  } catch (error) {
    console.error(
      `${error.message}\nusage: npm run demo -- [--fresh] [--items 300] [--lines 40000] [--port 3000] [--no-trickle]`,
    );
    process.exit(2);
  }
}

function isFree(port) {
  return new Promise((done) => {
    const probe = createServer()
      .once("error", () => done(false))
      .listen(port, "127.0.0.1", () => probe.close(() => done(true)));
  });
}

/** Runs the seeding and answers when it is done; what it said is in the error when it failed. */
function runSeed(stateFile, untilMs, env) {
  return new Promise((done, fail) => {
    const child = startChild({
      name: "seeding",
      args: ["--enable-source-maps", "dist/demo-seed.js", stateFile, String(untilMs)],
      env: { ...env, LOG_LEVEL: "warn" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (d) => (output = (output + d).slice(-6000)));
    child.once("exit", (code) =>
      code === 0 ? done() : fail(new Error(`the demo's organization could not be made:\n${output}`)),
    );
  });
}

/** One line that renews itself on a terminal, and one line every ten seconds elsewhere. */
function progressLine() {
  let lastMs = 0;
  return (text, isLast = false) => {
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${clock()}  ${text}${isLast ? "\n" : ""}`);
    else if (isLast || Date.now() - lastMs > 15_000) {
      lastMs = Date.now();
      log(text);
    }
  };
}

/** "day 2, 14:00": days of the calendar since the launch, which began at eight in the morning, and the hour of the clock. */
const momentOf = (hour) =>
  `day ${Math.floor((hour + 8) / 24) + 1}, ${String(Math.floor((hour + 8) % 24)).padStart(2, "0")}:00`;

const count = (n) => n.toLocaleString("en");

function describe({ events, eventsInAll, lines, linesInAll, releases, hour, crew, refused }) {
  const parts = [
    `${momentOf(hour)}`,
    `${count(events)} of ${count(eventsInAll)} messages`,
    `${count(lines)} of ${count(linesInAll)} log lines`,
    `${releases} releases`,
  ];
  parts.push(
    `the team: ${crew.accepted} accepted, ${crew.merged} merged, ${crew.fixed} fixed, ${crew.parked} parked`,
  );
  if (refused > 0) parts.push(`${refused} refused`);
  return parts.join(" · ");
}

/** Keeps the last demo, or clears it away when it was not told to its end or a fresh one is wanted. */
async function prepareFolder(folder, stateFile, isFresh, play) {
  const { removeCluster } = await import("./embedded-postgres.mjs");
  const isUnfinished = existsSync(folder) && play.readState(stateFile)?.isPlayed !== true;
  if (isFresh || isUnfinished) {
    if (existsSync(folder))
      log(
        isFresh
          ? "starting over: removing the last demo"
          : "the last demo was stopped in the middle of its story: starting over",
      );
    await removeCluster(join(folder, "postgres"), log);
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, "logs"), { recursive: true, force: true });
}

/** Makes the organization and answers with the clock that the product then runs by. */
async function openStory(stateFile, env, storyMs, play) {
  log(
    "opening the organization: people, teams, the launch with its components and exit criteria, rules, views, sources",
  );
  const untilMs = Date.now() + SEED_MS + BOOT_MS + storyMs;
  const launchAtMs = play.launchAtMs(untilMs);
  // Opened two days before the launch, so that its trail reads as it would have been.
  await runSeed(stateFile, untilMs, { ...env, DEMO_CLOCK: `${Date.now()}:${launchAtMs - 2 * DAY_MS}:1` });
  const realStartMs = Date.now();
  const speed = Math.ceil((untilMs - launchAtMs) / Math.max(10_000, untilMs - realStartMs - BOOT_MS));
  return { realStartMs, demoStartMs: launchAtMs - BOOT_MS * speed, speed };
}

/** Signs in as the lead and opens the board, as the person in front of the screen is about to. */
async function openBoard(url, stateFile, play) {
  const { organization, launch, people, password } = play.readState(stateFile);
  const cookie = await play.signInOverHttp(url, { email: people[0].email, password });
  const path = `/${organization.slug}/${launch.slug}/board?layout=matrix`;
  const answer = await fetch(`${url}${path}`, { headers: { cookie }, redirect: "manual" });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  await answer.text();
  return path;
}

function printSignIns(url, path, stateFile, play) {
  const { people, password, formKey } = play.readState(stateFile);
  const width = Math.max(...people.map(({ email }) => email.length));
  console.log(`
  Steady is at     ${url}${path}
  The public form  ${url}/f/${formKey}

  Sign in as       (password for everybody: ${password})
${people.map(({ email, name, title }) => `    ${email.padEnd(width)}  ${name}, ${title.toLowerCase()}`).join("\n")}

  Ctrl-C stops everything.
`);
}

async function main() {
  const options = readOptions();
  await ensureInstalled(log);
  const { build, isBuilt } = await import("./build.mjs");
  if (!isBuilt()) {
    log("building, because the source is new here or has changed");
    await build((line) => log(`  ${line}`));
  }
  const { dataFolder, startProduct, tailOf } = await import("./product.mjs");
  const { freePort } = await import("./embedded-postgres.mjs");
  const { becomeOwnerOf, CannotBecome } = await import("./unprivileged.mjs");
  const play = await import(pathToFileURL(join(root, "dist/demo-play.js")).href);

  const folder = join(dataFolder(), "demo");
  const stateFile = join(folder, "state.json");
  const logsIn = join(folder, "logs");
  await prepareFolder(folder, stateFile, options.isFresh, play);
  try {
    await becomeOwnerOf([dataFolder(), folder], log);
  } catch (error) {
    if (!(error instanceof CannotBecome)) throw error;
    log(
      "running as root, because this folder is closed to others (all but the database, which refuses that)",
    );
  }
  const isFirst = !existsSync(stateFile);
  const port = (await isFree(options.port)) ? options.port : await freePort();
  if (port !== options.port) log(`port ${options.port} is taken; using ${port}`);
  const url = `http://localhost:${port}`;
  const storyMs = Math.max(STORY_LEAST_MS, (STORY_MS * options.items) / FULL_ITEMS);

  const aborter = new AbortController();
  let product, demoClock;
  const stop = async () => {
    aborter.abort();
    log("stopping");
    await product?.stop();
    log(
      `stopped. The data stays in ${folder}: "npm run demo" goes on from here, "npm run demo -- --fresh" starts over.`,
    );
  };
  stopOnSignal(stop);

  log(isFirst ? "making a database" : "starting the database of the last demo");
  product = await startProduct({
    folder,
    logsIn,
    log,
    isApart: true,
    env: {
      STEADY_DEMO: "1",
      HOST: "127.0.0.1",
      PORT: String(port),
      WORKER_PORT: String(await freePort()),
      PUBLIC_URL: url,
      LOG_LEVEL: "info",
      // Everybody in the story writes from this machine.
      FORM_REPORTS_PER_NETWORK: "10000",
      MAIL_FROM: "Larderline launch team <launch@larderline.example>",
    },
    prepare: async (env) => {
      if (!isFirst) return {};
      demoClock = await openStory(stateFile, env, storyMs, play);
      return { DEMO_CLOCK: play.writeClock(demoClock) };
    },
    onGivenUp: ({ reason }) => {
      console.error(`giving up: ${reason}\n${tailOf(join(logsIn, "web.log"))}`);
      void stop().then(() => process.exit(1));
    },
  });
  await product.ready();
  const path = await openBoard(url, stateFile, play);
  log(
    isFirst
      ? "web and worker are ready"
      : `a signed-in board answered ${((Date.now() - startedMs) / 1000).toFixed(1)} s after the command`,
  );
  printSignIns(url, path, stateFile, play);

  const onTrouble = (line) => log(`! ${line}`);
  if (isFirst) {
    log(
      `telling four days of the launch in about ${Math.round(storyMs / 1000)} s, through the public endpoints; watch the board meanwhile`,
    );
    const show = progressLine();
    const sent = await play.playDays({
      stateFile,
      url,
      items: options.items,
      lines: options.lines,
      clock: demoClock,
      signal: aborter.signal,
      onProgress: (progress) => show(describe(progress)),
      onTrouble,
    });
    show(describe(sent), true);
    printSignIns(url, path, stateFile, play);
  }
  if (!options.isTrickling) return log("the story stands still (--no-trickle); Ctrl-C stops everything");
  log("from now on it goes on as a fifth day would: a few messages an hour");
  const show = progressLine();
  await play.trickle({
    stateFile,
    url,
    signal: aborter.signal,
    onMessage: (n, event) =>
      show(`live message ${n + 1} by ${event.channel}: ${event.text.replace(/\s+/g, " ").slice(0, 70)}`),
    onTrouble,
  });
}

try {
  await main();
} catch (error) {
  if (error.name !== "AbortError") {
    console.error(`\n${clock()}  ${error.message}`);
    process.emit("SIGTERM");
    process.exitCode = 1;
  }
}
