import type { LiveEvent } from "@/contracts/live";

/** A query as its key tells: the procedure's path and what it was asked with. */
export type CachedQuery = {
  path: readonly string[];
  input: Readonly<Record<string, unknown>>;
  isInfinite: boolean;
};

/** Reads a typed client's query key: `[["triage","issues"], { input, type }]`; null for keys of another make. */
export function readQueryKey(key: readonly unknown[]): CachedQuery | null {
  const [path, options] = key;
  if (!Array.isArray(path) || !path.every((part) => typeof part === "string")) return null;
  const { input, type } = (options ?? {}) as { input?: unknown; type?: string };
  return {
    path,
    input: typeof input === "object" && input !== null ? (input as Record<string, unknown>) : {},
    isInfinite: type === "infinite",
  };
}

/** Queries that count: true to the second, but not worth asking four times a second. */
export function isCount(query: CachedQuery): boolean {
  // One row of the inbox is asked for the number beside the navigation.
  if (query.path.join(".") === "triage.inbox" && query.input["limit"] === 1) return true;
  return (
    ["triage.counts", "triage.views"].includes(query.path.join(".")) ||
    ["launches", "analysis", "exit"].includes(query.path[0] ?? "")
  );
}

/** Lists that insert only when the reader is at their top listen for themselves. */
const isSelfKept = (query: CachedQuery): boolean =>
  query.path.join(".") === "triage.issues" && query.isInfinite;

const ROUTERS_OF: Readonly<Partial<Record<LiveEvent["kind"], readonly string[]>>> = {
  "criteria.changed": ["launches"],
  "launch.changed": ["launches"],
  "releases.changed": ["monitoring"],
  "traffic.changed": ["monitoring"],
  "sources.changed": ["intake"],
  "members.changed": ["tenancy"],
};

/** Whether what an event says may have changed what a query answered. */
export function isTouched(query: CachedQuery, event: LiveEvent): boolean {
  if (isSelfKept(query)) return false;
  if (event.kind === "resync") return true;
  const { launchId, issueId } = query.input;
  if (event.launchId !== null && typeof launchId === "string" && launchId !== event.launchId) return false;
  if (query.path[0] === "analysis" || query.path[0] === "exit")
    return event.kind !== "members.changed" && event.kind !== "session.ended";
  if (event.kind === "issues.changed") {
    if (query.path[0] === "triage") return true;
    if (query.path[0] !== "feedback" || query.path[1] === "similarToText" || query.path[1] === "views")
      return false;
    return event.ids.length === 0 || typeof issueId !== "string" || event.ids.includes(issueId);
  }
  if (event.kind === "items.recorded")
    return query.path.join(".") === "feedback.quarantine" || query.path.join(".") === "triage.inbox";
  return ROUTERS_OF[event.kind]?.includes(query.path[0] ?? "") ?? false;
}
