/**
 * What the launch's people do while the story is told: they accept what waits, keep questions and wishes apart, merge what they see to
 * be one thing, fix and verify. Each acts through the same calls as their own screen, signed in as themselves. The last night is left
 * alone, so that whoever opens the demo in the morning finds work.
 */
import { TRPCClientError } from "@trpc/client";
import { createCaller, signInOverHttp, type Caller } from "@/scripts/http-client";
import { HOUR_MS, zoneOffsetMs } from "./story/launch";
import type { PersonKey } from "./story/organization";
import { problemById } from "./story/problems";
import { RELEASES } from "./story/releases";
import type { IssueAct } from "@/contracts/issues";
import type { DemoState } from "./state";

/** Hours of the day in Berlin at which the launch room is staffed. */
const SHIFT = { from: 7, to: 21 };
/** Nothing is triaged in the last hours before the story ends. */
const LEFT_ALONE_HOURS = 10;
const PER_ROUND = 14;
const MERGES_AT_MOST = 14;

/** Problems that are repaired in the recorded days, by whom nobody needs to ask: the hour and the version it went out with. */
const REPAIRS: readonly { problemId: string; hour: number; version: string; isVerified: boolean }[] = [
  { problemId: "reset-mail-late", hour: 27, version: "2.0.1", isVerified: true },
  { problemId: "sso-loop", hour: 45, version: "2.0.1", isVerified: true },
  { problemId: "orders-5xx", hour: 52, version: "2.0.3", isVerified: true },
  { problemId: "orders-api-502", hour: 52.5, version: "2.0.3", isVerified: true },
  { problemId: "iban-spaces", hour: 70, version: "2.0.3", isVerified: false },
];

export type Tally = { accepted: number; parked: number; merged: number; fixed: number; failed: number };

export class Crew {
  readonly tally: Tally = { accepted: 0, parked: 0, merged: 0, fixed: 0, failed: 0 };
  private readonly callers = new Map<PersonKey, Caller>();
  /** Items by the problem they are about, as far as they were posted. */
  private readonly items = new Map<string, string[]>();
  private readonly begun = new Set<string>();
  private readonly merged = new Set<string>();

  constructor(
    private readonly url: string,
    private readonly state: DemoState,
    private readonly onFailure: (what: string, error: unknown) => void,
  ) {}

  async signIn(): Promise<void> {
    for (const { key, email } of this.state.people) {
      const cookie = await signInOverHttp(this.url, { email, password: this.state.password });
      this.callers.set(key, createCaller(this.url, { cookie, organization: this.state.organization.slug }));
    }
  }

  /** Remembers what an item is about; the crew knows as much as the people who would have read it. */
  note(problemId: string, itemId: string): void {
    this.items.set(problemId, [...(this.items.get(problemId) ?? []), itemId]);
  }

  /** Half an hour of work at this hour of the story. */
  async work(hour: number, endHour: number): Promise<void> {
    await this.startPhases(hour);
    if (hour > endHour - LEFT_ALONE_HOURS) return;
    await this.repair(hour);
    const clock = new Date(this.state.launchAtMs + hour * HOUR_MS);
    const hourOfDay = (clock.getUTCHours() + zoneOffsetMs(clock.getTime()) / HOUR_MS) % 24;
    if (hourOfDay < SHIFT.from || hourOfDay >= SHIFT.to) return;
    await this.triage();
    if (Math.floor(hour * 2) % 8 === 0) await this.mergeDuplicates();
  }

  private as(person: PersonKey): Caller {
    const caller = this.callers.get(person);
    if (!caller) throw new Error(`${person} is not signed in`);
    return caller;
  }

