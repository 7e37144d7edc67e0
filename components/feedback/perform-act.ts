import { refusalOf } from "@/components/trpc/client";
import { toastError } from "@/components/ui/toaster";
import { formatNoun } from "@/components/format/numbers";
import type { AnyAct } from "@/contracts/issues";
import type { ActOutcomes, OutcomeInput } from "./act-outcomes";
import { describeDone } from "./act-words";
import type { IssueActs } from "./acts-context";
import type { Conflict } from "./conflict";
import { drawAct } from "./drawn-acts";
import type { ActTarget } from "./issue-row";
import { expectPatch, fieldsOf, type IssuePatch } from "./optimistic";

/** What a refused act is called. */
const NOT_DONE = "Nothing was changed";

type PerformInput = Pick<OutcomeInput, "client" | "queryClient" | "launchId"> & {
  outcomes: ActOutcomes;
  mayWrite: boolean;
  mayPlace: boolean;
  /** The name of a member or a team by id; null when it is not known. */
  nameOf: (id: string) => string | null;
  /** Who acts, for what is drawn before the server has answered. */
  memberName: string;
  /** The server refused because somebody else changed the same thing: the person chooses. */
  onConflict: (conflict: Conflict) => void;
};

/**
 * One act on one or many issues: drawn at once, sent, and then kept or taken out of the drawing again. When somebody else changed
 * something else about the issue it is sent once more upon what they made of it.
 */
export function performer({
  client,
  queryClient,
  launchId,
  outcomes: { settle, offerUndo, failed, undoable },
  mayWrite,
  mayPlace,
  nameOf,
  memberName,
  onConflict,
}: PerformInput) {
  const send = async (issues: readonly ActTarget[], act: AnyAct, expectedVersion: number | undefined) => {
    const only = issues.length === 1 ? issues[0] : undefined;
    if (act.kind === "place") return client.triage.place.mutate({ issueId: only!.id, expectedVersion, act });
    if (only) return client.triage.act.mutate({ issueId: only.id, expectedVersion, act });
    return client.triage.bulk.mutate({
      launchId,
      target: { ids: issues.map((issue) => issue.id) },
      act,
    });
  };

  const perform = (
    issues: readonly ActTarget[],
    act: AnyAct,
    expectedVersion?: number,
    isSecondTry = false,
  ) => {
    if (issues.length === 0) return;
    if (!(act.kind === "place" ? mayPlace : mayWrite))
      return void toastError("Your role does not allow this", "Ask a lead of this launch.");
    const patches = new Map(issues.map((issue) => [issue.id, expectPatch(issue, act, nameOf, memberName)]));
    const reverse = new Map(
      issues.map((issue) => [issue.id, pickFields(issue, Object.keys(patches.get(issue.id) ?? {}))]),
    );
    const drawn = drawAct(queryClient, patches);
    const ids = issues.map((issue) => issue.id);
    const only = issues.length === 1 ? issues[0] : undefined;
    const order = undoable.nextOrder();
    const sent = send(issues, act, only ? (expectedVersion ?? only.version) : undefined);
    undoable.follow(sent);
    sent.then(
      (done) => {
        drawn.keep(new Map(done.issues.map(({ id, version }) => [id, version])));
        const changed =
          done.undoId === null
            ? []
            : issues.filter((issue) => done.issues.some((target) => target.id === issue.id));
        drawn.takeOut(issues.filter((issue) => !changed.includes(issue)).map((issue) => issue.id));
        const isOnlyReviewed = changed.every((issue) => issue.state !== "new");
        offerUndo({
          undoId: done.undoId,
          order,
          burstKey: JSON.stringify([act, isOnlyReviewed]),
          describe: (size) => describeDone(act, { ...size, isOnlyReviewed }, nameOf),
          count: changed.length,
          number: changed.length === 1 ? changed[0]?.number : undefined,
          issueIds: ids,
          reverse,
          description: describeSkipped(done.skipped),
        });
        // Where nothing changed no event follows, and the reads that were dropped have to be asked for again.
        settle(ids, done.undoId === null);
      },
      (error: unknown) => {
        drawn.takeOut();
        const current = only && readConflict(error);
        if (!current) return failed(NOT_DONE, error, ids);
        const contested = fieldsOf(act).filter(
          (field) => (current as Record<string, unknown>)[field] !== (only as Record<string, unknown>)[field],
        );
        // Somebody changed something else about it: there is nothing to choose between.
        if (contested.length === 0)
          return isSecondTry
            ? failed(NOT_DONE, error, ids)
            : perform([{ ...only, ...current }], act, current.version, true);
        settle(ids, true);
        onConflict({ seen: only, current: { ...only, ...current }, act, fields: contested });
      },
    );
  };

  return (issues: readonly ActTarget[], act: AnyAct) => perform(issues, act);
}

/** One act on everything that a filter finds, as long as it finds as many as the person was shown. */
export function filterAct({
  client,
  launchId,
  outcomes: { settle, offerUndo, failed, undoable },
  nameOf,
}: Pick<PerformInput, "client" | "launchId" | "outcomes" | "nameOf">): IssueActs["actOnFilter"] {
  return (filter, count, act) => {
    const order = undoable.nextOrder();
    const sent = client.triage.bulk.mutate({ launchId, target: { filter }, act, expectedCount: count });
    undoable.follow(sent);
    sent.then(
      (done) => {
        offerUndo({
          undoId: done.undoId,
          order,
          burstKey: JSON.stringify([act, filter]),
          describe: (size) => describeDone(act, size, nameOf),
          count: done.changed,
          issueIds: [],
          description: describeSkipped(done.skipped),
        });
        settle([], true);
      },
      (error: unknown) => failed(NOT_DONE, error, []),
    );
  };
}

/** How many issues an act of several did not fit, and why; undefined where it fitted all. */
const describeSkipped = (skipped: readonly { reason: string }[]): string | undefined =>
  skipped[0] &&
  `${formatNoun(skipped.length, "issue")} left as ${skipped.length === 1 ? "it is" : "they are"}: ${skipped[0].reason}`;

/** Fields as they are. What a list's row does not have (a reason, say) is left out: it must not empty what another screen knows of it. */
export function pickFields(issue: ActTarget, keys: readonly string[]): IssuePatch {
  const all = issue as Record<string, unknown>;
  return Object.fromEntries(keys.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]]])));
}

/** The issue as it is now, when the server refused because somebody else changed it. */
function readConflict(error: unknown): (Partial<ActTarget> & { version: number }) | null {
  const refusal = refusalOf(error);
  const current =
    refusal?.code === "CONFLICT" && refusal.details["reason"] === "version"
      ? refusal.details["current"]
      : null;
  return current ? (current as Partial<ActTarget> & { version: number }) : null;
}
