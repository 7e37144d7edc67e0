/** The keys of one purpose, current first. */
export type KeyRing = { id: string; key: Buffer }[];

/** What opening a sealed value comes to; unknown_key: sealed with a secret that is not configured. */
export type Unsealed = { isOpen: true; plain: string } | { isOpen: false; why: "unknown_key" | "damaged" };

export function keyRing(secrets: readonly string[], purpose: string): KeyRing;
export function readPreviousSecrets(value?: string): string[];
export function secretChecks(secrets: readonly string[]): string[];
export function linkMacs(ring: KeyRing, kind: string, id: string): string[];
export function seal(ring: KeyRing, plain: string, place: string): string;
export function keyIdOf(sealed: string): string | null;
export function unseal(ring: KeyRing, sealed: string, place: string): Unsealed;

type SealedTable = { columns: readonly string[]; place: (orgId: string, id: string) => string };
export const SEALED_COLUMNS: Readonly<Record<"source" | "ai_provider", SealedTable>>;

export const SECRET_DOES_NOT_FIT: string;
export function doSecretsFit(
  query: (text: string, values: unknown[]) => Promise<{ fits: boolean }[]>,
  secrets: readonly string[],
): Promise<boolean>;
