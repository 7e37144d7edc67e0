import { setTimeout as sleep } from "node:timers/promises";
import superjson from "superjson";
import { Agent, fetch } from "undici";
import { FIRST_FILTER, listInput } from "@/contracts/board";
import { createCaller, type Caller } from "@/scripts/http-client";
import { statusOf } from "@/e2e/fixtures/http";
import { subjectOf, distinctReport } from "../../bench/distinct-reports";
import { READS, type PhaseFigures, type ProbeFigures, type Read } from "./figures";
import type { MailSink } from "./mail-sink";
import { OpenBoard } from "./open-board";
import type { Party } from "./parties";
import { SEEDED_WORDS } from "./seed";

const REPORT_EVERY_MS = 500;
/** Often enough that the p95 of a kind in half a minute is not its worst value. */
const READ_EVERY_MS = 150;
const RESET_EVERY_MS = 5_000;
const PROBE_EVERY_MS = 500;
/** What arrives late is waited for, so that what is sent last has had the time that it may take. */
const GRACE_MS = 10_000;
/** No mail is asked for in a phase's last moments: it, too, may take its time. */
const LAST_RESET_BEFORE_END_MS = 2_000;
const ANSWER_WITHIN_MS = 15_000;
const PROBE_WITHIN_MS = 5_000;

export type NeighbourTask = {
  party: Party;
  memberEmails: string[];
  /** Addresses that are asked how the product is, by name. */
  probes: Record<string, string>;
};

/** Somebody with an organization of their own who goes on working: reports, reads, a board that stays open, forgotten passwords. */
export class Neighbour {
  private readonly dispatcher = new Agent({ connections: 64 });
  private readonly probing = new Agent({ connections: 8, pipelining: 0 });
  private reports = 0;
  private resets = 0;
  private readsDone = 0;
  private figures = emptyFigures();
  private readonly caller: Caller;
  private readonly board: OpenBoard;

  constructor(
    private readonly task: NeighbourTask,
    private readonly mails: MailSink,
  ) {
    const { url, cookie, slug } = task.party;
    this.caller = createCaller(url, { cookie, organization: slug });
    this.board = new OpenBoard(task.party, {
      seen: (afterMs) => this.figures.onBoardMs.push(afterMs),
      refused: (what, status) => this.refused(what, status),
    });
  }

  /** Goes on for so long, and then waits a while for what is still on its way. */
  async measure(seconds: number): Promise<PhaseFigures> {
    const figures = (this.figures = emptyFigures());
    const { waiting } = this.board;
    // What an earlier phase did not live to see is part of its figures.
    waiting.clear();
    const requested = new Map<string, number>();
    const endMs = Date.now() + seconds * 1_000;
    await Promise.all([
      this.every(REPORT_EVERY_MS, endMs, () => this.report()),
      this.every(READ_EVERY_MS, endMs, () => this.read(READS[this.readsDone++ % READS.length]!)),
      this.every(RESET_EVERY_MS, endMs - LAST_RESET_BEFORE_END_MS, () => this.requestPassword(requested)),
      ...Object.keys(this.task.probes).map((name) =>
        this.every(PROBE_EVERY_MS, endMs, () => this.probe(name)),
      ),
      this.awaitLate(endMs + GRACE_MS, endMs, requested),
    ]);
    const nowMs = Date.now();
    figures.unseen = waiting.size;
    for (const acceptedMs of waiting.values()) figures.onBoardMs.push(nowMs - acceptedMs);
    for (const [email, requestedMs] of requested) {
      const takenMs = this.mails.takenAt.get(email) ?? 0;
      if (takenMs < requestedMs) figures.unsent += 1;
      figures.mailMs.push((takenMs < requestedMs ? nowMs : takenMs) - requestedMs);
    }
    return figures;
  }

  /** Does something at a steady pace, whatever the answers take, until an end; then waits for the answers. */
  private async every(everyMs: number, endMs: number, act: () => Promise<void>): Promise<void> {
    const underway: Promise<void>[] = [];
    for (let nextMs = Date.now(); nextMs < endMs; nextMs += everyMs) {
      await sleep(Math.max(0, nextMs - Date.now()));
      underway.push(act());
    }
    await Promise.all(underway);
  }

