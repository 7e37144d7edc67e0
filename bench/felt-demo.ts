/** The demo as `npm run demo` tells it, for what is measured on its data: this tree's, or an older one's. */
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/scripts/embedded-postgres.mjs";
import { signInOverHttp } from "@/scripts/http-client";
import { bareEnvironment } from "../scripts/product.mjs";
import { readState, type DemoState } from "../scripts/demo/state";

/** Printed once the story has been told. */
const STORY_OVER = /the story stands still/;
const STORY_WITHIN_MS = 20 * 60_000;
const STOPPED_WITHIN_MS = 40_000;

export type Demo = {
  url: string;
  /** Of the launch: "/larderline/pay". */
  path: string;
  /** Of the lead's session. */
  cookie: string;
  organization: string;
  launchId: string;
  stop(): Promise<void>;
};

/**
 * Starts the demo of a tree that is built, and waits until its story has been told and nothing more arrives.
 * @param tree the folder of the source it is started from
 * @param keptIn where its data is kept for the next run, which then starts in seconds; without it everything is forgotten
 * @throws Error with what it printed when it ends or takes too long
 */
export async function startDemo(tree: string, items: number, keptIn?: string): Promise<Demo> {
  if (keptIn) mkdirSync(keptIn, { recursive: true });
  const data = keptIn ?? mkdtempSync(join(tmpdir(), "steady-felt-"));
  // The database server's own user has to walk through it.
  if (!keptIn) chmodSync(data, 0o755);
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ["scripts/demo.mjs", "--items", String(items), "--port", String(port), "--no-trickle"],
    {
      cwd: tree,
      env: { ...bareEnvironment(), STEADY_DATA: data, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let printed = "";
  const hasEnded = new Promise<void>((done) => child.once("exit", () => done()));
  const storyEnded = new Promise<void>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
        if (STORY_OVER.test(printed)) done();
      });
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await Promise.race([hasEnded, after(STOPPED_WITHIN_MS)]);
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    if (!keptIn) rmSync(data, { recursive: true, force: true });
  };
  const outcome = await Promise.race([
    storyEnded.then(() => "told"),
    hasEnded.then(() => "ended"),
    after(STORY_WITHIN_MS).then(() => "too slow"),
  ]);
  if (outcome !== "told") {
    await stop();
    throw new Error(`the demo of ${tree}: ${outcome}\n${printed.slice(-4_000)}`);
  }
  const state = readState(join(data, "demo", "state.json")) as DemoState;
  const url = `http://localhost:${port}`;
  const cookie = await signInOverHttp(url, { email: state.people[0]!.email, password: state.password });
  return {
    url,
    path: `/${state.organization.slug}/${state.launch.slug}`,
    cookie,
    organization: state.organization.slug,
    launchId: state.launch.id,
    stop,
  };
}

const after = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms).unref();
  });
