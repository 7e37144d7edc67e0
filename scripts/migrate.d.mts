export function migrate(url: string, secrets?: readonly string[] | null): Promise<string[]>;
export function findDrift(url: string): Promise<string[]>;
