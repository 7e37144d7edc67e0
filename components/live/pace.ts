/** Asks for a run soon; `stop` forgets what was asked and starts nothing more. */
export type Pace = { ask: () => void; stop: () => void };

/**
 * Runs at once when asked after a pause, and otherwise as soon as `gapMs` have passed since the last run began and that run has ended.
 * However often it is asked meanwhile, one more run follows, so that the last thing that happened is always seen and none is cut short.
 */
export function makePace(
  run: () => Promise<unknown>,
  gapMs: number,
  clock: () => number = () => performance.now(),
): Pace {
  let isRunning = false;
  let isAsked = false;
  let isStopped = false;
  let beganAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const begin = () => {
    timer = undefined;
    if (isStopped) return;
    isAsked = false;
    isRunning = true;
    beganAt = clock();
    void run()
      .catch(() => undefined)
      .finally(() => {
        isRunning = false;
        if (isAsked) schedule();
      });
  };
  const schedule = () => {
    if (isStopped || isRunning || timer !== undefined) return;
    const waitMs = beganAt + gapMs - clock();
    if (waitMs <= 0) begin();
    else timer = setTimeout(begin, waitMs);
  };
  return {
    ask: () => {
      isAsked = true;
      schedule();
    },
    stop: () => {
      isStopped = true;
      if (timer !== undefined) clearTimeout(timer);
    },
  };
}
