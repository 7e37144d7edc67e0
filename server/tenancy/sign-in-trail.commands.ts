import { recordIn } from "@/server/audit/trail.commands";
import { withScopeOnce } from "@/server/db/client";
import { noteSignInFailures } from "@/server/db/account-doors";
import { countInLimit } from "@/server/db/rate-limit";
import { emailForLog } from "@/server/platform/crypto";
import { newId } from "@/server/platform/ids";
import { log } from "@/server/platform/log";
import type { Scope } from "@/server/platform/scope";
import { FAILURES_IN_TRAIL, LOCKS_IN_TRAIL, isRecorded } from "./limits";
import type { Origin } from "./origin";

/** A person's organizations beyond these are not told; nobody is a member of that many. */
const ORGANIZATIONS_MAX = 20;

/**
 * Says in the log that somebody failed to sign in, and in the trail of each organization of whose account it is; there only the first, the
 * 20th and so on within an hour, so that nobody can fill a trail. Addresses are in the log as a keyed hash.
 * @param isLocked whether the network, or the browser, has no further tries for now
 */
export async function noteSignInFailure(
  email: string,
  origin: Origin,
  { isKnownDevice, isLocked }: { isKnownDevice: boolean; isLocked: boolean },
): Promise<void> {
  const { requestId, network } = origin;
  log().info({ requestId, network, account: emailForLog(email), isKnownDevice }, "a sign-in failed");
  const failures = await countInLimit(FAILURES_IN_TRAIL, email);
  if (isRecorded(failures)) await noteInTrails(email, "failed", failures);
  if (!isLocked) return;
  log().warn({ requestId, network, account: emailForLog(email) }, "a network is shut out from signing in");
  if ((await countInLimit(LOCKS_IN_TRAIL, email)) === 1) await noteInTrails(email, "locked", failures);
}

const noteInTrails = (email: string, what: "failed" | "locked", failures: number): Promise<void> =>
  noteSignInFailures(
    email,
    what,
    failures,
    Array.from({ length: ORGANIZATIONS_MAX }, () => newId("outbox")),
  );

/**
 * Writes into the trail what `noteSignInFailure` asked for: the reference names the membership, what happened, and how often in the hour.
 */
export async function recordSignInFailures(scope: Scope, row: { id: string; ref: string }): Promise<void> {
  const [membershipId = "", what, failures] = row.ref.split(" ");
  await withScopeOnce(scope, [row.id], (tx) =>
    recordIn(tx, scope, {
      verb: what === "locked" ? "account.sign_in_locked" : "account.sign_in_failed",
      subjectKind: "membership",
      subjectId: membershipId,
      data: { failuresWithinAnHour: Number(failures) },
    }),
  );
}
