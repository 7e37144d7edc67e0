/** Asks for a run soon; `stop` forgets what was asked and starts nothing more. */
export type RefreshThrottle = { request: () => void; stop: () => void };

/**
 * Runs at once when asked after a pause, and otherwise as soon as `gapMs` have passed since the last run began and that run has ended.
 * However often it is asked meanwhile, one more run follows, so that the last thing that happened is always seen and none is cut short.
 */
export function createRefreshThrottle(
  run: () => Promise<unknown>,
  gapMs: number,
  clock: () => number = () => performance.now(),
): RefreshThrottle {
  let isRunning = false;
  let isRequested = false;
  let isStopped = false;
  let beganAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const begin = () => {
    timer = undefined;
    if (isStopped) return;
    isRequested = false;
    isRunning = true;
    beganAt = clock();
    void run()
      .catch(() => undefined)
      .finally(() => {
        isRunning = false;
        if (isRequested) schedule();
      });
  };
  const schedule = () => {
    if (isStopped || isRunning || timer !== undefined) return;
    const waitMs = beganAt + gapMs - clock();
    if (waitMs <= 0) begin();
    else timer = setTimeout(begin, waitMs);
  };
  return {
    request: () => {
      isRequested = true;
      schedule();
    },
    stop: () => {
      isStopped = true;
      if (timer !== undefined) clearTimeout(timer);
    },
  };
}
