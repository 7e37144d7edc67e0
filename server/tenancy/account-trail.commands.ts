import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import type { MembershipDoor } from "@/server/db/account-doors";
import { publishIn } from "@/server/live/publish";
import { mintScope } from "@/server/platform/mint-scope";

/**
 * Writes what a person did with their own account into the trail of each of their organizations, and closes the streams of sessions
 * that have ended. Runs after the account itself was changed: streams also look at their session every few seconds, so that one that
 * misses this still ends in time.
 * @param memberships the person's organizations, asked for while there was a session to ask with
 */
export async function auditAccountAndEndStreams(
  memberships: readonly MembershipDoor[],
  requestId: string | null,
  verb: string,
  endedSessionIds: readonly string[] = [],
): Promise<void> {
  for (const { orgId, membershipId, name } of memberships) {
    const scope = mintScope(orgId, { kind: "person", id: membershipId, name }, [], requestId);
    await withScope(scope, async (tx) => {
      await recordIn(tx, scope, {
        verb,
        subjectKind: "membership",
        subjectId: membershipId,
        data: endedSessionIds.length > 0 ? { endedSessions: endedSessionIds.length } : {},
      });
      for (let offset = 0; offset < endedSessionIds.length; offset += 200)
        await publishIn(tx, scope, {
          kind: "session.ended",
          launchId: null,
          ids: endedSessionIds.slice(offset, offset + 200),
        });
    });
  }
}
