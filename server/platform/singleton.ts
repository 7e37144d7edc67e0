const store = globalThis as unknown as Record<symbol, Map<string, unknown> | undefined>;
const slot = Symbol.for("steady.singletons");

/**
 * One instance per process of a thing with a lifetime. The web process loads some modules twice (once for its own server, once inside
 * Next), so module variables are not enough.
 */
export function singleton<T>(name: string, make: () => T): T {
  const all = (store[slot] ??= new Map());
  if (!all.has(name)) all.set(name, make());
  return all.get(name) as T;
}

/** Forgets an instance, so that the next use makes a new one; answers with the one that was there. */
export function dropSingleton<T>(name: string): T | undefined {
  const all = store[slot];
  const existing = all?.get(name) as T | undefined;
  all?.delete(name);
  return existing;
}
