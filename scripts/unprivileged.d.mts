export function becomeOwnerOf(folders: string[], log: (line: string) => void): Promise<void>;
