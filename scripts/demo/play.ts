/**
 * Plays the story through the product's public doors: first the recorded days in accelerated time (the product runs under DEMO_CLOCK and
 * believes it), then a message every few seconds for as long as the demo runs. Bundled into dist and called by scripts/demo.mjs.
 */
import { readClock, writeClock, type DemoClock } from "@/contracts/clock";
import { Crew, releasesDue, type Tally } from "./crew";
import { postAnswer, postEvent, postLines, postRelease } from "./post";
import { readState, writeState, type DemoState } from "./state";
import { answersTo, type StoryAnswer } from "./story/answers";
import type { StoryEvent } from "./story/event";
import type { KongLine } from "./story/kong";
import { signInOverHttp } from "@/scripts/http-client";
import { HOUR_MS, launchAtMs } from "./story/launch";
import { buildTimeline } from "./story/timeline";
import { gatewayLines, quotedRequestIds } from "./story/traffic";
import { nextTrickle } from "./story/trickle";

export { launchAtMs, readState, signInOverHttp, writeClock };

const LINES_PER_BATCH = 5_000;
const TICK_MS = 100;
/** Requests under way at once; a real launch's senders do not wait for each other either. */
const CONCURRENCY = 12;
const CREW_EVERY_HOURS = 0.5;

export type Progress = {
  events: number;
  eventsInAll: number;
  lines: number;
  linesInAll: number;
  releases: number;
  refused: number;
  hour: number;
  crew: Tally;
};
export type PlayOptions = {
  stateFile: string;
  url: string;
  items: number;
  lines: number;
  clock: DemoClock;
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
  onTrouble: (line: string) => void;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const pause = (ms: number) => new Promise((next) => setTimeout(next, ms));

/** Runs at most so many at once; `idle` waits until all are done. */
function limited(most: number) {
  const running = new Set<Promise<void>>();
  return {
    add: async (act: () => Promise<void>) => {
      while (running.size >= most) await Promise.race(running);
      const one: Promise<void> = act().finally(() => running.delete(one));
      running.add(one);
    },
    idle: () => Promise.all(running),
  };
}

/** Plays everything from the launch to the end of the recorded days. @throws Error when the product refuses most of it */
export async function playDays({
  stateFile,
  url,
  items,
  lines,
  clock,
  signal,
  onProgress,
  onTrouble,
}: PlayOptions): Promise<Progress> {
  const state = mustRead(stateFile);
  const endHour = (state.untilMs - state.launchAtMs) / HOUR_MS;
  const events = buildTimeline({ seed: state.seed, items, nowMs: state.untilMs });
  const answers = answersTo(events, state);
  const traffic = gatewayLines({
    seed: state.seed,
    count: lines,
    launchAtMs: state.launchAtMs,
    fromMs: 0,
    toMs: state.untilMs - state.launchAtMs,
    quoted: quotedRequestIds(events),
  });
  const crew = new Crew(url, state, (what, error) => onTrouble(`${what}: ${messageOf(error)}`));
  await crew.signIn();

  const progress: Progress = {
    events: 0,
    eventsInAll: events.length,
    lines: 0,
    linesInAll: lines,
    releases: 0,
    refused: 0,
    hour: 0,
    crew: crew.tally,
  };
  const posts = limited(CONCURRENCY);
  const guard = async (what: string, act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      progress.refused++;
      onTrouble(`${what}: ${messageOf(error)}`);
      if (progress.refused > 50)
        throw new Error(`the product refused ${progress.refused} deliveries; the last: ${messageOf(error)}`, {
          cause: error,
        });
    }
  };

  const feed = lineFeed(traffic);
  let next = 0,
    nextAnswer = 0,
    worked = -1,
    tickHour = -1,
    batch = 0;
  let crewAtWork: Promise<void> = Promise.resolve();
  let isCrewBusy = false;
  for (;;) {
    signal.throwIfAborted();
    const storyMs = readClock(Date.now(), clock) - state.launchAtMs;
    const isOver = storyMs >= state.untilMs - state.launchAtMs;
    const hour = Math.min(storyMs / HOUR_MS, endHour);
    for (const release of releasesDue(tickHour, hour)) {
      await guard(`release ${release.version}`, () => postRelease(url, state, release));
      progress.releases++;
    }
    for (;;) {
      const due = feed.take(state.launchAtMs + storyMs, LINES_PER_BATCH);
      if (due.length === 0) break;
      const id = `story-${batch++}`;
      await posts.add(() =>
        guard("log lines", async () => {
          const { accepted, rejected } = await postLines(url, state, due, id);
          progress.lines += accepted;
          if (rejected > 0) onTrouble(`${rejected} log lines were rejected`);
        }),
      );
    }
    for (; next < events.length && (events[next] as StoryEvent).atMs <= storyMs; next++) {
      const event = events[next] as StoryEvent;
      await posts.add(() =>
        guard(`message ${event.id}`, async () => {
          const itemId = await postEvent(url, state, event);
          if (itemId) crew.note(event.problemId, itemId);
          progress.events++;
        }),
      );
    }
    for (
      ;
      nextAnswer < answers.length && (answers[nextAnswer] as StoryAnswer).atMs <= storyMs;
      nextAnswer++
    ) {
      const answer = answers[nextAnswer] as StoryAnswer;
      await posts.add(() => guard(`answer ${answer.id}`, () => postAnswer(url, state, answer)));
    }
    if (!isCrewBusy && hour >= 0 && hour - worked >= CREW_EVERY_HOURS) {
      worked = hour;
      isCrewBusy = true;
      crewAtWork = crew
        .work(hour, endHour)
        .catch((error: unknown) => onTrouble(`the crew: ${messageOf(error)}`))
        .finally(() => (isCrewBusy = false));
    }
    tickHour = Math.max(tickHour, hour);
    progress.hour = Math.max(0, hour);
    onProgress(progress);
    if (isOver && next >= events.length && feed.isEmpty()) break;
    await pause(TICK_MS);
  }
  await posts.idle();
  await crewAtWork;
  onProgress(progress);
  writeState(stateFile, { ...state, isPlayed: true });
  return progress;
}

