/**
 * What a step says of itself while it runs: JSON lines on a pipe of their own, so that nothing is read out of what it prints. A test
 * runner says which test it starts and ends; where nobody listens, nothing is written.
 */
import { writeSync } from "node:fs";

/** The file descriptor of the pipe, in the environment of a step that is listened to. */
export const PROGRESS_FD = "STEADY_PROGRESS_FD";

/**
 * Tells whoever started this process how far it is.
 * @param {{ total?: number, doing?: string, started?: string, ended?: string, hasFailed?: boolean }} news
 *   total: tests there will be, as far as is known; doing: what goes on before the first test; started, ended: a test's name
 */
export function reportProgress(news) {
  const fd = Number(process.env[PROGRESS_FD]);
  if (!(fd > 2)) return;
  try {
    writeSync(fd, `${JSON.stringify(news)}\n`);
  } catch {
    // Whoever listened has gone; the tests go on.
  }
}

/** Collects what a step tells. */
export class Progress {
  total = 0;
  done = 0;
  failed = 0;
  doing = "";
  /** When each test that runs was started; ms. */
  running = new Map();
  #rest = "";

  /** Takes a piece of the pipe. */
  take(text) {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#note(JSON.parse(line));
  }

  #note({ total, doing, started, ended, hasFailed }) {
    if (total !== undefined) this.total = total;
    if (doing !== undefined) this.doing = doing;
    if (started !== undefined) {
      this.doing = "";
      this.running.set(started, Date.now());
    }
    if (ended !== undefined) {
      this.running.delete(ended);
      this.done += 1;
      if (hasFailed) this.failed += 1;
    }
  }

  /** One line: how many are done, and the test that was started last. Empty when nothing is known. */
  get line() {
    const now = [...this.running.keys()].at(-1) ?? this.doing;
    const failed = this.failed ? `, ${this.failed} failed` : "";
    return this.total === 0 ? now : `${this.done}/${this.total}${failed}  ${now}`;
  }
}
