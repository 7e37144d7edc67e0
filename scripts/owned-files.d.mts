export function assertOwned(path: string, uid?: number): void;
export function readOwned(
  path: string,
  uids?: readonly number[],
  options?: { isSecret?: boolean },
): string | null;
export function writeOwned(path: string, text: string, user?: { uid?: number; gid?: number }): void;
