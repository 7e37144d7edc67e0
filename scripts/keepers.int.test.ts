/** Nothing outlives its keeper, and nobody else is taken for what was left behind: with real processes. */
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it } from "vitest";
import { until } from "@/server/testing/waiting";
import type { Charge } from "./ending.mjs";
import { identityOf, isRunning, type Identity } from "./process-identity.mjs";
import { claimFolder } from "./process-records.mjs";

let folder: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "steady-keepers-"));
  // The database's own user has to walk through it.
  chmodSync(folder, 0o755);
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** A keeper in a process of its own; answers with the identities it prints. */
async function startKeeper(source: string): Promise<{ keeper: ChildProcess; kept: Charge[] }> {
  const keeper = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(keeper);
  for await (const line of createInterface({ input: keeper.stdout }))
    return { keeper, kept: JSON.parse(line) as Charge[] };
  throw new Error("the keeper ended without a word");
}

function startStranger(): Identity {
  const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 600_000)"], {
    stdio: "ignore",
    detached: true,
  });
  started.push(child);
  return identityOf(child.pid!)!;
}

async function untilGone(identities: readonly Identity[]): Promise<Identity[]> {
  const left = () => identities.filter(isRunning);
  // Who is left is the answer, and what the test says then.
  await until(() => left().length === 0, 20_000).catch(() => undefined);
  return left();
}

const KEEPER = `
import { startChild } from "${import.meta.dirname}/processes.mjs";
import { chargesNow } from "${import.meta.dirname}/guard.mjs";
const sleeper = (name) => startChild({ name, args: ["-e", "setTimeout(() => {}, 600_000)"], env: process.env, stdio: "ignore" });
sleeper("sleeping");
process.kill(sleeper("frozen").pid, "SIGSTOP");
`;

it("ends children, also a frozen one, and a database server, when their keeper is killed", async () => {
  const { keeper, kept } = await startKeeper(`${KEEPER}
    const { startPostgres } = await import("${import.meta.dirname}/embedded-postgres.mjs");
    await startPostgres({ dir: "${folder}/pg", flags: ["fsync=off"] });
    console.log(JSON.stringify(chargesNow()));
    setTimeout(() => {}, 600_000);`);
  expect(kept.map(({ name }) => name)).toEqual(["sleeping", "frozen", "database"]);
  expect(kept.every(isRunning)).toBe(true);
  const backends = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => identityOf(Number(pid))!)
    .filter((identity) => {
      try {
        const stat = readFileSync(`/proc/${identity.pid}/stat`, "utf8");
        return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] === String(kept[2]!.pid);
      } catch {
        return false;
      }
    });
  expect(backends.length).toBeGreaterThan(3);
  keeper.kill("SIGKILL");
  expect(await untilGone([...kept, ...backends])).toEqual([]);
});

it("finds another guard when the guard is killed as well", async () => {
  const { keeper, kept } = await startKeeper(`${KEEPER}
    import { readdirSync, readFileSync } from "node:fs";
    const isGuard = (pid) => { try { return readFileSync("/proc/" + pid + "/cmdline", "utf8").includes("guard.mjs") &&
      readFileSync("/proc/" + pid + "/stat", "utf8").split(") ")[1].split(" ")[1] === String(process.pid); } catch { return false; } };
    const guards = () => readdirSync("/proc").filter((pid) => /^[0-9]+$/.test(pid) && isGuard(pid));
    while (guards().length === 0) await new Promise((next) => setTimeout(next, 20));
    const [first] = guards();
    process.kill(Number(first), "SIGKILL");
    while (!guards().some((pid) => pid !== first)) await new Promise((next) => setTimeout(next, 20));
    console.log(JSON.stringify(chargesNow()));
    setTimeout(() => {}, 600_000);`);
  expect(kept.every(isRunning)).toBe(true);
  keeper.kill("SIGKILL");
  expect(await untilGone(kept)).toEqual([]);
});

it("ends what a killed predecessor wrote down, and not the stranger that has one of its ids now", async () => {
  const [left, stranger] = [startStranger(), startStranger()];
  const dead = { pid: stranger.pid, started: "long ago" };
  const parts = [
    { ...left, name: "web", kind: "process" },
    { ...dead, name: "worker", kind: "process" },
    { pid: "x", name: "nonsense" },
    { pid: 1, started: "", name: "init", kind: "process" },
  ];
  writeFileSync(join(folder, "processes.json"), JSON.stringify({ supervisor: dead, parts }));
  const lines: string[] = [];
  await claimFolder(folder, (line) => lines.push(line));
  expect(isRunning(left)).toBe(false);
  expect(isRunning(stranger)).toBe(true);
  expect(lines).toEqual([`ending what was left behind: web (process ${left.pid})`]);
  expect(JSON.parse(readFileSync(join(folder, "processes.json"), "utf8"))).toMatchObject({
    supervisor: { pid: process.pid },
    parts: [],
  });
});

it.each(["", "{", "null", "[]", '{"supervisor":7,"parts":{}}'])(
  "is not stopped by a record that says %j",
  async (text) => {
    writeFileSync(join(folder, "processes.json"), text);
    const records = await claimFolder(folder, () => {});
    records.release();
    expect(readdirSync(folder)).toEqual([]);
  },
);

it("refuses a folder that another process holds, and of two that come at once lets one in", async () => {
  writeFileSync(join(folder, "processes.json"), JSON.stringify({ supervisor: startStranger(), parts: [] }));
  await expect(claimFolder(folder, () => {})).rejects.toThrow(/already running here \(process \d+\)/);
  rmSync(join(folder, "processes.json"));
  const source = `
    import { claimFolder } from "${import.meta.dirname}/process-records.mjs";
    const result = await claimFolder("${folder}", () => {}).then(() => "in", () => "refused");
    console.log(JSON.stringify([{ name: result }]));
    setTimeout(() => {}, 600_000);`;
  const results = await Promise.all([startKeeper(source), startKeeper(source), startKeeper(source)]);
  expect(results.map(({ kept }) => kept[0]!.name).sort()).toEqual(["in", "refused", "refused"]);
});

it("waits for a predecessor that is stopping", async () => {
  const leaving = startStranger();
  writeFileSync(
    join(folder, "processes.json"),
    JSON.stringify({ supervisor: leaving, isStopping: true, parts: [] }),
  );
  const claimed = claimFolder(folder, () => process.kill(leaving.pid, "SIGKILL"));
  await expect(claimed).resolves.toBeDefined();
});