/** The lines of a generator in batches of what is due. */
function lineFeed(lines: Generator<KongLine, void, undefined>) {
  let held = lines.next();
  return {
    isEmpty: () => held.done === true,
    take: (untilMs: number, most: number): KongLine[] => {
      const due: KongLine[] = [];
      while (!held.done && held.value.started_at <= untilMs && due.length < most) {
        due.push(held.value);
        held = lines.next();
      }
      return due;
    },
  };
}

/** Keeps the launch going: a message every few seconds with the traffic around it, until told to stop. */
export async function trickle({
  stateFile,
  url,
  signal,
  onMessage,
  onTrouble,
}: {
  stateFile: string;
  url: string;
  signal: AbortSignal;
  onMessage: (n: number, event: StoryEvent) => void;
  onTrouble: (line: string) => void;
}): Promise<void> {
  let state = mustRead(stateFile);
  const isStopped = () => signal.aborted;
  while (!isStopped()) {
    const moment = { launchAtMs: state.launchAtMs, atMs: Date.now() - state.launchAtMs };
    const { event, lines, delayMs } = nextTrickle(state.seed, state.trickled, moment);
    try {
      if (lines.length > 0) await postLines(url, state, lines, `live-${state.trickled}`);
      await postEvent(url, state, event);
      onMessage(state.trickled, event);
    } catch (error) {
      if (!isStopped()) onTrouble(`message ${event.id}: ${messageOf(error)}`);
    }
    state = { ...state, trickled: state.trickled + 1 };
    writeState(stateFile, state);
    await pauseUnlessStopped(delayMs, signal);
  }
}

function pauseUnlessStopped(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((next) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      next();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}

function mustRead(stateFile: string): DemoState {
  const state = readState(stateFile);
  if (!state) throw new Error(`${stateFile} is missing: start the demo again with --fresh.`);
  return state;
}
