export function findApache(): string | null;
export function findHaproxy(): string | null;
export function findRsyslog(): string | null;
export function findLogrotate(): string | null;
export function findCurl(): string | null;
export function findPgBouncer(): string | null;
export function findNginx(): string | null;
export function findPostgresBin(): string | null;
