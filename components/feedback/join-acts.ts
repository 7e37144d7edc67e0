import { formatNoun } from "@/components/format/numbers";
import type { ActOutcomes, OutcomeInput } from "./act-outcomes";
import type { IssueActs } from "./acts-context";

type JoinInput = Pick<OutcomeInput, "client"> & { outcomes: ActOutcomes };

/** Acts that join issues, part them or move reports between them: sent first, and drawn when the server has said what came of it. */
export function joinActs({
  client,
  outcomes: { settle, offerUndo, failed },
}: JoinInput): Pick<IssueActs, "merge" | "unmerge" | "relate" | "splitOut" | "moveItems"> {
  return {
    merge: (into, sources, reason) => {
      client.triage.merge
        .mutate({ intoId: into.id, issueIds: sources.map((issue) => issue.id), reason })
        .then(
          (done) => {
            const message =
              done.merged.length === 1
                ? `Merged #${done.merged[0]!.number} into #${into.number}`
                : `Merged ${formatNoun(done.merged.length, "issue")} into #${into.number}`;
            offerUndo(
              message,
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
              `${formatNoun(done.movedItems, "report")} of #${issue.number} ` +
                `${done.movedItems === 1 ? "is" : "are"} an issue of ${done.movedItems === 1 ? "its" : "their"} ` +
                "own",
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
  };
}
