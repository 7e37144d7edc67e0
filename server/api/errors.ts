import { cutText } from "@/contracts/cut-text";
import { TRPCError, type TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { ZodError } from "zod";
import type { ErrorCode } from "@/contracts/errors";
import { asAppError } from "@/server/platform/errors";

/** What a client is told about a refusal, beside tRPC's own shape. */
export type Refusal = {
  code: ErrorCode;
  message: string;
  details: Readonly<Record<string, unknown>>;
  retryAfterMs: number | null;
};

const TRPC_CODES = {
  BAD_REQUEST: "BAD_REQUEST",
  UNAUTHENTICATED: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  METHOD_NOT_ALLOWED: "METHOD_NOT_SUPPORTED",
  CONFLICT: "CONFLICT",
  // tRPC has no 410; the refusal's own code still says that it existed once.
  GONE: "NOT_FOUND",
  PAYLOAD_TOO_LARGE: "PAYLOAD_TOO_LARGE",
  UNSUPPORTED_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
  UNPROCESSABLE: "UNPROCESSABLE_CONTENT",
  RATE_LIMITED: "TOO_MANY_REQUESTS",
  INTERNAL: "INTERNAL_SERVER_ERROR",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorCode, TRPC_ERROR_CODE_KEY>;

const APP_CODES: Partial<Record<TRPC_ERROR_CODE_KEY, ErrorCode>> = {
  PARSE_ERROR: "BAD_REQUEST",
  ...Object.fromEntries(
    Object.entries(TRPC_CODES)
      .filter(([app]) => app !== "GONE")
      .map(([app, trpc]) => [trpc, app as ErrorCode]),
  ),
};

/** A domain's refusal as tRPC throws it; anything else becomes a 500 whose text stays inside. */
export function toTrpcError(error: unknown): TRPCError {
  if (error instanceof TRPCError && !asAppError(error.cause)) return error;
  const refusal = asAppError(error instanceof TRPCError ? error.cause : error);
  if (refusal)
    return new TRPCError({ code: TRPC_CODES[refusal.code], message: refusal.message, cause: refusal });
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "internal", cause: error });
}

/** The words of a failed server, the only ones that leave it. */
const SURPRISE = "Something went wrong on our side. Nothing was changed; try again in a moment.";

/** What the client is told: code, words and where they apply. Texts of 5xx surprises never leave the server. */
export function describeRefusal(error: TRPCError): Refusal {
  const refusal = asAppError(error.cause);
  if (refusal)
    return {
      code: refusal.code,
      message: refusal.code === "INTERNAL" ? SURPRISE : refusal.message,
      details: refusal.code === "INTERNAL" ? {} : refusal.details,
      retryAfterMs: refusal.retryAfterMs ?? null,
    };
  if (error.cause instanceof ZodError)
    return {
      code: "BAD_REQUEST",
      message: describeFields(error.cause),
      details: { fields: fieldsOf(error.cause) },
      retryAfterMs: null,
    };
  const code = APP_CODES[error.code] ?? "INTERNAL";
  return {
    code,
    message: code === "INTERNAL" ? SURPRISE : cutText(error.message, 300),
    details: {},
    retryAfterMs: null,
  };
}

/** The first thing wrong with each field, by its path. */
function fieldsOf(error: ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues.slice(0, 50)) fields[issue.path.map(String).join(".")] ??= issue.message;
  return fields;
}

function describeFields(error: ZodError): string {
  const [first] = error.issues;
  return first
    ? first.path.length > 0
      ? `${first.path.map(String).join(".")}: ${first.message}`
      : first.message
    : "That input is not valid.";
}
