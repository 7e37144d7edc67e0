export function folderOutside(wanted: string): string;
/** The system's user for databases. */
export function postgresUser(): { uid: number; gid: number };
