/**
 * Calls `stop` at the first SIGINT, SIGTERM or SIGHUP, or when npm above us was killed, then leaves with 0; a later Ctrl-C leaves at
 * once.
 */
export function stopOnSignal(stop: () => Promise<void> | undefined): void;
