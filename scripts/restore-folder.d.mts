import type { Check } from "./restored.mjs";

export function restoreFolder(options: {
  backup: string;
  folder: string;
  isOverwriting?: boolean;
  secret?: string | undefined;
  previousSecrets?: string | undefined;
  log?: (line: string) => void;
  check?: Check;
  flags?: string[];
}): Promise<{ isWhole: boolean; aside: string | null }>;
