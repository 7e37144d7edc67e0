import { freePort, startEntry, type Started } from "@/bench/stack";

/**
 * The workers and the relay of a run, by name. Whoever dies is counted and started anew; a worker then with the next of the given fault
 * points, at which it dies again.
 */
export class Fleet {
  private readonly held = new Map<string, Started>();
  readonly deaths = { worker: 0, relay: 0 };
  private isOver = false;
  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly faults: string[],
  ) {}

  async start(name: string, roles: string, fault = ""): Promise<void> {
    const env: NodeJS.ProcessEnv = {
      ...this.env,
      QUEUES: roles,
      WORKER_PORT: String(await freePort()),
      ...(fault ? { FAULT_AT: fault } : {}),
    };
    const started = startEntry("dist-faults/worker.js", env);
    this.held.set(name, started);
    void started.exited.then(() => {
      if (this.isOver || this.held.get(name) !== started) return;
      this.deaths[name === "relay" ? "relay" : "worker"] += 1;
      void this.start(name, roles, name === "relay" ? "" : (this.faults.shift() ?? ""));
    });
  }

  kill(name: string): void {
    this.held.get(name)?.child.kill("SIGKILL");
  }

  /** Asks everybody to stop and answers how long the slowest took, ms. */
  async stop(): Promise<number> {
    this.isOver = true;
    const startedMs = Date.now();
    await Promise.all([...this.held.values()].map((s) => s.stop()));
    return Date.now() - startedMs;
  }
}
