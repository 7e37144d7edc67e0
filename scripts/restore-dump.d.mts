import type { Check } from "./restored.mjs";

export function readMigrations(copied: string): string[];
export function readDoors(list: string): string[];
export function restoreDump(options: {
  file: string;
  urls: Record<string, string>;
  secret: string;
  previousSecrets?: string;
  tool?: string;
  log?: (line: string) => void;
  check?: Check;
}): Promise<{ isWhole: boolean }>;
