import type { QueryPath, RouterName } from "@/components/trpc/client";
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

/** Whether a query asks one of these procedures. */
export const isQueryOf = ({ path }: CachedQuery, ...procedures: readonly QueryPath[]): boolean =>
  procedures.some((procedure) => procedure === path.join("."));

/** Whether a query asks a procedure of one of these routers. */
const isInRouter = ({ path }: CachedQuery, ...routers: readonly RouterName[]): boolean =>
  routers.some((router) => router === path[0]);

/** Queries that count: true to the second, but not worth asking four times a second. */
export function isCount(query: CachedQuery): boolean {
  // One row of the inbox, or of what is snoozed, is asked for the number beside the navigation.
  if (isQueryOf(query, "triage.inbox", "triage.snoozed") && query.input["limit"] === 1) return true;
  return (
    isQueryOf(query, "triage.counts", "triage.views") || isInRouter(query, "launches", "analysis", "exit")
  );
}

/** Lists that insert only when the reader is at their top listen for themselves. */
const isSelfKept = (query: CachedQuery): boolean => isQueryOf(query, "triage.issues") && query.isInfinite;

const ROUTERS_OF: Readonly<Partial<Record<LiveEvent["kind"], readonly RouterName[]>>> = {
  "criteria.changed": ["launches"],
  "launch.changed": ["launches"],
  "releases.changed": ["monitoring"],
  "traffic.changed": ["monitoring"],
  "sources.changed": ["intake"],
  // Teams belong to the organization as well.
  "members.changed": ["tenancy", "launches"],
};

/** What a launch's rules say, and would do: changed with the launch, and by no report. */
const RULES = ["triage.rules", "triage.testRules"] as const satisfies readonly QueryPath[];
/** Drawn from traffic beside everything else; what people reported and decided is told without it. */
const OF_TRAFFIC = [
  "analysis.warRoom",
  "analysis.verdict",
  "analysis.issueEvidence",
  "analysis.findRequest",
  "exit.page",
] as const satisfies readonly QueryPath[];

/** Whether an event of issues names others than the one that a query is about. */
const isOfOthers = ({ input: { issueId } }: CachedQuery, { kind, ids }: LiveEvent): boolean =>
  kind === "issues.changed" && typeof issueId === "string" && ids.length > 0 && !ids.includes(issueId);

/** Whether what an event says may have changed what a query answered. */
export function isTouched(query: CachedQuery, event: LiveEvent): boolean {
  if (isSelfKept(query)) return false;
  if (event.kind === "resync") return true;
  const { launchId } = query.input;
  if (event.launchId !== null && typeof launchId === "string" && launchId !== event.launchId) return false;
  // A shared report stands still, and who shares or revokes one is shown the new list.
  if (isOfOthers(query, event) || isQueryOf(query, "exit.openReports")) return false;
  if (isInRouter(query, "analysis", "exit"))
    return event.kind === "traffic.changed"
      ? isQueryOf(query, ...OF_TRAFFIC)
      : event.kind !== "members.changed" && event.kind !== "session.ended";
  if (isQueryOf(query, ...RULES)) return event.kind === "launch.changed";
  if (event.kind === "issues.changed")
    return isInRouter(query, "triage", "feedback") && !isQueryOf(query, "feedback.similarToText");
  if (event.kind === "items.recorded") return isQueryOf(query, "feedback.quarantine", "triage.inbox");
  return isInRouter(query, ...(ROUTERS_OF[event.kind] ?? []));
}