  private async attempt(what: string, act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      this.tally.failed++;
      this.onFailure(what, error);
      return false;
    }
  }

  private async once(key: string, act: () => Promise<void>): Promise<void> {
    if (this.begun.has(key)) return;
    this.begun.add(key);
    await this.attempt(key, act);
  }

  /** The lead moves the launch on when its plan says so. */
  private async startPhases(hour: number): Promise<void> {
    const launchId = this.state.launch.id;
    for (const { phase, afterHour } of [
      { phase: "live", afterHour: 0 },
      { phase: "stabilising", afterHour: 56 },
    ] as const) {
      if (hour < afterHour) continue;
      await this.once(`phase ${phase}`, async () => {
        const launch = await this.as("maren").launches.bySlug.query({ slug: this.state.launch.slug });
        if (launch.phase === phase) return;
        await this.as("maren").launches.movePhase.mutate({
          launchId,
          version: launch.version,
          phase,
          reason:
            phase === "live"
              ? "Cut-over finished, the old shop is read-only."
              : "Order failures are repaired; reports fall.",
        });
      });
    }
  }

  /** The support desk takes what waits, loudest first; the product owner parks wishes. */
  private async triage(): Promise<void> {
    const launchId = this.state.launch.id;
    const { rows } = await this.as("tomasz").triage.inbox.query({
      launchId,
      reason: "new",
      limit: PER_ROUND,
    });
    for (const issue of rows) {
      if (issue.type === "wish") {
        if (
          await this.attempt("park", () =>
            this.as("ines").triage.act.mutate({
              issueId: issue.id,
              act: { kind: "park", asWish: true, reason: "After hypercare." },
            }),
          )
        )
          this.tally.parked++;
      } else if (
        await this.attempt("accept", () =>
          this.as("tomasz").triage.act.mutate({ issueId: issue.id, act: { kind: "accept" } }),
        )
      )
        this.tally.accepted++;
    }
  }

  /** The issues that a problem's reports have gathered in, most reports first. */
  private async issuesOf(problemId: string): Promise<{ id: string; count: number; isOpen: boolean }[]> {
    const found = new Map<string, { id: string; count: number; isOpen: boolean }>();
    for (const itemId of (this.items.get(problemId) ?? []).slice(-40)) {
      // A report that came this second is on its way through the pipeline; nobody has seen it yet.
      const item = await this.as("dev").feedback.item.query({ itemId }).catch(unlessUnread);
      if (!item?.issue) continue;
      const { id, state } = item.issue;
      const isOpen = state === "new" || state === "accepted" || state === "in_progress";
      found.set(id, { id, count: (found.get(id)?.count ?? 0) + 1, isOpen });
    }
    return [...found.values()].sort((a, b) => b.count - a.count);
  }

  private async repair(hour: number): Promise<void> {
    for (const { problemId, hour: atHour, version, isVerified } of REPAIRS) {
      if (hour < atHour) continue;
      await this.once(`fix ${problemId}`, async () => {
        const issues = await this.issuesOf(problemId);
        for (const { id } of issues.filter(({ count, isOpen }) => count > 1 && isOpen)) {
          const act = (person: PersonKey, act: IssueAct) =>
            this.as(person).triage.act.mutate({ issueId: id, act });
          await act("dev", { kind: "assign", ownerId: this.state.members["dev"] ?? null });
          await act("dev", { kind: "start" });
          await act("dev", { kind: "fix", version });
          if (isVerified)
            await act("tomasz", { kind: "verify", evidence: `Tried it with two customers on ${version}.` });
          this.tally.fixed++;
        }
      });
    }
  }

  /** In a quiet moment the support desk puts together what machines were too careful to merge. */
  private async mergeDuplicates(): Promise<void> {
    for (const [problemId, items] of this.items) {
      if (
        this.merged.size >= MERGES_AT_MOST ||
        items.length < 8 ||
        this.merged.has(problemId) ||
        problemId === "noise"
      )
        continue;
      const [main, second] = await this.issuesOf(problemId);
      if (!main || !second || second.count < 2) continue;
      this.merged.add(problemId);
      const why = `Both are about this: ${problemById(problemId)?.name ?? "the same thing"}.`.slice(0, 500);
      if (
        await this.attempt("merge", () =>
          this.as("tomasz").triage.merge.mutate({ intoId: main.id, issueIds: [second.id], reason: why }),
        )
      )
        this.tally.merged++;
      return;
    }
  }
}

/** Takes "there is no such report" for an answer, and nothing else. */
function unlessUnread(error: unknown): null {
  if (error instanceof TRPCClientError && (error.data as { code?: string } | null)?.code === "NOT_FOUND")
    return null;
  throw error;
}

/** Releases by the hour at which their pipeline is done, for the player. */
export const releasesDue = (fromHour: number, toHour: number) =>
  RELEASES.filter((release) => release.endHour > fromHour && release.endHour <= toHour);
