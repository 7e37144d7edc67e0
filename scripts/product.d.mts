import type { PostgresServer } from "./embedded-postgres.mjs";

export type Product = {
  env: Record<string, string | undefined>;
  database: {
    urls: Record<string, string>;
    isEmbedded: boolean;
    server: PostgresServer | null;
    stop(withinMs?: number): Promise<void>;
  };
  ready(withinMs?: number): Promise<void>;
  stop(withinMs?: number): Promise<{ web: number | null; worker: number | null }>;
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
  onGivenUp?: (why: { reason: string; code: number }) => void;
}): Promise<Product>;
/** This process's environment without settings of the product. */
export function bareEnvironment(): Record<string, string | undefined>;
export function dataFolder(env?: Record<string, string | undefined>): string;
export function tailOf(file: string, lines?: number): string;
export function environmentOf(
  name: "web" | "worker",
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined>;
