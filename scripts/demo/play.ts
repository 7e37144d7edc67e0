/**
 * Plays the story through the product's public doors: first the recorded days in accelerated time (the product runs under DEMO_CLOCK and
 * believes it), then what a fifth day would bring, for as long as the demo runs. Bundled into dist and called by scripts/demo.mjs.
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
import { liveMessage, liveTraffic, nextDayVolume, waitBefore } from "./story/trickle";

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
  writeState(stateFile, {
    ...state,
    isPlayed: true,
    livePerDay: nextDayVolume(events, state.untilMs - state.launchAtMs),
  });
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

/** A tick of the live traffic, ms. */
const LIVE_TICK_MS = 9_000;
/** Whoever has just opened the demo sees one report arrive; the next ones take their time. */
const FIRST_WITHIN_MS = 20_000;
/** What a demo of the usual size comes to; for the folder of a demo that was told before it was written down. */
const LIVE_PER_DAY = 90;

/** Keeps the launch going: traffic all the time, and as many messages as its next day would bring, until told to stop. */
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
  let dueMs = Date.now() + FIRST_WITHIN_MS;
  while (!isStopped()) {
    await pauseUnlessStopped(Math.max(0, Math.min(LIVE_TICK_MS, dueMs - Date.now())), signal);
    if (isStopped()) return;
    const nowMs = Date.now();
    const { launchAtMs, seed, trickled } = state;
    const moment = { launchAtMs, atMs: nowMs - launchAtMs };
    const isDue = nowMs >= dueMs;
    const message = isDue ? liveMessage(seed, trickled, moment) : null;
    try {
      const lines = [...liveTraffic(seed, LIVE_TICK_MS, moment), ...(message?.lines ?? [])];
      await postLines(url, state, lines, `live-${nowMs}`);
      if (message) {
        await postEvent(url, state, message.event);
        onMessage(trickled, message.event);
      }
    } catch (error) {
      if (!isStopped())
        onTrouble(`${message ? `message ${message.event.id}` : "log lines"}: ${messageOf(error)}`);
    }
    if (!isDue) continue;
    state = { ...state, trickled: trickled + 1 };
    writeState(stateFile, state);
    dueMs = nowMs + waitBefore(seed, state.trickled, state.livePerDay ?? LIVE_PER_DAY, moment.atMs);
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
