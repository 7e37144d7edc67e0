/** What a gate lets through and how long it lets wait. */
export type GateLimits = {
  /** At once, whoever asks. */
  readonly together: number;
  /** At once for one asker. */
  readonly perKey: number;
  /** Waiting for one asker; whoever comes then is sent away. */
  readonly waitingPerKey: number;
  /** How long anybody waits, ms. */
  readonly waitMs: number;
};

/** Why somebody was not let through: their own line was full, or their turn did not come in time. */
export class GateClosed extends Error {
  override readonly name = "GateClosed";
  constructor(readonly reason: "line_full" | "too_late") {
    super(`not let through: ${reason}`);
  }
}

type Waiter = { start: () => void; timer: NodeJS.Timeout };

/**
 * Lets so much happen at once, and shares it between those who ask: nobody has more than their part, and while several wait, their turns
 * come round. Within one asker's line, first come is first served.
 */
export class FairGate {
  private readonly active = new Map<string, number>();
  /** Whose turn is next comes first. */
  private readonly lines = new Map<string, Waiter[]>();
  private total = 0;

  constructor(private readonly limits: GateLimits) {}

  /**
   * Runs `act` when its turn has come.
   * @throws GateClosed when it was not let through; whatever `act` throws otherwise
   */
  async run<T>(key: string, act: () => Promise<T>): Promise<T> {
    await this.enter(key);
    try {
      return await act();
    } finally {
      this.leave(key);
    }
  }

  private hasRoom(key: string): boolean {
    return this.total < this.limits.together && (this.active.get(key) ?? 0) < this.limits.perKey;
  }

  private take(key: string): void {
    this.total += 1;
    this.active.set(key, (this.active.get(key) ?? 0) + 1);
  }

  private enter(key: string): Promise<void> {
    const line = this.lines.get(key);
    if (!line && this.hasRoom(key)) {
      this.take(key);
      return Promise.resolve();
    }
    if (line && line.length >= this.limits.waitingPerKey) return Promise.reject(new GateClosed("line_full"));
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        start: () => {
          clearTimeout(waiter.timer);
          this.take(key);
          resolve();
        },
        timer: setTimeout(() => {
          this.forget(key, waiter);
          reject(new GateClosed("too_late"));
        }, this.limits.waitMs),
      };
      if (line) line.push(waiter);
      else this.lines.set(key, [waiter]);
    });
  }

  private forget(key: string, waiter: Waiter): void {
    const line = this.lines.get(key)?.filter((w) => w !== waiter) ?? [];
    if (line.length > 0) this.lines.set(key, line);
    else this.lines.delete(key);
  }

  private leave(key: string): void {
    this.total -= 1;
    const left = (this.active.get(key) ?? 1) - 1;
    if (left > 0) this.active.set(key, left);
    else this.active.delete(key);
    for (const [next, line] of this.lines) {
      if (!this.hasRoom(next)) continue;
      // To the end of the round, where others wait too.
      this.lines.delete(next);
      const waiter = line.shift()!;
      if (line.length > 0) this.lines.set(next, line);
      waiter.start();
      return;
    }
  }
}
