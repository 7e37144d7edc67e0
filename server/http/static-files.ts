import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { refusalReply, SECURITY_HEADERS } from "./reply";

const STATIC_PATH = "/_next/static/";

/** Whether a request is for a file that the build made. */
export const isStaticPath = (url: string): boolean => url.startsWith(STATIC_PATH);

/**
 * Hands out the build's scripts, styles and fonts as `scripts/build.mjs` compressed them: a page asks for two dozen at once, and a server
 * that compresses each anew keeps it waiting. Their names change with their content, so a browser asks for each once.
 * @param folder Next's `.next`, relative to the working directory
 */
export function createStaticFiles(
  folder: string,
): (incoming: IncomingMessage, outgoing: ServerResponse) => unknown {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value);
    // Here and not where the file is found: by then its answer is made, and takes no more headers.
    if (c.res.ok) c.header("cache-control", "public, max-age=31536000, immutable");
  });
  app.get(
    `${STATIC_PATH}*`,
    serveStatic({
      root: folder,
      precompressed: true,
      rewriteRequestPath: (path) => path.replace(/^\/_next/, ""),
    }),
  );
  return getRequestListener((request) => app.fetch(request), {
    overrideGlobalObjects: false,
    errorHandler: (error) => refusalReply(error, "unknown").toResponse(),
  });
}
