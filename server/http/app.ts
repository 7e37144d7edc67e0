import { Hono } from "hono";
import { AppError } from "@/server/platform/errors";
import { requestIdOf } from "@/server/api/context";
import { inProcessApp } from "@/server/intake/test-events.commands";
import { attachmentsRoute } from "./attachments";
import { authRoute } from "./auth";
import { eventsRoute } from "./events";
import { exitReportsRoute } from "./exit-reports";
import { formsRoute } from "./forms";
import { probeRoutes } from "./probe-routes";
import { itemsRoute } from "./items";
import { logsRoute } from "./logs";
import { metricsRoute } from "./metrics-route";
import { textOfAnswer } from "./read-body";
import { releasesRoute } from "./releases";
import { refusalReply } from "./reply";
import { sendReply, mountRoutes, type HttpApp, type Route } from "./route";
import { trpcRoute } from "./trpc";
import { zendeskRoute } from "./zendesk";

/** Every address that is answered ahead of the pages, with who may call it. */
export const httpRoutes: readonly Route[] = [
  itemsRoute,
  formsRoute,
  zendeskRoute,
  logsRoute,
  releasesRoute,
  eventsRoute,
  attachmentsRoute,
  exitReportsRoute,
  trpcRoute,
  authRoute,
  metricsRoute,
  ...probeRoutes,
];

/** Whether a path is answered here and not by a page. */
export function isHttpPath(path: string): boolean {
  return (
    path.startsWith("/api/v1/") ||
    path === "/api/v1" ||
    path.startsWith("/api/trpc") ||
    path.startsWith("/api/auth/") ||
    isProbe(path)
  );
}

/** Whether a path is for whoever watches the process, and nobody else. */
export const isProbe = (path: string): boolean =>
  path === "/livez" || path === "/readyz" || path === "/metrics";

/** The public HTTP API as one function from request to response; needs no server of its own. */
export function createHttpApp(): HttpApp {
  const app: HttpApp = new Hono({ strict: false });
  mountRoutes(app, httpRoutes);
  app.notFound((c) =>
    sendReply(
      c,
      refusalReply(
        new AppError("NOT_FOUND", `There is nothing at ${c.req.path.slice(0, 200)}.`),
        requestIdOf(c.req.raw.headers),
      ),
    ),
  );
  app.onError((error, c) => sendReply(c, refusalReply(error, requestIdOf(c.req.raw.headers))));
  inProcessApp().fetch = async (request) => {
    const answer = await app.fetch(request);
    return { status: answer.status, text: await textOfAnswer(answer) };
  };
  return app;
}
