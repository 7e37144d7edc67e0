import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, fetch, request } from "undici";
import { percentile } from "@/bench/stack";

const MB = 1_048_576;

/** Resident memory of a process, bytes; 0 when it is gone. */
export function residentBytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

/** Asks an address again and again and notes how long each answer took, ms; what does not answer within 10 s took that long. */
export class Probe {
  readonly tookMs: number[] = [];
  private isOver = false;
  private readonly loop: Promise<void>;
  private readonly dispatcher = new Agent({ connections: 1, pipelining: 0 });

  constructor(
    private readonly url: string,
    private readonly everyMs = 50,
  ) {
    this.loop = this.run();
  }

  private async run(): Promise<void> {
    while (!this.isOver) {
      const startedMs = performance.now();
      await request(this.url, { dispatcher: this.dispatcher, signal: AbortSignal.timeout(10_000) }).then(
        ({ body }) => body.text(),
        () => sleep(200),
      );
      this.tookMs.push(performance.now() - startedMs);
      await sleep(this.everyMs);
    }
  }

  p99(): number {
    return percentile(this.tookMs, 0.99);
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.loop;
    await this.dispatcher.close();
  }
}

/** Watches a process's memory. */
export class MemoryWatch {
  peakBytes = 0;
  private readonly timer: NodeJS.Timeout;
  constructor(private readonly pid: number) {
    this.timer = setInterval(() => {
      this.peakBytes = Math.max(this.peakBytes, this.nowBytes());
    }, 100);
  }
  nowBytes(): number {
    return residentBytes(this.pid);
  }
  stop(): void {
    clearInterval(this.timer);
  }
}

export const inMb = (bytes: number): string => `${Math.round(bytes / MB)} MB`;

/** Sends small reports and log batches at a steady pace, as somebody who has nothing to do with any of it. */
export class HonestSender {
  readonly tookMs: number[] = [];
  readonly refused = new Map<string, number>();
  accepted = 0;
  private isOver = false;
  private readonly open = new Set<Promise<void>>();
  private readonly loops: Promise<void>[];
  private readonly dispatcher = new Agent({ connections: 64 });

  constructor(
    private readonly sends: readonly {
      perSecond: number;
      send: (n: number) => {
        url: string;
        init: { method: string; headers: Record<string, string>; body: string };
      };
    }[],
  ) {
    this.loops = this.sends.map(async ({ perSecond, send }) => {
      for (let n = 0; !this.isOver; n++) {
        const post: Promise<void> = this.post(send(n)).finally(() => this.open.delete(post));
        this.open.add(post);
        await sleep(1_000 / perSecond);
      }
    });
  }

  private async post({ url, init }: ReturnType<(typeof this.sends)[number]["send"]>): Promise<void> {
    const startedMs = performance.now();
    let what: string;
    try {
      const answer = await fetch(url, {
        ...init,
        dispatcher: this.dispatcher,
        signal: AbortSignal.timeout(20_000),
      });
      const text = await answer.text();
      what = answer.status === 202 ? "" : `${answer.status} ${text.slice(0, 120)}`;
    } catch (error) {
      what = error instanceof Error ? error.name : "failed";
    }
    this.tookMs.push(performance.now() - startedMs);
    if (what === "") this.accepted += 1;
    else this.refused.set(what, (this.refused.get(what) ?? 0) + 1);
  }

  share(): number {
    return this.accepted / Math.max(1, this.tookMs.length);
  }

  p95(): number {
    return percentile(this.tookMs, 0.95);
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.loops);
    await Promise.all(this.open);
    await this.dispatcher.close();
  }
}
