import { withScope } from "@/server/db/client";
import {
  findPeopleIn,
  findReportsIn,
  type FoundPerson,
  type FoundReport,
} from "@/server/feedback/people.queries";
import { unrecordedNamingIn, unrecordedWithReferenceIn } from "@/server/intake/erase.queries";
import type { Scope } from "@/server/platform/scope";

/** Whom and what a search for erasing finds. `waiting` arrived and could not be recorded: only its bytes are here. */
export type Erasable = {
  people: FoundPerson[];
  reports: FoundReport[];
  waiting: { itemId: string; receivedAt: Date }[];
};

/**
 * People by their address, name, account or telephone number; reports by their reference; and what nobody could record that names the
 * address.
 */
export async function findErasable(scope: Scope, query: string): Promise<Erasable> {
  return withScope(scope, async (tx) => {
    const people = await findPeopleIn(tx, scope, query);
    const reports = await findReportsIn(tx, scope, query);
    const unrecorded = [
      ...(await unrecordedWithReferenceIn(tx, scope, query)),
      ...(query.includes("@") ? await unrecordedNamingIn(tx, scope, [query]) : []),
    ];
    const known = new Set(reports.map((report) => report.itemId));
    return {
      people,
      reports,
      waiting: unrecorded
        .filter((event) => !known.has(event.itemId))
        .map(({ itemId, receivedAt }) => ({ itemId, receivedAt })),
    };
  });
}
