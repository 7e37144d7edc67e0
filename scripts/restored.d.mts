import type { DataCheck } from "../workers/data-check";

export type Check = (orgIds: string[], env: Record<string, string>) => Promise<DataCheck>;
