import type { PostgresRole } from "./embedded-postgres.mjs";

export function readPasswords(data: string): Record<"admin" | PostgresRole, string> | null;
