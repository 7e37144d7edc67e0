import type { Charge } from "./ending.mjs";

export function claimFolder(
  folder: string,
  log: (line: string) => void,
): Promise<{ note(charges: readonly Charge[], isStopping?: boolean): void; release(): void }>;
