/**
 * What a supervisor does about database, web and worker: a pure rule over what was seen of them. When to start one again, when to kill
 * one that no longer answers, when to give up.
 */

/** A wrong setting, such as a port that is taken: trying again would change nothing. */
export const WRONG_SETTING = 78;

export const LIMITS = {
  /** No answer for so long, and it is killed. Long enough for a machine under load and for the longest collection of garbage. */
  silentMs: { database: 10_000, web: 15_000, worker: 15_000 },
  /** Stopped by a signal for so long (SIGSTOP): that is no load, and it does not end by itself. */
  stoppedMs: 5_000,
  /** As silentMs, for one that has not answered yet since it was started again: starting takes long where it is crowded. */
  bootMs: 60_000,
  firstPauseMs: 1_000,
  longestPauseMs: 5_000,
  /** One that answered for so long has started well; its next restart begins with the short pause again. */
  ranWellMs: 5_000,
  /** An outage that lasts longer ends the whole. */
  outageMs: 30_000,
  /** What is left of it when the database has long read its log again after a crash. */
  lastWaitMs: 5_000,
  /** The first start may take longer: nobody has relied on it yet. */
  firstStartMs: 120_000,
  /** Between two looks, half a second apart: a longer gap means that the supervisor did not run, nor its probes; it proves nothing. */
  gapMs: 1_000,
};

const newRun = (nowMs, pauseMs) => ({
  phase: "running",
  startedMs: nowMs,
  firstAnswerMs: null,
  aliveMs: nowMs,
  stoppedSinceMs: null,
  pauseMs,
  isKilled: false,
});

/**
 * The state once all parts have been started for the first time.
 * @param {string[]} names of "database" (an embedded one only), "web", "worker"
 * @param {number} nowMs
 */
export function beginSupervision(names, nowMs) {
  return {
    parts: Object.fromEntries(names.map((name) => [name, newRun(nowMs, LIMITS.firstPauseMs)])),
    /** Names of parts that have answered at least once. */
    proven: names.filter((name) => name === "database"),
    checkedMs: nowMs,
    outage: { sinceMs: nowMs, limitMs: LIMITS.firstStartMs, reason: "it has not started yet" },
    notedFullMs: null,
  };
}

/** The same state, as if the time in which nobody looked had not passed. */
function skipTime(state, byMs) {
  const parts = Object.entries(state.parts).map(([name, part]) => [
    name,
    {
      ...part,
      startedMs: part.startedMs + byMs,
      aliveMs: part.aliveMs + byMs,
      firstAnswerMs: part.firstAnswerMs === null ? null : part.firstAnswerMs + byMs,
      stoppedSinceMs: part.stoppedSinceMs === null ? null : part.stoppedSinceMs + byMs,
    },
  ]);
  return {
    ...state,
    parts: Object.fromEntries(parts),
    outage: state.outage && { ...state.outage, sinceMs: state.outage.sinceMs + byMs },
  };
}

const seconds = (ms) => `${(ms / 1000).toFixed(ms % 1000 ? 1 : 0)} s`;

/** What has become of one part. @returns the part as it is now, and what is to be done about it */
function judgePart(name, part, seen, { isProven, isFull, nowMs }) {
  if (part.phase === "pausing")
    return nowMs < part.resumeMs
      ? { part }
      : { part: newRun(nowMs, part.pauseMs), act: { kind: "start", part: name } };

  if (seen.ended) {
    const { code, signal, words = "" } = seen.ended;
    const how = `${signal ?? `exit code ${code}`}${words ? `: ${words}` : ""}`;
    if (code === WRONG_SETTING)
      return { giveUp: { reason: `${name} cannot run with these settings (exit code ${code})`, code } };
    if (!isProven && code !== null && code !== undefined)
      return { giveUp: { reason: `${name} could not start (exit code ${code})`, code: code || 1 } };
    const ranWell = part.firstAnswerMs !== null && part.aliveMs - part.firstAnswerMs >= LIMITS.ranWellMs;
    // What was killed because it was silent has made everybody wait already.
    const firstPauseMs = part.isKilled ? 0 : LIMITS.firstPauseMs;
    const pauseMs = ranWell ? firstPauseMs : part.pauseMs;
    return {
      part: {
        ...part,
        phase: "pausing",
        resumeMs: nowMs + pauseMs,
        pauseMs: Math.min(Math.max(pauseMs * 2, LIMITS.firstPauseMs), LIMITS.longestPauseMs),
      },
      failure: `${name} ended (${part.isKilled ? "killed, because it did not answer" : how})`,
      line: isFull
        ? null
        : `${name} ended (${part.isKilled ? "killed" : how}); starting it again${pauseMs ? ` in ${seconds(pauseMs)}` : ""}`,
    };
  }

  const aliveMs =
    seen.answer && seen.answer !== "none" ? Math.max(part.aliveMs, seen.answeredMs) : part.aliveMs;
  if (seen.answer === "ok") part = { ...part, aliveMs, firstAnswerMs: part.firstAnswerMs ?? aliveMs };
  // Reading its log again after a crash: alive, and not to be disturbed.
  else if (seen.answer === "recovering") part = { ...part, aliveMs };
  part = { ...part, stoppedSinceMs: seen.isStopped ? (part.stoppedSinceMs ?? nowMs) : null };
  const silentMs = nowMs - part.aliveMs;
  const bootMs = isProven ? LIMITS.bootMs : LIMITS.firstStartMs;
  const limitMs = part.firstAnswerMs === null ? bootMs : LIMITS.silentMs[name];
  const isStopped = part.stoppedSinceMs !== null && nowMs - part.stoppedSinceMs >= LIMITS.stoppedMs;
  if (part.isKilled || (silentMs < limitMs && !isStopped)) return { part };
  const why = isStopped
    ? `was stopped by a signal ${seconds(LIMITS.stoppedMs)} ago`
    : `has not answered for ${seconds(Math.round(silentMs / 1000) * 1000)}`;
  return {
    part: { ...part, isKilled: true },
    failure: `${name} ${why}`,
    act: { kind: "kill", part: name },
    line: `${name} ${why}; killing it`,
  };
}

