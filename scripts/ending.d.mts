import type { Identity } from "./process-identity.mjs";

export type Charge = Identity & { name: string; kind: "process" | "postgres"; data?: string };
export function endOrphans(charges: readonly Charge[]): Promise<void>;
