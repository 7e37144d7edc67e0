import { pino, type Logger } from "pino";
import { getEnv } from "./env";
import { singleton } from "./singleton";

/** The process's log: one JSON line per event, secrets and personal data never in it. */
export const log = (): Logger =>
  singleton("log", () =>
    pino({
      level: getEnv().LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ["*.password", "*.secret", "*.authorization", "*.cookie", "*.token", "headers"],
        censor: "[hidden]",
      },
      formatters: { level: (label) => ({ level: label }) },
    }),
  );

/** An error as a log line may carry it: name, message and stack, without the values that libraries attach. */
export function describeError(error: unknown): { name: string; message: string; stack?: string | undefined } {
  if (error instanceof Error)
    return { name: error.name, message: error.message.slice(0, 2000), stack: error.stack?.slice(0, 4000) };
  return { name: "unknown", message: String(error).slice(0, 2000) };
}
