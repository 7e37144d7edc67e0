export function secretsOf(env: {
  STEADY_SECRET?: string | undefined;
  STEADY_PREVIOUS_SECRETS?: string | undefined;
}): string[] | null;
export function assertSecretsFit(url: string, secrets: readonly string[]): Promise<void>;
