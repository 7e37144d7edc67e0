/** The system's user for databases. */
export function postgresUser(): { uid: number; gid: number };
