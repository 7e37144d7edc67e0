import { describe, expect, it } from "vitest";
import {
  beginSupervision,
  superviseOnce,
  LIMITS,
  WRONG_SETTING,
  type Seen,
  type SupervisionState,
} from "./supervision.mjs";

type Look = { database?: Seen; web?: Seen; worker?: Seen; isReady?: boolean; isFull?: boolean };
type Part = "database" | "web" | "worker";

const OK: Seen = { answer: "ok" };
const SILENT: Seen = { answer: "none" };
const STOPPED: Seen = { answer: "none", isStopped: true };
const RECOVERING: Seen = { answer: "recovering" };
const killedBy = (signal: string): Seen => ({ ended: { code: null, signal } });
const exited = (code: number): Seen => ({ ended: { code, signal: null } });

/** The product under supervision, second by second. */
class Watch {
  now = 1_000_000;
  state: SupervisionState;
  readonly acts: string[] = [];
  readonly lines: string[] = [];
  giveUp: { reason: string; code: number } | null = null;

  constructor(names: Part[] = ["database", "web", "worker"]) {
    this.state = beginSupervision(names, this.now);
  }

  /** Looks once, so many seconds after the last look; what is not named answers. */
  look(look: Look = {}, afterS = 1): this {
    this.now += afterS * 1_000;
    const of = (seen: Seen = OK): Seen =>
      seen.answer && seen.answer !== "none" ? { answeredMs: this.now, ...seen } : seen;
    const { isReady = true, isFull = false, ...parts } = look;
    const found = superviseOnce(
      this.state,
      {
        parts: { database: of(parts.database), web: of(parts.web), worker: of(parts.worker) },
        isReady,
        isFull,
      },
      this.now,
    );
    this.state = found.state;
    this.acts.push(...found.acts.map(({ kind, part }) => `${kind} ${part}`));
    this.lines.push(...found.lines);
    this.giveUp ??= found.giveUp;
    return this;
  }

  /** The same every second, until something is done or so many seconds have passed. @returns the seconds it took */
  until(limitS: number, look: Look = {}): number {
    const before = this.acts.length;
    for (let s = 1; s <= limitS; s++) if (this.look(look).acts.length > before || this.giveUp) return s;
    return Infinity;
  }
}

/** A product that has run well for a minute. */
function running(names?: Part[]): Watch {
  const watch = new Watch(names);
  for (let s = 0; s < 60; s++) watch.look();
  expect(watch.state.outage).toBeNull();
  expect(watch.acts).toEqual([]);
  return watch;
}

describe("a part that ends", () => {
  it.each<[Part, Seen]>([
    ["database", killedBy("SIGKILL")],
    ["database", exited(1)],
    ["web", killedBy("SIGKILL")],
    ["web", exited(0)],
    ["worker", killedBy("SIGSEGV")],
    ["worker", exited(1)],
  ])("%s %j is started again after a short pause, and the outage ends when all are ready", (part, seen) => {
    const watch = running().look({ [part]: seen }, 0);
    expect(watch.acts).toEqual([]);
    expect(watch.until(5, { [part]: {} })).toBe(LIMITS.firstPauseMs / 1_000);
    expect(watch.acts).toEqual([`start ${part}`]);
    watch.look({ isReady: false });
    expect(watch.state.outage).not.toBeNull();
    watch.look();
    expect(watch.state.outage).toBeNull();
    expect(watch.lines.at(-1)).toMatch(/^ready again after /);
  });

  it("waits a little longer each time, at most five seconds, and begins anew once it ran well", () => {
    const watch = running();
    const pauses = [1, 2, 3, 4].map(() => {
      const s = watch.look({ worker: killedBy("SIGKILL") }, 0).until(10, { worker: {} });
      watch.look();
      return s;
    });
    expect(pauses).toEqual([1, 2, 4, 5]);
    for (let s = 0; s < 15; s++) watch.look();
    expect(watch.look({ worker: killedBy("SIGKILL") }, 0).until(10, { worker: {} })).toBe(1);
  });

  it.each<[string, Seen, number]>([
    ["a taken port", exited(WRONG_SETTING), WRONG_SETTING],
    ["a setting that is missing", exited(1), 1],
    ["an end that says nothing", exited(0), 1],
  ])("gives up at once on %s at the first start", (_, seen, code) => {
    const watch = new Watch().look({ web: SILENT, worker: SILENT }).look({ web: SILENT, worker: seen });
    expect(watch.giveUp).toMatchObject({ code });
    expect(watch.giveUp?.reason).toContain("worker");
    expect(watch.acts).toEqual([]);
  });

  it("gives up on a port that was taken meanwhile, but not on another exit of one that has worked", () => {
    expect(running().look({ web: exited(WRONG_SETTING) }).giveUp?.code).toBe(WRONG_SETTING);
    expect(running().look({ web: exited(1) }).giveUp).toBeNull();
  });

  it("does not take a kill during the first start for a wrong setting", () => {
    const watch = new Watch().look({ web: SILENT }).look({ web: killedBy("SIGKILL") });
    expect(watch.giveUp).toBeNull();
    expect(watch.until(3, { web: {} })).toBe(1);
  });
});

