import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bareEnvironment } from "@/scripts/product.mjs";
import { freePort, urlOfRunning } from "@/scripts/embedded-postgres.mjs";
import { isRunning, type Identity } from "@/scripts/process-identity.mjs";

export type PartName = "database" | "web" | "worker";
type Part = Identity & { name: PartName };

const POLL_MS = 100;

/** The real `scripts/start.mjs` on a data folder and ports of its own, as an operator has it: only its files, ports and output. */
export class StartedProduct {
  child!: ChildProcess;
  output = "";
  /** When each line of the supervisor's own came, ms. */
  readonly lineTimes: number[] = [];

  private constructor(
    readonly folder: string,
    readonly port: number,
    readonly workerPort: number,
  ) {}

  static async at(folder: string): Promise<StartedProduct> {
    return new StartedProduct(folder, await freePort(), await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it; `env` over what it has. */
  start(env: Record<string, string> = {}): this {
    const child = spawn(process.execPath, ["scripts/start.mjs"], {
      env: {
        ...(bareEnvironment() as NodeJS.ProcessEnv),
        NODE_ENV: "production",
        STEADY_DATA: this.folder,
        HOST: "127.0.0.1",
        PORT: String(this.port),
        WORKER_PORT: String(this.workerPort),
        PUBLIC_URL: this.url,
        LOG_LEVEL: "fatal",
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    this.output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        const text = chunk.toString();
        this.output = (this.output + text).slice(-20_000);
        for (const line of text.split("\n")) if (line.startsWith("steady  ")) this.lineTimes.push(Date.now());
      });
    return this;
  }

  get hasExited(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** What it has written down about what runs now. */
  parts(): Part[] {
    try {
      return (JSON.parse(readFileSync(join(this.folder, "processes.json"), "utf8")) as { parts: Part[] })
        .parts;
    } catch {
      return [];
    }
  }

  part(name: PartName): Part {
    const part = this.parts().find((p) => p.name === name);
    if (!part) throw new Error(`${name} is not written down in processes.json\n${this.output}`);
    return part;
  }

  signal(name: PartName, signal: NodeJS.Signals): void {
    process.kill(this.part(name).pid, signal);
  }

  private async isReady(): Promise<boolean> {
    const answers = await Promise.all(
      [this.port, this.workerPort].map((port) =>
        fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(3_000) }).then(
          (answer) => answer.status === 200,
          () => false,
        ),
      ),
    );
    return answers.every(Boolean);
  }

  /**
   * Waits until web and worker say that they are ready, and what was hurt has been replaced.
   * @returns after how many seconds, or the exit code when it ended instead; null when neither came in time
   */
  async untilReady(
    withinMs: number,
    hurt: readonly Identity[] = [],
  ): Promise<{ s: number } | { code: number | null } | null> {
    for (const startedMs = Date.now(); Date.now() - startedMs < withinMs;) {
      if (this.hasExited) return { code: this.child.exitCode };
      if (!hurt.some(isRunning) && (await this.isReady())) return { s: (Date.now() - startedMs) / 1_000 };
      await sleep(POLL_MS);
    }
    return null;
  }

  async untilExit(withinMs: number): Promise<number | null> {
    for (const startedMs = Date.now(); !this.hasExited && Date.now() - startedMs < withinMs;)
      await sleep(POLL_MS);
    return this.child.exitCode;
  }

  /** The owner's and the administrator's way into its database, as what tests read it with takes them. */
  databaseUrls(): { DATABASE_URL: string; DATABASE_ADMIN_URL: string } {
    const urlOf = (role: "owner" | "admin") => {
      const url = urlOfRunning(join(this.folder, "postgres"), role);
      if (!url) throw new Error(`no database runs on ${this.folder}\n${this.output}`);
      return url;
    };
    return { DATABASE_URL: urlOf("owner"), DATABASE_ADMIN_URL: urlOf("admin") };
  }
}
