/** Whether the product may listen where it is told to, before anything is started. */
import { createServer } from "node:net";

/** Why listening fails, in words; anything else is left to the process that listens. */
const REASONS = {
  EADDRINUSE: (name, port) =>
    `port ${port} is taken by another program: stop that one, or set ${name} to a free port`,
  EACCES: (name, port) =>
    `port ${port} is for root alone, which Steady does not stay: set ${name} to 1024 or above and put a reverse proxy in front, or allow ` +
    'it with: setcap cap_net_bind_service=+ep "$(readlink -f "$(command -v node)")"',
};

/** What to do about a port that cannot be listened on, by the code of the error; undefined where the process itself says it. */
export const reasonFor = (code, name, port) => REASONS[code]?.(name, port);

/** @returns {Promise<string | null>} the code of the error that listening there ends with */
export function listenErrorAt(port, host) {
  return new Promise((done) => {
    const probe = createServer()
      .once("error", (error) => done(error.code))
      .listen({ port, host, exclusive: true }, () => probe.close(() => done(null)));
  });
}

/**
 * @param {Record<string, string | undefined>} env the product's settings
 * @throws Error that names the port and what to do, for each that cannot be listened on
 */
export async function assertPortsFree(env) {
  const wanted = [
    ["PORT", Number(env.PORT ?? 3000), env.HOST || "0.0.0.0"],
    ["WORKER_PORT", Number(env.WORKER_PORT ?? 3001), env.WORKER_HOST || "127.0.0.1"],
  ];
  const problems = [];
  for (const [name, port, host] of wanted) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) continue; // Named with the other settings, by web and worker.
    const reason = reasonFor(await listenErrorAt(port, host), name, port);
    if (reason) problems.push(reason);
  }
  if (problems.length) throw new Error(problems.join("\n"));
}
