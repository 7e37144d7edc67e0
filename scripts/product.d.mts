import type { ChildProcess } from "node:child_process";
import type { PostgresServer } from "./embedded-postgres.mjs";

type Running = { readonly child: ChildProcess; stop(): Promise<number | null> };
export type Product = {
  env: Record<string, string | undefined>;
  database: {
    urls: Record<string, string>;
    isEmbedded: boolean;
    server: PostgresServer | null;
    stop(): Promise<void>;
  };
  web: Running;
  worker: Running;
  ready(withinMs?: number): Promise<void>;
  stop(): Promise<{ web: number | null; worker: number | null }>;
};
/** Flags of Node that a worker runs with. */
export const WORKER_FLAGS: readonly string[];
export function startProduct(options: {
  folder: string;
  env?: Record<string, string | undefined>;
  flags?: string[];
  logsIn?: string;
  log: (line: string) => void;
  isApart?: boolean;
  prepare?: (env: Record<string, string | undefined>) => Promise<Record<string, string>>;
  onGivenUp?: (code: number | null) => void;
}): Promise<Product>;
export function dataFolder(env?: Record<string, string | undefined>): string;
export function tailOf(file: string, lines?: number): string;
