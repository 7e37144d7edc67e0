export type Identity = { pid: number; started: string };
export function identityOf(pid: number): Identity | null;
export function isRunning(identity: Identity | null | undefined): boolean;
export function isStopped(pid: number): boolean;
export function parentOf(pid: number): { pid: number; command: string } | null;
