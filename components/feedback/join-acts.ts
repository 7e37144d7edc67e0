import { formatNoun } from "@/components/format/numbers";
import type { ActOutcomes, Offer, OutcomeInput } from "./act-outcomes";
import type { IssueActs } from "./acts-context";

/** Issues that were merged one after the other, whichever they were merged into. */
const MERGED = "merged";

type JoinInput = Pick<OutcomeInput, "client"> & { outcomes: ActOutcomes };

/** Acts that join issues, part them or move reports between them: sent first, and drawn when the server has said what came of it. */
export function joinActs({
  client,
  outcomes: { settle, offerUndo, failed, undoable },
}: JoinInput): Pick<IssueActs, "merge" | "unmerge" | "relate" | "splitOut" | "moveItems"> {
  /** Follows a sent act; `offer` makes of the answer what is said and how it is taken back. */
  const finish = <Done extends { undoId: string | null }>(
    sent: Promise<Done>,
    failure: { title: string; issueIds: readonly string[] },
    offer: (
      done: Done,
    ) => Pick<Offer, "issueIds" | "description"> & { burstKey?: string; text: string; number?: number },
  ) => {
    const order = undoable.nextOrder();
    undoable.follow(sent);
    sent.then(
      (done) => {
        const { text, burstKey = `${failure.title} ${order}`, ...rest } = offer(done);
        offerUndo({
          ...rest,
          undoId: done.undoId,
          order,
          burstKey,
          describe: (size) =>
            size.count > 1 && burstKey === MERGED ? `Merged ${formatNoun(size.count, "issue")}` : text,
        });
        settle(rest.issueIds, true);
      },
      (error: unknown) => failed(failure.title, error, failure.issueIds),
    );
  };
  return {
    merge: (into, sources, reason) => {
      const only = sources.length === 1 ? sources[0] : undefined;
      finish(
        client.triage.merge.mutate({
          intoId: into.id,
          issueIds: sources.map((issue) => issue.id),
          reason,
        }),
        { title: "Nothing was merged", issueIds: [into.id] },
        (done) => ({
          // Each issue that is merged by itself may go into another; several in a row are one burst all the same.
          ...(only ? { burstKey: MERGED, number: only.number } : {}),
          text:
            done.merged.length === 1
              ? `Merged #${done.merged[0]!.number} into #${into.number}`
              : `Merged ${formatNoun(done.merged.length, "issue")} into #${into.number}`,
          issueIds: [into.id, ...sources.map((issue) => issue.id)],
          description: done.raised ?? `${formatNoun(done.movedItems, "report")} moved`,
        }),
      );
    },
    unmerge: (issue) => {
      finish(
        client.triage.unmerge.mutate({ issueId: issue.id }),
        { title: "The merge was not undone", issueIds: [issue.id] },
        (done) => ({
          text: `#${issue.number} is a separate issue again`,
          issueIds: [issue.id, done.intoId],
          description: `${formatNoun(done.movedItems, "report")} moved back; the two will not be merged automatically again`,
        }),
      );
    },
    relate: (issue, other, kind, isTakenBack = false) => {
      const call = isTakenBack ? client.triage.unrelate : client.triage.relate;
      const words = kind === "related" ? "related" : "not the same";
      finish(
        call.mutate({ issueId: issue.id, otherId: other.id, kind }),
        { title: "Nothing was changed", issueIds: [issue.id] },
        () => ({
          text: isTakenBack
            ? `#${issue.number} and #${other.number} are no longer marked as ${words}`
            : `#${issue.number} and #${other.number} are ${words}`,
          issueIds: [issue.id, other.id],
        }),
      );
    },
    splitOut: (issue, itemIds, title) => {
      finish(
        client.triage.split.mutate({ issueId: issue.id, itemIds: [...itemIds], ...(title ? { title } : {}) }),
        { title: "Nothing was split out", issueIds: [issue.id] },
        (done) => ({
          text:
            `${formatNoun(done.movedItems, "report")} of #${issue.number} ` +
            `${done.movedItems === 1 ? "is" : "are"} an issue of ${done.movedItems === 1 ? "its" : "their"} own`,
          issueIds: [issue.id, done.newIssueId],
        }),
      );
    },
    moveItems: (from, itemIds, to) => {
      finish(
        client.triage.moveItems.mutate({ itemIds: [...itemIds], toIssueId: to.id }),
        { title: "Nothing was moved", issueIds: [from.id] },
        (done) => ({
          text: `${formatNoun(done.movedItems, "report")} moved to #${to.number}`,
          issueIds: [from.id, to.id],
          description: done.raised ?? undefined,
        }),
      );
    },
  };
}
