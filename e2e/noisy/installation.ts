/** The built product with what it needs around it, for one queue backend: as `npm start` runs it, on free ports and a new database. */
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { startOnFreePorts } from "@/scripts/product-on-free-ports";
import { startRedis } from "@/scripts/redis-server.mjs";
import { closeDatabase } from "@/server/db/client";
import { dropSingleton } from "@/server/platform/singleton";

export type Backend = "postgres" | "redis";
export type Pids = { web: number; worker: number; database: number };

export type Installation = {
  url: string;
  workerUrl: string;
  /** The processes as they run now. */
  pids(): Pids;
};

/** What takes things away again. */
export type Undo = (() => Promise<unknown>)[];

/** What this process remembers of the installation before: the next one has other addresses. */
function forgetInstallation(): void {
  for (const name of ["env", "log", "redis.limits"]) dropSingleton(name);
  delete process.env["REDIS_URL"];
}

/**
 * Starts it and waits until it is ready; sets this process's environment to it, so that the product's own functions can be called here.
 * @param smtpUrl where the product's mails go
 * @param undo given what takes it away again, step by step as it comes about; to be done last to first
 * @throws Error when it does not become ready
 */
export async function install(backend: Backend, smtpUrl: string, undo: Undo): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), "steady-noisy-"));
  undo.push(async () => {
    if (process.env["KEEP"]) console.log(`kept: ${folder}`);
    else await rm(folder, { recursive: true, force: true });
  });
  const redis = backend === "redis" ? await startRedis() : null;
  if (backend === "redis" && !redis) throw new Error("There is no redis-server on this machine.");
  if (redis) undo.push(() => redis.stop());
  const { url, product } = await startOnFreePorts({
    folder,
    flags: ["fsync=on", "synchronous_commit=on"],
    env: {
      SMTP_URL: smtpUrl,
      // The same for every backend: this process keeps keys that it made of it.
      STEADY_SECRET: "a secret for measuring only, made of many letters",
      ALLOW_PRIVATE_EGRESS: "1",
      // Everybody comes from this machine; as behind a proxy, each sender has an address of their own all the same.
      TRUSTED_PROXIES: "1",
      LOG_LEVEL: process.env["LOG_LEVEL"] ?? "error",
      ...(redis && { REDIS_URL: redis.url }),
    },
  });
  undo.push(async () => {
    const codes = await product.stop();
    console.log(`stopped: web ${String(codes.web)}, worker ${String(codes.worker)}`);
  });
  await product.ready();
  forgetInstallation();
  Object.assign(process.env, product.env, { DATABASE_ADMIN_URL: product.database.server?.urls.admin });
  undo.push(async () => {
    await closeDatabase();
    forgetInstallation();
  });
  const pids = (): Pids => {
    const { parts } = JSON.parse(readFileSync(join(folder, "processes.json"), "utf8")) as {
      parts: { name: keyof Pids; pid: number }[];
    };
    const of = (name: keyof Pids) => parts.find((part) => part.name === name)?.pid ?? 0;
    return { web: of("web"), worker: of("worker"), database: of("database") };
  };
  return { url, workerUrl: `http://127.0.0.1:${product.env["WORKER_PORT"] ?? ""}`, pids };
}

/** Ticks of the clock that a process's CPU time is counted in, a second. */
const TICKS = 100;

/** The parent of a process and the CPU time that it and its children that have ended took, s; null when it is gone. */
function readStat(pid: number): { parent: number; cpuS: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold blanks; what follows it begins with the third field.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { parent: Number(fields[1]), cpuS: ticks / TICKS };
  } catch {
    return null;
  }
}

/** The CPU time that a process and its children took so far, s. */
export function cpuSeconds(pid: number): number {
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat?.parent === pid);
  return children.reduce((sum, stat) => sum + (stat?.cpuS ?? 0), readStat(pid)?.cpuS ?? 0);
}

/** The CPU time that the whole machine spent on anything so far, s. */
export function machineCpuSeconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1_000;
}
