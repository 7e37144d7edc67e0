export function findPgBouncer(): string | null;
export function findNginx(): string | null;
export function findPostgresBin(): string | null;
