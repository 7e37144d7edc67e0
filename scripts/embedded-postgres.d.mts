export type PostgresServer = {
  port: number;
  pid: number;
  url(role: "admin" | "owner" | "app" | "relay" | "queue", database?: string): string;
  urls: Record<"admin" | "owner" | "app" | "relay" | "queue", string>;
  stop(): Promise<void>;
  crash(): Promise<void>;
  restart(): Promise<void>;
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
