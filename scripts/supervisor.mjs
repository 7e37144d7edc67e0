/** Watches database, web and worker: looks at their processes and asks them, and carries out what `supervision.mjs` decides. */
import { statfsSync } from "node:fs";
import { Agent, get } from "node:http";
import { paceLog } from "./paced-log.mjs";
import { isStopped } from "./process-identity.mjs";
import { endProcess } from "./processes.mjs";
import { beginSupervision, superviseOnce } from "./supervision.mjs";

const CHECK_EVERY_MS = 500;
const PROBE_EVERY_MS = 2_000;
/** While something is wrong, so that its end is seen at once. */
const PROBE_SOONER_MS = 500;
const PROBE_TIMEOUT_MS = 3_000;
/** A new piece of the database's log takes 16 MB. */
const LITTLE_ROOM_BYTES = 24 * 2 ** 20;
const IS_FULL = /No space left on device|Disk quota exceeded/;

const agent = new Agent({ keepAlive: false });

/** Asks an address. @returns {Promise<number | "closed" | null>} its status; closed: it was reached and hung up; null: no answer */
function statusOf(url) {
  return new Promise((done) => {
    let isConnected = false;
    const request = get(url, { agent, timeout: PROBE_TIMEOUT_MS }, (response) => {
      response.resume();
      done(response.statusCode);
    });
    const timer = setTimeout(() => request.destroy(new Error("timeout")), PROBE_TIMEOUT_MS);
    request.on("socket", (socket) => socket.once("connect", () => (isConnected = true)));
    request.on("error", ({ message }) => done(isConnected && message !== "timeout" ? "closed" : null));
    request.on("timeout", () => request.destroy(new Error("timeout")));
    request.on("close", () => clearTimeout(timer));
  });
}

