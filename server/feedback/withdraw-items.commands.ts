import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { finishIn } from "./finish.commands";
import { beforeAndAfter, lockIssuesIn, traceIn, writeChangesIn } from "./issue-writes.commands";
import { moveItemsIn } from "./membership-of-items.commands";

type Leaving = { readonly id: string; readonly issueId: string | null; readonly reference: string };

/**
 * Takes reports out of the issues they are in, with a line in each issue's history.
 * @param kind of the line: erased by a person, or withdrawn where it came from
 * @returns the issues that were left, to be scored again
 */
export async function takeOutOfIssuesIn(
  tx: Tx,
  scope: Scope,
  items: readonly Leaving[],
  kind: "item_erased" | "item_withdrawn",
  now: Date,
): Promise<string[]> {
  const leaving = items.filter((item) => item.issueId !== null);
  await moveItemsIn(
    tx,
    scope,
    leaving.map(({ id }) => ({ itemId: id, toIssueId: null })),
    { by: "person", reason: "" },
    now,
  );
  await traceIn(
    tx,
    scope,
    null,
    leaving.map(({ id, issueId, reference }) => ({
      issueId: issueId!,
      kind,
      data: { itemId: id, reference },
    })),
    now,
  );
  return [...new Set(leaving.map((item) => item.issueId!))].sort();
}

/**
 * Closes issues without a report that nobody has taken up: there is nothing left to look at. What a person has decided stays as it is.
 * Runs once they were counted anew.
 */
export async function closeEmptiedIn(
  tx: Tx,
  scope: Scope,
  issueIds: readonly string[],
  now: Date,
): Promise<void> {
  const emptied = (await lockIssuesIn(tx, scope, issueIds)).filter(
    (issue) => issue.itemCount === 0 && issue.state === "new" && issue.mergedIntoId === null,
  );
  const changes = { state: "closed", needsReview: null, settledAt: now.toISOString() };
  await writeChangesIn(
    tx,
    scope,
    emptied.map((issue) => ({ issue, changes })),
    now,
  );
  for (const issue of emptied) {
    const data = beforeAndAfter(issue, changes);
    await finishIn(
      tx,
      scope,
      {
        launchId: issue.launchId,
        groupId: null,
        events: [{ issueId: issue.id, kind: "emptied", data }],
        audit: { verb: "issue.emptied", subjectKind: "issue", subjectId: issue.id, data },
        changed: [issue.id],
      },
      now,
    );
  }
}
