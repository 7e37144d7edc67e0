import type { DataCheck } from "../server/pipeline/data-check";

export type Check = (orgIds: string[], env: Record<string, string>) => Promise<DataCheck>;