  private async awaitLate(
    untilMs: number,
    endMs: number,
    requested: ReadonlyMap<string, number>,
  ): Promise<void> {
    await sleep(Math.max(0, endMs - Date.now()));
    const isMissing = () =>
      this.board.waiting.size > 0 ||
      [...requested].some(([email, requestedMs]) => (this.mails.takenAt.get(email) ?? 0) < requestedMs);
    while (isMissing() && Date.now() < untilMs) await sleep(50);
  }

  private refused(what: string, status: number): void {
    const key = `${status || "no answer"} ${what}`;
    this.figures.refusals[key] = (this.figures.refusals[key] ?? 0) + 1;
  }

  /** @returns the answer's status and text; status 0 when none came in time */
  private async request(
    path: string,
    init: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<{ status: number; text: string }> {
    try {
      const answer = await fetch(`${this.task.party.url}${path}`, {
        ...init,
        dispatcher: this.dispatcher,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      return { status: answer.status, text: await answer.text() };
    } catch {
      return { status: 0, text: "" };
    }
  }

  /** Reads as the screens do. @returns null when it was refused, which is noted */
  private async query<T>(
    what: string,
    request: (options: { signal: AbortSignal }) => Promise<T>,
  ): Promise<T | null> {
    try {
      return await request({ signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    } catch (error) {
      this.refused(what, statusOf(error));
      return null;
    }
  }

  private async report(): Promise<void> {
    const { apiKey, launchSlug } = this.task.party;
    const n = this.reports++;
    const { status } = await this.request("/api/v1/items", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ launch: launchSlug, text: distinctReport(n) }),
    });
    if (status === 202) this.board.expect(subjectOf(n));
    else this.refused("report", status);
  }

  private async read(read: Read): Promise<void> {
    const { launchId, issueId } = this.task.party;
    const at = this.readsDone;
    const words = `${SEEDED_WORDS[at % SEEDED_WORDS.length]} ${SEEDED_WORDS[(at * 7) % SEEDED_WORDS.length]}`;
    const { triage, feedback } = this.caller;
    const request: Record<Read, (options: { signal: AbortSignal }) => Promise<unknown>> = {
      board: (options) =>
        triage.issues.query(listInput({ launchId, filter: FIRST_FILTER, sort: null }), options),
      inbox: (options) => triage.inbox.query({ launchId }, options),
      issue: (options) => feedback.issue.query({ issueId }, options),
      search: (options) => triage.issues.query({ launchId, filter: words, limit: 8 }, options),
    };
    const startedMs = performance.now();
    await this.query(read, request[read]);
    this.figures.reads[read].push(performance.now() - startedMs);
  }

  /** Asks for a new password as a member, each time another one, from an address of their own. */
  private async requestPassword(requested: Map<string, number>): Promise<void> {
    const n = this.resets++;
    const email = this.task.memberEmails[n % this.task.memberEmails.length]!;
    const { url } = this.task.party;
    requested.set(email, Date.now());
    const { status } = await this.request("/api/trpc/account.requestPasswordReset", {
      method: "POST",
      headers: { "content-type": "application/json", origin: url, "x-forwarded-for": `203.0.113.${n % 250}` },
      body: JSON.stringify(superjson.serialize({ email })),
    });
    if (status === 200) return;
    this.refused("password reset", status);
    // Where no answer came, the mail may come all the same.
    if (status !== 0) requested.delete(email);
  }

  private async probe(name: string): Promise<void> {
    const of: ProbeFigures = (this.figures.probes[name] ??= { sent: 0, red: 0, worstMs: 0 });
    const startedMs = performance.now();
    const isGreen = await fetch(this.task.probes[name]!, {
      dispatcher: this.probing,
      signal: AbortSignal.timeout(PROBE_WITHIN_MS),
    }).then(
      async (answer) => {
        await answer.text();
        return answer.status === 200;
      },
      () => false,
    );
    of.sent += 1;
    if (!isGreen) of.red += 1;
    of.worstMs = Math.max(of.worstMs, performance.now() - startedMs);
  }
}

function emptyFigures(): PhaseFigures {
  return {
    onBoardMs: [],
    unseen: 0,
    reads: { board: [], inbox: [], issue: [], search: [] },
    mailMs: [],
    unsent: 0,
    refusals: {},
    probes: {},
  };
}
