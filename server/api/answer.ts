import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import superjson from "superjson";
import { asAppError, type AppError } from "@/server/platform/errors";
import { logFailure } from "@/server/platform/outage-log";
import { logRefusal } from "@/server/platform/refusal-log";
import { cookieName, readCookie } from "@/server/tenancy/session-cookie";
import { renewSessionCookie } from "@/server/tenancy/session-tokens.runtime";
import { isSecureSite } from "@/server/tenancy/sessions.queries";
import { createContext } from "./context";
import { describeRefusal, toTrpcError } from "./errors";
import { appRouter } from "./root";

/** Where tRPC is mounted. */
export const TRPC_PATH = "/api/trpc";

/** A refusal of a whole request as tRPC's client reads it: in its own form, once for each call. @param calls how many; null for no batch */
export function refuseTrpc(refusal: AppError, calls: number | null): Response {
  const shape = superjson.serialize({
    message: refusal.message,
    code: TRPC_ERROR_CODES_BY_KEY.TOO_MANY_REQUESTS,
    data: {
      code: "TOO_MANY_REQUESTS",
      httpStatus: refusal.status,
      refusal: describeRefusal(toTrpcError(refusal)),
    },
  });
  const one = { error: shape };
  return Response.json(calls === null ? one : Array.from({ length: calls }, () => one), {
    status: refusal.status,
    headers: {
      "cache-control": "no-store",
      "retry-after": String(Math.ceil((refusal.retryAfterMs ?? 1_000) / 1000)),
    },
  });
}

/** How many names of a batch are told. */
const NAMES_MAX = 5;

/** The procedures that a request names, for logs; whatever else stands there is not repeated. */
export function knownProcedures(pathname: string): string {
  const names = pathname.slice(TRPC_PATH.length + 1, TRPC_PATH.length + 1_000).split(",");
  const known = names.filter((name) => Object.hasOwn(appRouter._def.procedures, name));
  return known.length > NAMES_MAX
    ? `${known.slice(0, NAMES_MAX).join()} and ${known.length - NAMES_MAX} more`
    : known.join();
}

/** Whoever was signed in, or thinks so. */
const hasSession = (request: Request): boolean =>
  readCookie(request.headers.get("cookie"), cookieName("session", isSecureSite())) !== undefined;

/**
 * Answers one tRPC request (a call, or a batch of at most 20); whoever came with a session cookie of a secret that was replaced gets it
 * anew with the answer. Never throws.
 */
export async function answerTrpc(request: Request): Promise<Response> {
  const [answered, renewed] = await Promise.all([
    handle(request),
    renewSessionCookie(request.headers.get("cookie"), isSecureSite()),
  ]);
  if (renewed) answered.headers.append("set-cookie", renewed);
  return answered;
}

function handle(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: TRPC_PATH,
    req: request,
    router: appRouter,
    createContext: () => createContext(request),
    maxBatchSize: 20,
    responseMeta: ({ ctx, errors }) => {
      const waitsMs = errors.map((error) => describeRefusal(error).retryAfterMs ?? 0);
      const waitMs = Math.max(0, ...waitsMs);
      return {
        headers: {
          // Its length would say something of the keys in it, once it were compressed by whomever.
          "cache-control": ctx?.answer.carriesKeys ? "no-store, no-transform" : "no-store",
          ...(waitMs > 0 ? { "retry-after": String(Math.ceil(waitMs / 1000)) } : {}),
          ...(ctx && ctx.setCookies.length > 0 ? { "set-cookie": ctx.setCookies } : {}),
        },
      };
    },
    onError: ({ error, path, ctx }) => {
      const refusal = asAppError(error.cause) ?? asAppError(error);
      // Whoever has no session is asked to sign in, which is nobody's refusal.
      if (refusal && (refusal.code !== "UNAUTHENTICATED" || hasSession(request)))
        logRefusal(refusal, { requestId: ctx?.requestId, call: path });
      if (getHTTPStatusCodeFromError(error) >= 500)
        logFailure("a procedure failed", error.cause ?? error, {
          level: "error",
          fields: { path },
          kind: asAppError(error.cause)?.code === "UNAVAILABLE" ? "database" : undefined,
        });
    },
  });
}
