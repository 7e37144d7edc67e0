import { AppError } from "@/server/platform/errors";
import { mayReadMetrics } from "@/server/platform/metrics-token";
import { readMetrics } from "./metrics";
import { SECURITY_HEADERS } from "./reply";
import type { Route } from "./route";

/** Figures for Prometheus; to whoever has no token, or where none is set, this address does not exist. */
export const metricsRoute: Route = {
  path: "/metrics",
  access: "METRICS_TOKEN as a bearer token; nobody where it is not set",
  methods: {
    GET: async (request) => {
      if (!mayReadMetrics(request.headers.get("authorization")))
        throw new AppError("NOT_FOUND", "There is nothing at /metrics.");
      const { text, contentType } = await readMetrics();
      return new Response(text, {
        headers: { ...SECURITY_HEADERS, "cache-control": "no-store", "content-type": contentType },
      });
    },
  },
};
