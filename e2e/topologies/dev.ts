/** `npm run dev`: from source, started again when it changes. */
import { spawn } from "node:child_process";
import { existsSync, utimesSync } from "node:fs";
import { freePort, untilUp } from "@/bench/stack";
import { bareEnvironment } from "../../scripts/product.mjs";
import { until } from "./customer";
import { Notes } from "./damage";

const UP_WITHIN_MS = 180_000;
const AGAIN_WITHIN_MS = 60_000;
/** Part of web and of the worker. */
const A_SOURCE = "server/platform/ids.ts";

export async function driveDev(): Promise<string[]> {
  const notes = new Notes("dev");
  const [port, workerPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ["scripts/dev.mjs"], {
    env: {
      ...bareEnvironment(),
      NODE_ENV: "development",
      HOST: "127.0.0.1",
      PORT: String(port),
      WORKER_PORT: String(workerPort),
      LOG_LEVEL: "info",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  const startsOf = (words: string) => output.split(words).length - 1;
  try {
    await untilUp(`http://127.0.0.1:${port}/readyz`, UP_WITHIN_MS);
    await untilUp(`http://127.0.0.1:${workerPort}/readyz`, UP_WITHIN_MS);
    notes.check(
      "web and worker run from source on a database of their own",
      existsSync(".data/dev/postgres"),
    );
    const page = await fetch(`http://127.0.0.1:${port}/`);
    notes.check("a page is drawn", page.status === 200, String(page.status));
    const now = new Date();
    utimesSync(A_SOURCE, now, now);
    const isAgain = await until(
      () => startsOf("worker is up") >= 2 && startsOf("web is listening") >= 2,
      AGAIN_WITHIN_MS,
    );
    notes.check("a source that changes starts both again", isAgain, output.slice(-400));
  } catch (error) {
    notes.check("npm run dev starts", false, `${String(error)}\n${output.slice(-2_000)}`);
  } finally {
    child.kill("SIGINT");
    notes.check("Ctrl-C stops it", (await ended) === 0);
  }
  return notes.damage;
}
