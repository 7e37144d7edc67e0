import { recordIn } from "@/server/audit/trail.commands";
import type { Tx } from "@/server/db/sql";
import { publishIssuesIn } from "@/server/live/issues-changed";
import type { Scope } from "@/server/platform/scope";
import { traceIn, type NewEvent } from "./issue-writes.commands";

/** What a command leaves behind besides what it changed. */
export type Ending = {
  readonly launchId: string;
  /** Lines of the issues' trails, and the group by which they are taken back together; null where they can't be. */
  readonly groupId: string | null;
  readonly events: readonly NewEvent[];
  /** The one line of the audit log. */
  readonly audit: {
    readonly verb: string;
    readonly subjectKind: "issue" | "item" | "launch";
    readonly subjectId: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
  /** The issues whose screens have to be read again. */
  readonly changed: readonly string[];
};

/**
 * How every command on issues and their reports ends, in the transaction of its change: lines in the trails, one in the audit log, one
 * event for open screens.
 */
export async function finishIn(
  tx: Tx,
  scope: Scope,
  { launchId, groupId, events, audit, changed }: Ending,
  now: Date,
): Promise<void> {
  await traceIn(tx, scope, groupId, events, now);
  await recordIn(tx, scope, { ...audit, launchId });
  await publishIssuesIn(tx, scope, launchId, changed);
}
