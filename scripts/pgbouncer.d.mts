export type PgBouncer = {
  port: number;
  /** A user's connection string, leading through it. */
  url(of: string): string;
  /** Kills it and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};
export function startPgBouncer(options: {
  server: string;
  users: readonly string[];
  poolSize?: number;
  mode?: "transaction" | "session";
  settings?: Readonly<Record<string, string>>;
}): Promise<PgBouncer | null>;
