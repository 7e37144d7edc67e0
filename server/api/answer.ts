import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { asAppError } from "@/server/platform/errors";
import { logFailure } from "@/server/platform/outage-log";
import { createContext } from "./context";
import { describeRefusal } from "./errors";
import { appRouter } from "./root";

/** Where tRPC is mounted. */
export const TRPC_PATH = "/api/trpc";

/** Answers one tRPC request (a call, or a batch of at most 20). Never throws. */
export function answerTrpc(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: TRPC_PATH,
    req: request,
    router: appRouter,
    createContext: () => createContext(request),
    maxBatchSize: 20,
    responseMeta: ({ errors }) => {
      const waitsMs = errors.map((error) => describeRefusal(error).retryAfterMs ?? 0);
      const waitMs = Math.max(0, ...waitsMs);
      return {
        headers: {
          "cache-control": "no-store",
          ...(waitMs > 0 ? { "retry-after": String(Math.ceil(waitMs / 1000)) } : {}),
        },
      };
    },
    onError: ({ error, path }) => {
      if (getHTTPStatusCodeFromError(error) >= 500)
        logFailure("a procedure failed", error.cause ?? error, {
          level: "error",
          fields: { path },
          kind: asAppError(error.cause)?.code === "UNAVAILABLE" ? "database" : undefined,
        });
    },
  });
}
