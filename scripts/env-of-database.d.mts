export function keptSecret(folder: string): string;
