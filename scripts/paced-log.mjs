/** A log that says at most one line a second, however much happens at once. */

const EVERY_MS = 1_000;

/**
 * @param {(line: string) => void} log
 * @returns {{ log: (line: string) => void, flush: () => void }} log: at once, or together with what else comes within the second;
 *   flush: what is waiting, now
 */
export function paceLog(log) {
  let waiting = [];
  let lastMs = -Infinity;
  let timer;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting.length) return;
    lastMs = Date.now();
    log([...new Set(waiting)].join("; "));
    waiting = [];
  };
  return {
    log: (line) => {
      waiting.push(line);
      if (!timer) timer = setTimeout(flush, Math.max(0, lastMs + EVERY_MS - Date.now()));
    },
    flush,
  };
}
