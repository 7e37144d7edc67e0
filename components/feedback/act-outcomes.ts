import type { QueryClient } from "@tanstack/react-query";
import { isQueryOf, isTouched, readQueryKey } from "@/components/live/touched-queries";
import { messageOf, type useTRPCClient } from "@/components/trpc/client";
import { toastDone, toastError, toastUndo } from "@/components/ui/toaster";
import { patchIssues, restoreIssues } from "./issue-cache";
import type { IssuePatch } from "./optimistic";

const UNDOABLE_MAX = 20;

/** A change that can be taken back, and what its issues were before it. */
type Undoable = {
  undoId: string;
  reverse: ReadonlyMap<string, IssuePatch>;
  issueIds: readonly string[];
};

/** A person's last changes, the latest on top. */
export function undoStack() {
  let heldUndoable: Undoable[] = [];
  return {
    push: (done: Undoable) => {
      heldUndoable = [...heldUndoable.slice(1 - UNDOABLE_MAX), done];
    },
    drop: (done: Undoable) => {
      heldUndoable = heldUndoable.filter((each) => each !== done);
    },
    last: () => heldUndoable.at(-1),
  };
}
type UndoStack = ReturnType<typeof undoStack>;

export type OutcomeInput = {
  client: ReturnType<typeof useTRPCClient>;
  queryClient: QueryClient;
  launchId: string;
  /** Whether an open stream tells of changes by itself. */
  isLive: boolean;
  undoable: UndoStack;
};

/** What follows upon an act: the way back for ten seconds, the reads asked for again, or why nothing was changed. */
export function actOutcomes({ client, queryClient, launchId, isLive, undoable }: OutcomeInput) {
  /** Asks again for what was touched; with a live stream that happens by itself. */
  const settle = (issueIds: readonly string[], isForced = false) => {
    if (isLive && !isForced) return;
    const event = { kind: "issues.changed" as const, launchId, ids: [...issueIds] };
    void queryClient.invalidateQueries({
      predicate: (query) => {
        const cached = readQueryKey(query.queryKey);
        return cached !== null && (isTouched(cached, event) || isQueryOf(cached, "triage.issues"));
      },
    });
  };

  const takeBack = (done: Undoable) => {
    undoable.drop(done);
    const before = patchIssues(queryClient, done.reverse);
    client.triage.undo.mutate({ undoId: done.undoId }).then(
      () => {
        toastDone("Undone");
        settle(done.issueIds, done.reverse.size === 0);
      },
      (error: unknown) => {
        restoreIssues(queryClient, before);
        settle(done.issueIds, true);
        toastError("This could not be undone", messageOf(error));
      },
    );
  };

  const offerUndo = (
    said: string,
    undoId: string | null,
    issueIds: readonly string[],
    reverse: ReadonlyMap<string, IssuePatch> = new Map(),
    description?: string,
  ) => {
    if (undoId === null) return void toastDone("Nothing had to change", description);
    const done = { undoId, reverse, issueIds };
    undoable.push(done);
    toastUndo(said, () => takeBack(done), description);
  };

  const failed = (title: string, error: unknown, issueIds: readonly string[]) => {
    settle(issueIds, true);
    toastError(title, messageOf(error));
  };

  const undoLast = () => {
    const last = undoable.last();
    if (last) takeBack(last);
    else toastDone("There is nothing to undo here", "Older changes are undone from an issue's trail.");
  };

  return { settle, takeBack, offerUndo, failed, undoLast };
}

export type ActOutcomes = ReturnType<typeof actOutcomes>;
