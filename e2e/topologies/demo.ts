/** `npm run demo` as somebody sees it who has just fetched Steady: started, signed in to, stopped, and started again as another user. */
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/scripts/embedded-postgres.mjs";
import { createCaller, signInOverHttp } from "@/scripts/http-client";
import { postgresUser } from "@/scripts/postgres-cluster.mjs";
import { isRunning, type Identity } from "@/scripts/process-identity.mjs";
import { readState } from "../../scripts/demo/state";
import { bareEnvironment } from "../../scripts/product.mjs";
import { readBoard, until } from "./customer";
import { Notes } from "./damage";

/** The smallest story. */
const ARGS = ["scripts/demo.mjs", "--items", "200", "--lines", "2000"];
const STORY_WITHIN_MS = 420_000;
const AGAIN_WITHIN_MS = 60_000;
const TRICKLE_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 40_000;
const DAY_MS = 86_400_000;

class Demo {
  output = "";
  private readonly child: ChildProcess;
  constructor(
    data: string,
    port: number,
    args: readonly string[] = [],
    user: { uid?: number; gid?: number } = {},
  ) {
    this.child = spawn(process.execPath, [...ARGS, "--port", String(port), ...args], {
      ...user,
      env: { ...bareEnvironment(), STEADY_DATA: data, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
  }

  /** Waits until it has said something. @throws Error with what it said when it ended or was too slow */
  async waitForOutput(words: RegExp, withinMs: number): Promise<void> {
    const hasAppeared = await until(() => words.test(this.output) || this.child.exitCode !== null, withinMs);
    if (!hasAppeared || !words.test(this.output))
      throw new Error(`the demo did not say ${String(words)}:\n${this.output}`);
  }

  /** As Ctrl-C does. @returns its exit code */
  async interrupt(): Promise<number | null> {
    this.child.kill("SIGINT");
    await until(() => this.child.exitCode !== null || this.child.signalCode !== null, STOPPED_WITHIN_MS);
    if (this.child.exitCode === null) this.child.kill("SIGKILL");
    return this.child.exitCode;
  }
}

/** After the story, and at once where it was told before. */
const STORY_OVER = /from now on it goes on as a fifth day would/;

/** What it has written down about what runs, while it runs. */
const partsOf = (folder: string): Identity[] =>
  (JSON.parse(readFileSync(join(folder, "processes.json"), "utf8")) as { parts: Identity[] }).parts;

export async function driveDemo(): Promise<string[]> {
  const notes = new Notes("demo");
  const data = mkdtempSync(join(tmpdir(), "steady-demo-"));
  chmodSync(data, 0o755);
  const folder = join(data, "demo");
  const port = await freePort();
  const running: Demo[] = [];
  const start = (
    ...rest: ConstructorParameters<typeof Demo> extends [unknown, unknown, ...infer R] ? R : never
  ) => {
    const demo = new Demo(data, port, ...rest);
    running.push(demo);
    return demo;
  };
  try {
    const first = start();
    await first.waitForOutput(STORY_OVER, STORY_WITHIN_MS);
    const state = readState(join(folder, "state.json"))!;
    const lead = state.people[0]!;
    notes.check(
      "it prints its address and how to sign in",
      [String(port), state.password, lead.email].every((w) => first.output.includes(w)),
    );
    const days = (Date.now() - state.launchAtMs) / DAY_MS;
    notes.check(
      "the story is in its fourth day",
      days > 3 && days < 4,
      `${days.toFixed(1)} days after the launch`,
    );
    const url = `http://localhost:${port}`;
    const cookie = await signInOverHttp(url, { email: lead.email, password: state.password });
    const slug = state.organization.slug;
    const customer = {
      url,
      cookie,
      slug,
      launch: state.launch,
      caller: createCaller(url, { cookie, organization: slug }),
    };
    const board = await readBoard(customer);
    notes.check(
      "whoever signs in sees what was told",
      board.status === 200 && board.reports > 150,
      JSON.stringify(board),
    );
    const grown = await until(
      async () => (await readBoard(customer)).reports > board.reports,
      TRICKLE_WITHIN_MS,
    );
    notes.check("the launch goes on after that", grown);
    notes.check(
      "everything it made is in one folder",
      readdirSync(data).join() === "demo",
      readdirSync(data).join(),
    );
    const parts = partsOf(folder);
    const code = await first.interrupt();
    const left = await until(() => !parts.some(isRunning), 5_000);
    notes.check(
      "Ctrl-C stops everything",
      code === 0 && left && parts.length === 3,
      `exit ${code}, ${parts.length} parts`,
    );

    const user = process.getuid?.() === 0 ? postgresUser() : {};
    const startedMs = Date.now();
    const second = start([], user);
    await second.waitForOutput(STORY_OVER, AGAIN_WITHIN_MS);
    const again = await readBoard(customer);
    const tookS = ((Date.now() - startedMs) / 1_000).toFixed(1);
    notes.check(
      "the next start, as a plain user, keeps everything",
      again.reports >= board.reports,
      `after ${tookS} s, ${again.reports} reports`,
    );
    await second.interrupt();

    const third = start(["--fresh"], user);
    await third.waitForOutput(/starting over: removing the last demo/, AGAIN_WITHIN_MS);
    await third.waitForOutput(/making a database/, AGAIN_WITHIN_MS);
    await sleep(1_000);
    await third.interrupt();
    notes.check("--fresh starts over", true);
  } finally {
    for (const demo of running) await demo.interrupt();
    rmSync(data, { recursive: true, force: true });
  }
  return notes.damage;
}
