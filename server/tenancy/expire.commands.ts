import { countEndedSessionsIn, deleteEndedSessionsIn } from "@/server/db/account-doors";
import type { Expirer } from "@/server/db/expiring";

const BATCH = 5_000;

/**
 * Sessions of the organization's members that have ended, and links for a new password that are spent, with the addresses and browsers
 * noted on them. Somebody in several organizations is let go of by the one whose term ends first.
 */
export const expireSessions: Expirer = {
  kind: "sessions",
  dueIn: async (tx, _scope, before, atMost) => (await countEndedSessionsIn(tx, before, atMost)).n,
  oldestIn: async (tx) => (await countEndedSessionsIn(tx, new Date(), BATCH)).oldest,
  expireIn: async (tx, _scope, before) => {
    const rows = await deleteEndedSessionsIn(tx, before, BATCH);
    return { rows, bytes: 0, isMore: rows >= BATCH };
  },
};
