import type { QueryClient } from "@tanstack/react-query";
import { formatNoun } from "@/components/format/numbers";
import { isQueryOf, isTouched, readQueryKey } from "@/components/live/touched-queries";
import { messageOf, type useTRPCClient } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { dismissToast, toastDone, toastError, toastUndo } from "@/components/ui/toaster";
import { drawAct } from "./drawn-acts";
import {
  addToBursts,
  describeUndone,
  inUndoOrder,
  sizeOfBurst,
  type Burst,
  type Refused,
  type Undoable,
} from "./undo-bursts";

/** A person's last changes by burst, the latest on top, and what is still on its way to the server. */
export function undoStack() {
  let bursts: readonly Burst[] = [];
  let acts = 0;
  const underway = new Set<Promise<unknown>>();
  return {
    /** Adds a change to its burst, and returns that. */
    push: (key: string, change: Undoable): Burst => {
      bursts = addToBursts(bursts, { key, change, now: performance.now() });
      return bursts.at(-1)!;
    },
    /** Keeps in which toast a burst is offered. */
    offeredIn: (burst: Burst, toastId: string | number) => {
      bursts = bursts.map((known) => (known === burst ? { ...burst, toastId } : known));
    },
    drop: (burst: Burst) => {
      bursts = bursts.filter((known) => known.changes[0] !== burst.changes[0]);
    },
    last: () => bursts.at(-1),
    /** The burst that a change is part of by now; undefined once it was taken back. */
    burstOf: (change: Undoable) => bursts.find((burst) => burst.changes.includes(change)),
    /** The place of an act among what this person does. */
    nextOrder: () => ++acts,
    /** Follows an act until it is answered. */
    follow: (sent: Promise<unknown>) => {
      underway.add(sent);
      const forget = () => void underway.delete(sent);
      sent.then(forget, forget);
    },
    answered: () => Promise.allSettled(underway),
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

/** What was done, to be taken back. */
export type Offer = Omit<Undoable, "undoId" | "count" | "number" | "reverse"> & {
  /** Null where nothing had to change. */ undoId: string | null;
  /** The same for acts that do the same, so that several in a row are one toast and one way back. */ burstKey: string;
  /** What was done with so many issues, or with the issue of this number. */
  describe: (done: { count: number; number: number | undefined }) => string;
  count?: number;
  number?: number | undefined;
  reverse?: Undoable["reverse"];
  description?: string | undefined;
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

  /** Takes back all of a burst, the last change first, each by itself: one that was changed since does not keep the others. */
  const takeBack = async (burst: Burst) => {
    undoable.drop(burst);
    if (burst.toastId !== undefined) dismissToast(burst.toastId);
    const changes = inUndoOrder(burst);
    const drawn = changes.map((change) => ({ change, reverse: drawAct(queryClient, change.reverse) }));
    const refused: Refused[] = [];
    for (const { change, reverse } of drawn)
      await client.triage.undo.mutate({ undoId: change.undoId }).then(
        () => reverse.keep(),
        (error: unknown) => {
          reverse.takeOut();
          refused.push({ change, message: messageOf(error) });
        },
      );
    const isDrawn = refused.length === 0 && changes.every((change) => change.reverse.size > 0);
    settle(
      changes.flatMap((change) => change.issueIds),
      !isDrawn,
    );
    const { title, description } = describeUndone(burst, refused, nameChange);
    if (refused.length > 0) toastError(title, description);
    else toastDone(title, description);
  };

  const offerUndo = ({ burstKey, describe, description, undoId, ...done }: Offer) => {
    if (undoId === null) return void toastDone("Nothing had to change", description);
    const change: Undoable = { count: 1, number: undefined, reverse: new Map(), ...done, undoId };
    const burst = undoable.push(burstKey, change);
    const toastId = toastUndo(
      describe(sizeOfBurst(burst)),
      () => {
        const whole = undoable.burstOf(change);
        if (whole) void takeBack(whole);
      },
      { description, isOfSeveral: burst.changes.length > 1, replaces: burst.toastId },
    );
    undoable.offeredIn(burst, toastId);
  };

  const failed = (title: string, error: unknown, issueIds: readonly string[]) => {
    settle(issueIds, true);
    toastFailed(title, error);
  };

  /** Takes back the last change by its id from a trail. */
  const takeBackById = (undoId: string) =>
    void takeBack({
      key: undoId,
      lastAt: 0,
      toastId: undefined,
      changes: [{ undoId, order: 0, issueIds: [], count: 1, number: undefined, reverse: new Map() }],
    });

  // What was done a moment ago may not be answered yet, and would be passed over for what was done before it.
  const undoLast = () =>
    void undoable.answered().then(() => {
      const last = undoable.last();
      if (last) return takeBack(last);
      toastDone("There is nothing to undo here", "Older changes are undone from an issue's trail.");
    });

  return { settle, takeBackById, offerUndo, failed, undoLast, undoable };
}

export type ActOutcomes = ReturnType<typeof actOutcomes>;

const nameChange = ({ count, number }: Undoable): string =>
  number === undefined ? formatNoun(count, "issue") : `#${number}`;
