export function reasonFor(code: string | null, name: string, port: number): string | undefined;
export function assertPortsFree(env: Readonly<Record<string, string | undefined>>): Promise<void>;
