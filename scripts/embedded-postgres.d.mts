import type { ChildProcess } from "node:child_process";

/** The roles that log in, the administrator apart. */
export type PostgresRole = "owner" | "app" | "worker" | "relay" | "queue";

export type PostgresServer = {
  port: number;
  /** The cluster's folder. */
  data: string;
  pid: number;
  /** The postmaster of the last launch. */
  readonly child: ChildProcess;
  url(role: "admin" | PostgresRole, database?: string): string;
  urls: Record<"admin" | PostgresRole, string>;
  /** The end of what it has printed since its last launch. */
  readonly lastWords: string;
  /** Fast shutdown: clients are sent away, everything is flushed; killed when it takes longer. */
  stop(withinMs?: number): Promise<void>;
  /** Immediate shutdown, as after a power cut; the next start recovers from the log. */
  crash(): Promise<void>;
  /** Kills every process of the cluster, also frozen ones. */
  kill(): Promise<void>;
  /** Starts the same cluster again and does not wait until it answers. */
  launch(): ChildProcess;
  /** Starts the same cluster again after `stop` or `crash`. */
  restart(): Promise<void>;
  /** Asks over a new connection. @returns recovering: it answers that it reads its log again after a crash */
  probe(withinMs: number): Promise<"ok" | "recovering" | "none">;
};
export function startPostgres(options: {
  dir: string;
  port?: number;
  flags?: string[];
  database?: string;
  log?: (line: string) => void;
}): Promise<PostgresServer>;
export function freePort(): Promise<number>;
export function removeCluster(dir: string, log?: (line: string) => void): Promise<void>;
export function urlOfRunning(dir: string, role: "admin" | PostgresRole, database?: string): string | null;
