export function migrate(url: string): Promise<string[]>;
export function findDrift(url: string): Promise<string[]>;
