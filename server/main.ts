import next from "next";
import { warnOfProxyFault } from "./api/proxy-faults";
import { refuseHiddenPooler } from "./db/check-direct";
import { closeDatabase } from "./db/client";
import { outageKind } from "./db/db-errors";
import { proveSecret } from "./db/secret-check";
import { BODIES_IN_FLIGHT_MAX } from "./http/body-budget";
import { closeWebServer, createWebServer, listenOn } from "./http/listener";
import { preparePage } from "./http/page-headers";
import { createStaticFiles, isStaticPath } from "./http/static-files";
import { flushFailures } from "./intake/source-failures.commands";
import { closeLive } from "./live/subscribe";
import { getEnv, type Env } from "./platform/env";
import { describeListenFailure, EXIT_WRONG_SETTING } from "./platform/listen-failure";
import { describeError, log } from "./platform/log";
import { logFailure } from "./platform/outage-log";

/** All of a shutdown: streams and requests under way get the first part, the database and Next the rest. */
const REQUESTS_MS = 12_000;
const HARD_EXIT_MS = 18_000;

function readEnv(): Env {
  try {
    return getEnv();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Nothing may be answered, sealed or signed with a secret that is not this database's. */
function endMisfit(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(EXIT_WRONG_SETTING);
}

async function start(env: Env): Promise<void> {
  await refuseHiddenPooler("web", ["DATABASE_APP_URL"]);
  const isDevelopment = env.NODE_ENV === "development";
  const files = createStaticFiles(".next");
  const server = createWebServer((incoming, outgoing) => {
    if (!isDevelopment && isStaticPath(incoming.url ?? "")) return files(incoming, outgoing);
    preparePage(incoming, outgoing);
    return draw(incoming, outgoing);
  });
  // Next's development server takes its socket from the server it is given.
  const pages = next({
    dev: isDevelopment,
    dir: process.cwd(),
    hostname: env.HOST,
    port: env.PORT,
    httpServer: server,
  });
  const draw = pages.getRequestHandler();
  await pages.prepare();
  await proveSecret(endMisfit);
  const port = await listenOn(server, env.PORT, env.HOST);
  log().info({ port, url: env.PUBLIC_URL, bodyBytesMax: BODIES_IN_FLIGHT_MAX }, "web is listening");
  warnOfProxyFault(env);

  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log().info({ signal }, "web is stopping");
    setTimeout(() => process.exit(1), HARD_EXIT_MS).unref();
    await closeWebServer(server, REQUESTS_MS);
    await flushFailures();
    await Promise.allSettled([closeLive(), closeDatabase(), isDevelopment ? pages.close() : undefined]);
    log().info("web has stopped");
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
}

process.on("unhandledRejection", (error) =>
  logFailure("a promise was rejected and nobody was listening", error, {
    kind: outageKind(error),
    level: "error",
  }),
);

start(readEnv()).catch((error: unknown) => {
  const { HOST, PORT } = getEnv();
  const reason = describeListenFailure(error, HOST, PORT);
  if (reason) log().fatal(`web ${reason}`);
  else log().fatal({ error: describeError(error) }, "web could not start");
  process.exit(reason ? EXIT_WRONG_SETTING : 1);
});
