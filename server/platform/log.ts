import { pino, type DestinationStream, type Logger, type LoggerOptions } from "pino";
import { getEnv } from "./env";
import { singleton } from "./singleton";

/** Everything that is logged goes out by one writer, line by line. */
const destination = () => singleton("log.destination", () => pino.destination({ dest: 1, sync: true }));

const options = (): LoggerOptions => ({
  level: getEnv().LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ["*.password", "*.secret", "*.authorization", "*.cookie", "*.token", "headers"],
    censor: "[hidden]",
  },
  formatters: { level: (label) => ({ level: label }) },
});

/** The process's log: one JSON line per event, secrets and personal data never in it. */
export const log = (): Logger => singleton("log", () => pino(options(), destination()));

const FLUSH_BYTES = 16_384;
const FLUSH_EVERY_MS = 200;

/** Gathers lines and hands them on together: a write for each would cost a request more than its line. */
class Gathering implements DestinationStream {
  private lines = "";
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly to: DestinationStream) {}

  write(line: string): void {
    this.lines += line;
    if (this.lines.length >= FLUSH_BYTES) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), FLUSH_EVERY_MS).unref();
  }

  flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const lines = this.lines;
    this.lines = "";
    if (lines) this.to.write(lines);
  }
}

/** The log of requests: like `log`, gathered for a moment. */
export const accessLog = (): Logger =>
  singleton("log.access", () => {
    const gathering = new Gathering(destination());
    process.once("exit", () => gathering.flush());
    return pino({ ...options(), redact: [] }, gathering);
  });

/** An error as a log line may carry it: name, message and stack, without the values that libraries attach. */
export function describeError(error: unknown): { name: string; message: string; stack?: string | undefined } {
  if (error instanceof Error)
    return { name: error.name, message: error.message.slice(0, 2000), stack: error.stack?.slice(0, 4000) };
  return { name: "unknown", message: String(error).slice(0, 2000) };
}
