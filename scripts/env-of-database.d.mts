import type { PostgresServer } from "./embedded-postgres.mjs";

export function openDatabase(options: {
  folder: string;
  env?: Readonly<Record<string, string | undefined>>;
  flags?: string[];
  log?: (line: string) => void;
}): Promise<{
  urls: Record<string, string>;
  isEmbedded: boolean;
  server: PostgresServer | null;
  stop: (withinMs?: number) => Promise<void>;
}>;
export function keptSecret(folder: string): string;
