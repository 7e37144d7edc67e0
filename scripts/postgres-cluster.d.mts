export function folderOutside(wanted: string): string;
