"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { isTouched, readQueryKey } from "@/components/live/touched-queries";
import { useLiveState } from "@/components/live/live-provider";
import { useLaunch } from "@/components/launches/launch-context";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, refusalOf, useTRPC, useTRPCClient } from "@/components/trpc/client";
import { toastDone, toastError, toastUndo } from "@/components/ui/toaster";
import { formatNoun } from "@/components/format/numbers";
import type { AnyAct } from "@/contracts/issues";
import { sayDone } from "./act-words";
import { IssueActsContext, type IssueActs } from "./acts-context";
import { ConflictDialog, type Conflict } from "./conflict-dialog";
import { DeclineDialog } from "./decline-dialog";
import { patchIssues, restoreIssues } from "./issue-cache";
import type { ActTarget } from "./issue-row";
import { MergeDialog } from "./merge-dialog";
import { expectPatch, fieldsOf, type IssuePatch } from "./optimistic";

type Asking =
  | { kind: "merge" | "decline"; issues: readonly ActTarget[] }
  | { kind: "conflict"; conflict: Conflict }
  | null;
type Undoable = { undoId: string; reverse: ReadonlyMap<string, IssuePatch>; issueIds: readonly string[] };

/** Lets everything below act on issues: drawn at once, sent, and either kept, taken back within ten seconds, or put right in a conflict. */
export function IssueActsProvider({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const launch = useLaunch();
  const mayWrite = useCan("issue:write");
  const mayPlace = useCan("issue:prioritise");
  const mayReadMembers = useCan("member:read");
  const isLive = useLiveState() === "live";
  const people = useQuery({
    ...trpc.tenancy.people.queryOptions(),
    enabled: mayReadMembers,
    staleTime: 5 * 60_000,
  });
  const [asking, setAsking] = useState<Asking>(null);
  const undoable = useRef<Undoable[]>([]);
  const targetsRef = useRef<readonly ActTarget[]>([]);
  const nameOf = useCallback(
    (id: string) => people.data?.find((person) => person.id === id)?.name ?? null,
    [people.data],
  );

  const acts = useMemo<Omit<IssueActs, "isAsking" | "targetsRef">>(() => {
    /** Asks again for what was touched; with a live stream that happens by itself. */
    const settle = (issueIds: readonly string[], isForced = false) => {
      if (isLive && !isForced) return;
      const event = { kind: "issues.changed" as const, launchId: launch.id, ids: [...issueIds] };
      void queryClient.invalidateQueries({
        predicate: (query) => {
          const asked = readQueryKey(query.queryKey);
          return asked !== null && (isTouched(asked, event) || asked.path.join(".") === "triage.issues");
        },
      });
    };

    const takeBack = (done: Undoable) => {
      undoable.current = undoable.current.filter((each) => each !== done);
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
      undoable.current = [...undoable.current.slice(-19), done];
      toastUndo(said, () => takeBack(done), description);
    };

    const failed = (title: string, error: unknown, issueIds: readonly string[]) => {
      settle(issueIds, true);
      toastError(title, messageOf(error));
    };

    const send = async (issues: readonly ActTarget[], act: AnyAct, expectedVersion: number | undefined) => {
      const only = issues.length === 1 ? issues[0] : undefined;
      if (act.kind === "place")
        return client.triage.place.mutate({ issueId: only!.id, expectedVersion, act });
      if (only) return client.triage.act.mutate({ issueId: only.id, expectedVersion, act });
      return client.triage.bulk.mutate({
        launchId: launch.id,
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
      const patches = new Map(issues.map((issue) => [issue.id, expectPatch(issue, act, nameOf)]));
      const reverse = new Map(
        issues.map((issue) => [issue.id, pickFields(issue, Object.keys(patches.get(issue.id) ?? {}))]),
      );
      const before = patchIssues(queryClient, patches);
      const ids = issues.map((issue) => issue.id);
      const only = issues.length === 1 ? issues[0] : undefined;
      send(issues, act, only ? (expectedVersion ?? only.version) : undefined).then(
        (done) => {
          const answered = { isAnswered: true };
          patchIssues(
            queryClient,
            new Map(done.issues.map(({ id, version }) => [id, { version }])),
            answered,
          );
          const skipped =
            done.skipped.length === 0
              ? undefined
              : `${formatNoun(done.skipped.length, "issue")} left as ${done.skipped.length === 1 ? "it is" : "they are"}: ${done.skipped[0]!.reason}`;
          const changed =
            done.undoId === null
              ? []
              : issues.filter((issue) => done.issues.some((each) => each.id === issue.id));
          if (changed.length < issues.length)
            patchIssues(
              queryClient,
              new Map(
                issues
                  .filter((issue) => !changed.includes(issue))
                  .map((issue) => [issue.id, reverse.get(issue.id) ?? {}]),
              ),
              answered,
            );
          offerUndo(
            sayDone(act, { count: changed.length, number: changed[0]?.number }, nameOf),
            done.undoId,
            ids,
            reverse,
            skipped,
          );
          // Where nothing changed no event follows, and the reads that were dropped have to be asked for again.
          settle(ids, done.undoId === null);
        },
        (error: unknown) => {
          restoreIssues(queryClient, before);
          const current = only && readConflict(error);
          if (!current) return failed("Nothing was changed", error, ids);
          const contested = fieldsOf(act).filter(
            (field) =>
              (current as Record<string, unknown>)[field] !== (only as Record<string, unknown>)[field],
          );
          // Somebody changed something else about it: there is nothing to choose between.
          if (contested.length === 0 && !isSecondTry)
            return perform([{ ...only, ...current }], act, current.version, true);
          settle(ids, true);
          setAsking({
            kind: "conflict",
            conflict: { seen: only, current: { ...only, ...current }, act, fields: contested },
          });
        },
      );
    };

    return {
      act: (issues, act) => perform(issues, act),
      actOnFilter: (filter, count, act) => {
        client.triage.bulk
          .mutate({ launchId: launch.id, target: { filter }, act, expectedCount: count })
          .then(
            (done) => {
              offerUndo(
                sayDone(act, { count: done.changed }, nameOf),
                done.undoId,
                [],
                new Map(),
                done.skipped.length > 0
                  ? `${formatNoun(done.skipped.length, "issue")} left as they are: ${done.skipped[0]!.reason}`
                  : undefined,
              );
              settle([], true);
            },
            (error: unknown) => failed("Nothing was changed", error, []),
          );
      },
      merge: (into, sources, reason) => {
        client.triage.merge
          .mutate({ intoId: into.id, issueIds: sources.map((issue) => issue.id), reason })
          .then(
            (done) => {
              const said =
                done.merged.length === 1
                  ? `Merged #${done.merged[0]!.number} into #${into.number}`
                  : `Merged ${formatNoun(done.merged.length, "issue")} into #${into.number}`;
              offerUndo(
                said,
                done.undoId,
                [into.id, ...sources.map((issue) => issue.id)],
                new Map(),
                done.raised ?? `${formatNoun(done.movedItems, "report")} moved`,
              );
              settle([into.id, ...sources.map((issue) => issue.id)], true);
            },
            (error: unknown) => failed("Nothing was merged", error, [into.id]),
          );
      },
      unmerge: (issue) => {
        client.triage.unmerge.mutate({ issueId: issue.id }).then(
          (done) => {
            offerUndo(
              `#${issue.number} stands by itself again`,
              done.undoId,
              [issue.id, done.intoId],
              new Map(),
              `${formatNoun(done.movedItems, "report")} moved back; the two will not be merged by a machine again`,
            );
            settle([issue.id, done.intoId], true);
          },
          (error: unknown) => failed("The merge stands", error, [issue.id]),
        );
      },
      relate: (issue, other, kind, isTakenBack = false) => {
        const call = isTakenBack ? client.triage.unrelate : client.triage.relate;
        call.mutate({ issueId: issue.id, otherId: other.id, kind }).then(
          (done) => {
            const words = kind === "related" ? "related" : "not the same";
            offerUndo(
              isTakenBack
                ? `#${issue.number} and #${other.number} are no longer held to be ${words}`
                : `#${issue.number} and #${other.number} are ${words}`,
              done.undoId,
              [issue.id, other.id],
            );
            settle([issue.id, other.id], true);
          },
          (error: unknown) => failed("Nothing was changed", error, [issue.id]),
        );
      },
      splitOut: (issue, itemIds, title) => {
        client.triage.split
          .mutate({ issueId: issue.id, itemIds: [...itemIds], ...(title ? { title } : {}) })
          .then(
            (done) => {
              offerUndo(
                `${formatNoun(done.movedItems, "report")} of #${issue.number} ${done.movedItems === 1 ? "is" : "are"} an issue of ${done.movedItems === 1 ? "its" : "their"} own`,
                done.undoId,
                [issue.id, done.newIssueId],
              );
              settle([issue.id, done.newIssueId], true);
            },
            (error: unknown) => failed("Nothing was split out", error, [issue.id]),
          );
      },
      moveItems: (from, itemIds, to) => {
        client.triage.moveItems.mutate({ itemIds: [...itemIds], toIssueId: to.id }).then(
          (done) => {
            offerUndo(
              `${formatNoun(done.movedItems, "report")} moved to #${to.number}`,
              done.undoId,
              [from.id, to.id],
              new Map(),
              done.raised ?? undefined,
            );
            settle([from.id, to.id], true);
          },
          (error: unknown) => failed("Nothing was moved", error, [from.id]),
        );
      },
      undo: (undoId) => takeBack({ undoId, reverse: new Map(), issueIds: [] }),
      undoLast: () => {
        const last = undoable.current.at(-1);
        if (last) takeBack(last);
        else toastDone("There is nothing to undo here", "Older changes are undone from an issue's trail.");
      },
      askToMerge: (issues) =>
        issues.length > 0 && mayWrite ? setAsking({ kind: "merge", issues }) : undefined,
      askToDecline: (issues) =>
        issues.length > 0 && mayWrite ? setAsking({ kind: "decline", issues }) : undefined,
    };
  }, [client, isLive, launch.id, mayPlace, mayWrite, nameOf, queryClient]);

  const value = useMemo<IssueActs>(
    () => ({ ...acts, isAsking: asking !== null, targetsRef }),
    [acts, asking],
  );
  const close = () => setAsking(null);
  return (
    <IssueActsContext value={value}>
      {children}
      {asking?.kind === "merge" && (
        <MergeDialog issues={asking.issues} onClose={close} onMerge={acts.merge} />
      )}
      {asking?.kind === "decline" && (
        <DeclineDialog
          issues={asking.issues}
          onClose={close}
          onDecline={(reason) => acts.act(asking.issues, { kind: "decline", reason })}
        />
      )}
      {asking?.kind === "conflict" && (
        <ConflictDialog
          conflict={asking.conflict}
          onClose={close}
          onInsist={() => acts.act([asking.conflict.current], asking.conflict.act)}
          nameOf={nameOf}
        />
      )}
    </IssueActsContext>
  );
}

function pickFields(issue: ActTarget, keys: readonly string[]): IssuePatch {
  const all = issue as Record<string, unknown>;
  return Object.fromEntries(keys.map((key) => [key, all[key]]));
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