describe("a part that does not answer", () => {
  it.each<[Part, Seen, number]>([
    ["database", SILENT, 10],
    ["web", SILENT, 15],
    ["worker", SILENT, 15],
    ["database", STOPPED, 6],
    ["web", STOPPED, 6],
    ["worker", STOPPED, 6],
  ])("%s %j is killed after %i s and started again at once", (part, seen, expectedS) => {
    const watch = running();
    expect(watch.until(60, { [part]: seen })).toBe(expectedS);
    expect(watch.acts).toEqual([`kill ${part}`]);
    watch.look({ [part]: killedBy("SIGKILL") });
    watch.look({ [part]: {} }, 0);
    expect(watch.acts).toEqual([`kill ${part}`, `start ${part}`]);
  });

  it("is left alone when it is merely slow", () => {
    const watch = running();
    for (let round = 0; round < 20; round++) {
      for (let s = 0; s < 9; s++) watch.look({ database: SILENT, web: SILENT, worker: SILENT });
      watch.look();
    }
    expect(watch.acts).toEqual([]);
    expect(watch.state.outage).toBeNull();
  });

  it("is killed once, however long the kill takes", () => {
    const watch = running();
    for (let s = 0; s < 25; s++) watch.look({ web: SILENT });
    expect(watch.acts).toEqual(["kill web"]);
  });

  it("is not judged by a time in which the supervisor itself stood still", () => {
    const watch = running();
    watch.look({ database: SILENT, web: SILENT, worker: SILENT }, 3_600);
    watch.look({ web: SILENT }, 3);
    expect(watch.acts).toEqual([]);
    expect(watch.giveUp).toBeNull();
  });

  it("is not judged by probes of a supervisor that only ran now and then", () => {
    const watch = running();
    for (let n = 0; n < 40; n++) watch.look({ database: SILENT, web: SILENT, worker: SILENT }, 2.5);
    expect(watch.acts).toEqual([]);
    expect(watch.until(60, { web: SILENT })).toBeLessThanOrEqual(15);
  });

  it("is left alone while the database reads its log again", () => {
    const watch = running().look({ database: killedBy("SIGKILL") }, 0);
    watch.until(5, { database: {}, isReady: false });
    for (let s = 0; s < 300; s++) watch.look({ database: RECOVERING, isReady: false });
    expect(watch.acts).toEqual(["start database"]);
    expect(watch.giveUp).toBeNull();
    watch.look();
    expect(watch.state.outage).toBeNull();
  });
});

describe("an outage", () => {
  it.each<[string, Look]>([
    ["a database that ends each time", { database: exited(1) }],
    ["a web that stays silent", { web: SILENT }],
    ["parts that answer but are not ready", { isReady: false }],
  ])("ends the whole after thirty seconds: %s", (_, look) => {
    const watch = running().look({ worker: killedBy("SIGKILL"), ...look });
    let s = 1;
    for (; !watch.giveUp && s < 100; s++) watch.look({ isReady: false, ...look });
    expect(s).toBeGreaterThanOrEqual(29);
    expect(s).toBeLessThanOrEqual(31);
    expect(watch.giveUp?.code).toBe(1);
    expect(watch.giveUp?.reason).toMatch(/^not ready within 30 s: /);
  });

  it("of a full disk lasts until there is room, with one line at its beginning and one at its end", () => {
    const watch = running();
    for (let s = 0; s < 600; s++)
      watch.look({ database: s % 8 === 0 ? exited(1) : {}, isFull: true, isReady: false });
    expect(watch.giveUp).toBeNull();
    expect(watch.acts.filter((act) => act === "start database").length).toBeGreaterThan(50);
    expect(watch.lines).toHaveLength(1);
    watch.look({ isReady: false }).look();
    expect(watch.lines).toHaveLength(3);
    expect(watch.state.outage).toBeNull();
  });

  it("of a database that is somebody else's is not ours", () => {
    const watch = running(["web", "worker"]);
    for (let s = 0; s < 120; s++) watch.look({ database: SILENT, isReady: false });
    expect(watch.acts).toEqual([]);
    expect(watch.giveUp).toBeNull();
  });

  it("may take longer at the first start", () => {
    const watch = new Watch();
    for (let s = 0; s < 110; s++) watch.look({ web: SILENT, worker: SILENT, isReady: false });
    expect(watch.giveUp).toBeNull();
    expect(watch.acts).toEqual([]);
    for (let s = 0; s < 20; s++) watch.look({ web: SILENT, worker: SILENT, isReady: false });
    expect(watch.giveUp?.code).toBe(1);
  });
});
