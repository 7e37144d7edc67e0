export type Tool = { path: string } | { missing: string };
export function findChromium(options?: { isShellFirst?: boolean }): string | null;
export const chromiumFlags: string[];
export function ensureChromium(log: (line: string) => void): Tool;
export function ensureRedis(log: (line: string) => void): Promise<Tool>;
export function ensureServersAround(
  log: (line: string) => void,
): Promise<{ names: string[] } | { missing: string }>;
export function ensureLogSenders(
  log: (line: string) => void,
): Promise<{ names: string[] } | { missing: string }>;
export function unpackRedis(log: (line: string) => void, toolsFolder?: string): void;
