/** What a run says while it runs: a line that is written over on a terminal, a new one now and then in a log. */
const TERMINAL_EVERY_MS = 1_000;
const LOG_EVERY_MS = 15_000;

/**
 * @param {NodeJS.WriteStream} out
 * @param {() => string[]} linesNow one line for each step that runs and has something to say
 * @returns {{ print: (line: string) => void, stop: () => void }} print: a line that stays
 */
export function openStatus(out, linesNow) {
  const wipe = () => out.isTTY && out.write("\r\x1b[K");
  const draw = () => {
    const lines = linesNow();
    if (lines.length === 0) return;
    if (!out.isTTY) return void out.write(lines.map((line) => `      ${line}\n`).join(""));
    wipe();
    out.write(lines.join("  |  ").slice(0, (out.columns ?? 80) - 1));
  };
  const timer = setInterval(draw, out.isTTY ? TERMINAL_EVERY_MS : LOG_EVERY_MS);
  timer.unref();
  return {
    print: (line) => {
      wipe();
      out.write(`${line}\n`);
    },
    stop: () => {
      clearInterval(timer);
      wipe();
    },
  };
}
