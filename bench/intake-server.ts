/** The web process without its pages: the HTTP API on the server that server/main.ts makes. */
import { closeWebServer, createWebServer, listenOn } from "../server/http/listener";
import { getEnv } from "../server/platform/env";

const server = createWebServer((_, outgoing) => outgoing.writeHead(404).end());
await listenOn(server, getEnv().PORT, getEnv().HOST);
process.on("SIGTERM", () => void closeWebServer(server, 1_000).then(() => process.exit(0)));