/** Where a process that listens on `host` is reached from this machine. */
export function addressOf(host, port) {
  const at = !host || host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${at.includes(":") ? `[${at}]` : at}:${port}`;
}

function hasLittleRoom(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < LITTLE_ROOM_BYTES;
  } catch {
    return false;
  }
}

/**
 * @typedef {{ start: () => import("node:child_process").ChildProcess, url: string }} Entry
 *   how web or worker is started, and where it answers /livez and /readyz
 *
 * Starts web and worker and watches them, and the database when it is ours, until `stop` or until it gives up.
 * @param {{ server: import("./embedded-postgres.mjs").PostgresServer | null, entries: Record<string, Entry>, log: (line: string) => void,
 *   onStarted: () => void, onGivenUp: (why: { reason: string, code: number }) => void }} options
 *   server: null when the database is somebody else's; onStarted: told when the processes are no longer the same, throws when it wants
 *   to be told again
 */
export function supervise({ server, entries, log, onStarted, onGivenUp }) {
  const names = [...(server ? ["database"] : []), ...Object.keys(entries)];
  const children = {};
  const ended = {};
  const answers = {};
  const isReady = {};
  const { log: logPaced, flush } = paceLog(log);
  let state = beginSupervision(names, Date.now());
  let isOver = false;
  let isNoted = false;
  let starting = Promise.resolve();

  function adopt(name, child) {
    children[name] = child;
    delete ended[name];
    answers[name] = {};
    isNoted = false;
    const end = (code, signal, words = signal ? "" : lastWordsOf(name)) => {
      if (children[name] !== child || ended[name]) return;
      ended[name] = { code, signal, words };
      look();
    };
    if (child.exitCode !== null || child.signalCode !== null) end(child.exitCode, child.signalCode);
    child.once("exit", (code, signal) => end(code, signal));
    child.once("error", (error) => end(1, null, error.message));
  }

  /** Why the database ended, when it said so. */
  function lastWordsOf(name) {
    if (name !== "database") return "";
    const lines = server.lastWords.split("\n").map((line) => /(?:FATAL|PANIC): +(.*)/.exec(line)?.[1]);
    return lines.findLast(Boolean) ?? "";
  }

  async function startDatabase() {
    // What a killed postmaster left behind still holds the memory that the next one needs.
    await server.kill();
    if (!isOver) adopt("database", server.launch());
  }

  async function startEntry(name) {
    if (!isOver) adopt(name, entries[name].start());
  }

  function carryOut({ kind, part }) {
    if (kind === "start") {
      delete ended[part];
      answers[part] = {};
      const started = part === "database" ? startDatabase() : startEntry(part);
      starting = Promise.all([
        starting,
        started.catch((error) => (ended[part] = { code: 1, signal: null, words: error.message })),
      ]);
    } else if (part === "database") void server.kill().catch((error) => logPaced(error.message));
    else killGroup(children[part]);
  }

  function isFull() {
    if (!server) return false;
    return hasLittleRoom(server.data) || (Boolean(ended.database) && IS_FULL.test(server.lastWords));
  }

  function look() {
    if (isOver) return;
    const parts = Object.fromEntries(
      names.map((name) => [
        name,
        { ended: ended[name], isStopped: !ended[name] && isStopped(children[name]?.pid), ...answers[name] },
      ]),
    );
    const hadOutage = state.outage !== null;
    const { acts, lines, giveUp, ...next } = superviseOnce(
      state,
      { parts, isReady: Object.keys(entries).every((name) => isReady[name]), isFull: isFull() },
      Date.now(),
    );
    state = next.state;
    if (!hadOutage && state.outage) for (const name of names) isReady[name] = false;
    for (const line of lines) logPaced(line);
    if (giveUp) {
      isOver = true;
      flush();
      return onGivenUp(giveUp);
    }
    for (const act of acts) carryOut(act);
    if (!isNoted) {
      try {
        onStarted();
        isNoted = true;
      } catch {
        // The disk is full: at the next look.
      }
    }
  }

  async function probe(name) {
    if (name === "database") return server.probe(PROBE_TIMEOUT_MS);
    const { url } = entries[name];
    const status = await statusOf(`${url}/livez`);
    if (state.outage) isReady[name] = (await statusOf(server ? `${url}/readyz` : `${url}/livez`)) === 200;
    if (status === null) return "none";
    // One that says itself that its work does not move is as good as silent, unless it only waits for the database.
    const isWaiting = server && (answers.database?.answer !== "ok" || isFull());
    return status === 200 || status === "closed" || isWaiting ? "ok" : "none";
  }

  async function keepProbing(name) {
    while (!isOver) {
      const child = children[name];
      const startedMs = Date.now();
      if (child && !ended[name]) {
        const answer = await probe(name);
        if (children[name] === child && !ended[name]) answers[name] = { answer, answeredMs: Date.now() };
      }
      const pauseMs = state.outage ? PROBE_SOONER_MS : PROBE_EVERY_MS;
      await new Promise((next) => setTimeout(next, Math.max(100, startedMs + pauseMs - Date.now())));
    }
  }

  if (server) adopt("database", server.child);
  for (const name of Object.keys(entries)) adopt(name, entries[name].start());
  const timer = setInterval(look, CHECK_EVERY_MS);
  for (const name of names) void keepProbing(name);
  look();

  return {
    /** The process that a part runs as now. */
    child: (name) => children[name],
    isOver: () => isOver,
    /** Ends web and worker; answers with their exit codes (null: had to be killed). The database is left to whoever opened it. */
    stop: async (withinMs) => {
      isOver = true;
      clearInterval(timer);
      flush();
      await starting;
      const codes = await Promise.all(
        Object.keys(entries).map(async (name) => [
          name,
          await endProcess(children[name], "SIGTERM", withinMs),
        ]),
      );
      return Object.fromEntries(codes);
    },
  };
}

/** Kills a process with everything it has started. */
function killGroup(child) {
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It has just ended.
  }
}
