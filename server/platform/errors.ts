import { ERROR_STATUS, type ErrorCode } from "@/contracts/errors";

/**
 * A refusal with a code that every transport knows how to say. `message` is for the person who asked; `details` names fields or ids,
 * never secrets. Told apart by `code`, never by `instanceof`: the web process holds two copies of this module.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly status: number;
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly retryAfterMs?: number,
  ) {
    super(message);
    this.status = ERROR_STATUS[code];
  }
}

/** The refusal inside an unknown error, also when it was made by another copy of this module; null for a surprise. */
export function asAppError(error: unknown): AppError | null {
  return error instanceof Error &&
    error.name === "AppError" &&
    "code" in error &&
    String(error.code) in ERROR_STATUS
    ? (error as AppError)
    : null;
}

/** Work that can never succeed: the job is dead at once, with this reason. */
export class Terminal extends Error {
  override readonly name = "Terminal";
}

/** Work that must wait this long before it is tried again, instead of the usual growing delay. */
export class RetryAfter extends Error {
  override readonly name = "RetryAfter";
  constructor(
    readonly delayMs: number,
    message: string,
  ) {
    super(message);
  }
}