/**
 * One look at the whole.
 *
 * @param state as `beginSupervision` or the last look left it
 * @param {{ parts: Record<string, import("./supervision.mjs").Seen>, isReady: boolean, isFull: boolean }} seen
 *   parts: per name how its process ended, or its last answer and when that came, and whether a signal has stopped it; isReady: all that
 *   answer also say that they can do their work; isFull: the disk of the embedded database has no room
 * @param {number} nowMs
 * @returns the next state; what to start and to kill; lines for the log; and, when it is time to end the whole, why
 */
export function superviseOnce(before, seen, nowMs) {
  const gapMs = nowMs - before.checkedMs;
  let state = gapMs > LIMITS.gapMs ? skipTime(before, gapMs) : before;
  const acts = [];
  const lines = [];
  const parts = {};
  const failures = [];
  for (const [name, part] of Object.entries(state.parts)) {
    const judged = judgePart(name, part, seen.parts[name] ?? {}, {
      isProven: state.proven.includes(name),
      isFull: seen.isFull,
      nowMs,
    });
    if (judged.giveUp) return { state, acts: [], lines, giveUp: judged.giveUp };
    parts[name] = judged.part;
    if (judged.act) acts.push(judged.act);
    if (judged.line) lines.push(judged.line);
    if (judged.failure) failures.push({ reason: judged.failure, sinceMs: Math.min(part.aliveMs, nowMs) });
  }
  const isAnswering = (name) => parts[name].phase === "running" && seen.parts[name]?.answer === "ok";
  const proven = [...new Set([...state.proven, ...Object.keys(parts).filter(isAnswering)])];
  let { outage, notedFullMs } = state;
  if (failures.length)
    outage = outage
      ? { ...outage, reason: failures[0].reason }
      : {
          reason: failures[0].reason,
          sinceMs: Math.min(...failures.map(({ sinceMs }) => sinceMs)),
          limitMs: LIMITS.outageMs,
        };

  // Room is for a person to make, and a log that takes so long is read at the disk's speed: leaving would bring neither about sooner.
  const isNearEnd = outage && nowMs - outage.sinceMs >= outage.limitMs - LIMITS.lastWaitMs;
  const isExcused = seen.isFull || (isNearEnd && seen.parts.database?.answer === "recovering");
  if (outage && isExcused) outage = { ...outage, sinceMs: outage.sinceMs + Math.min(gapMs, LIMITS.gapMs) };
  if (seen.isFull && notedFullMs === null) {
    notedFullMs = nowMs;
    lines.push("the disk of the database is full: what is sent is refused until there is room");
  } else if (!seen.isFull && notedFullMs !== null) {
    notedFullMs = null;
    lines.push("the disk of the database has room again");
  }

  if (outage && seen.isReady && Object.keys(parts).every(isAnswering)) {
    if (outage.limitMs === LIMITS.outageMs)
      lines.push(`ready again after ${seconds(nowMs - outage.sinceMs)}`);
    outage = null;
  }
  state = { parts, proven, checkedMs: nowMs, outage, notedFullMs };
  if (outage && nowMs - outage.sinceMs >= outage.limitMs)
    return {
      state,
      acts: [],
      lines,
      giveUp: { reason: `not ready within ${seconds(outage.limitMs)}: ${outage.reason}`, code: 1 },
    };
  return { state, acts, lines, giveUp: null };
}
