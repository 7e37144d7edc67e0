import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import type { ErasureSubject, Eraser, Tally } from "@/server/db/erasing";
import type { Tx } from "@/server/db/sql";
import { eraseEntriesIn, eraseItemsIn } from "@/server/feedback/erase.commands";
import {
  holdErasableIn,
  issuesTouchedIn,
  otherWordsIn,
  type ErasableReport,
} from "@/server/feedback/erase.queries";
import { quarantineItemIn, releaseItem } from "@/server/feedback/quarantine-item.commands";
import { nameRemover, quoteFinder } from "@/server/feedback/quoting";
import { lockLaunchIn } from "@/server/feedback/record.commands";
import { closeEmptiedIn, takeOutOfIssuesIn } from "@/server/feedback/withdraw-items.commands";
import { eraseRawEventsIn } from "@/server/intake/erase.commands";
import { rawEventsOfTicketsIn } from "@/server/intake/erase.queries";
import { htmlToText, isHtml, tidyText } from "@/server/intake/plain-text";
import type { Withdrawal } from "@/server/intake/withdrawal";
import { enqueueIn } from "@/server/jobs/outbox";
import { runPipeline } from "@/server/jobs/run-pipeline";
import { publishIn } from "@/server/live/publish";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { eraseIssueTitlesIn } from "@/server/triage/erase.commands";
import { scoreIssuesIn } from "@/server/triage/score.commands";
import { joinedText } from "./conversations";
import { isReporters } from "./incoming";
import { eraseIn } from "./erase.commands";
import { ERASERS } from "./erasers";
import { hashOf } from "./incoming";

/** What became of a withdrawal: the report it is about, or that there is none here. */
export type Followed = { isKnown: true; itemId: string } | { isKnown: false };

const TIMEOUT_MS = 60_000;
const SPAM = "It was marked as spam in the helpdesk.";
/** The text of a report of which the reporter's words have all gone. */
const NO_WORDS = "(taken back at its source)";

/**
 * Follows what a helpdesk takes back of a ticket, in one transaction with its audit entry. Doing it again changes nothing.
 * @throws AppError UNAVAILABLE while a delivery of the ticket waits to be read: the sender comes again
 */
export async function followWithdrawal(
  scope: Scope,
  sourceId: string,
  withdrawal: Withdrawal,
): Promise<Followed> {
  const state = await withScope(scope, (tx) => findIn(tx, scope, sourceId, withdrawal.ticketId));
  if (!state) return { isKnown: false };
  if (withdrawal.kind === "not_spam") {
    if (state.quarantineReason === SPAM) await releaseItem(scope, state.id);
    return { isKnown: true, itemId: state.id };
  }
  return withScope(
    scope,
    async (tx) => {
      await lockLaunchIn(tx, scope, state.launchId);
      const [report] = await holdErasableIn(tx, scope, [state.id]);
      await followIn(tx, scope, report!, withdrawal, clockNow());
      return { isKnown: true, itemId: state.id };
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

async function findIn(tx: Tx, scope: Scope, sourceId: string, ticketId: string) {
  const item = await tx.item.findFirst({
    where: { orgId: scope.orgId, sourceId, ticketId },
    select: { id: true, launchId: true, quarantineReason: true },
  });
  const raw = await rawEventsOfTicketsIn(tx, scope, [{ sourceId, ticketId }]);
  const waiting = await tx.outbox.count({
    where: { orgId: scope.orgId, state: "pending", ref: { in: raw.map((event) => event.id) } },
  });
  if (waiting > 0)
    throw new AppError("UNAVAILABLE", "This ticket is being read. Send it again in a moment.", {}, 5_000);
  return item;
}

async function followIn(
  tx: Tx,
  scope: Scope,
  report: ErasableReport,
  withdrawal: Withdrawal,
  now: Date,
): Promise<void> {
  switch (withdrawal.kind) {
    case "erased":
      await eraseIn(tx, scope, { kind: "report", itemIds: [report.id] });
      return;
    case "withdrawn":
      await withdrawIn(tx, scope, report, now);
      break;
    case "restored":
      await restoreIn(tx, scope, report);
      break;
    case "spam":
    case "not_spam":
      await setAsideIn(tx, scope, report, now);
      break;
    case "redacted":
    case "made_private":
      await takeBackCommentIn(tx, scope, report, withdrawal, now);
      break;
    case "merged":
      await mergeIntoIn(tx, scope, report, withdrawal.intoTicketId, now);
      break;
  }
  await recordIn(tx, scope, {
    verb: `item.${withdrawal.kind === "spam" ? "marked_as_spam" : withdrawal.kind}`,
    subjectKind: "item",
    subjectId: report.id,
    launchId: report.launchId,
    data: { reference: report.reference, by: "source" },
  });
  await publishIn(tx, scope, { kind: "issues.changed", launchId: report.launchId, ids: [] });
}

/** Everything that was made of a report goes, and what arrived stays as it is until it is deleted for good or given again. */
async function withdrawIn(tx: Tx, scope: Scope, report: ErasableReport, now: Date): Promise<void> {
  const subject = await subjectOf(tx, scope, report, [report.title ?? "", report.text], []);
  const left = await takeOutOfIssuesIn(tx, scope, [report], "item_withdrawn", now);
  const derived = ERASERS.filter((eraser) => eraser !== eraseRawEventsIn);
  await runErasersIn(tx, scope, { ...subject, rawEventIds: [] }, derived);
  await scoreIssuesIn(tx, scope, left, now);
  await closeEmptiedIn(tx, scope, left, now);
}

/** Reads a ticket again from what had arrived, as if it had just come. */
async function restoreIn(tx: Tx, scope: Scope, report: ErasableReport): Promise<void> {
  const item = await tx.item.findUniqueOrThrow({
    where: { orgId_id: { orgId: scope.orgId, id: report.id } },
    select: { state: true },
  });
  if (item.state !== "withdrawn" || report.ticketId === null) return;
  const { sourceId, ticketId } = report;
  const raw = await tx.rawEvent.findMany({
    where: {
      orgId: scope.orgId,
      id: { in: (await rawEventsOfTicketsIn(tx, scope, [{ sourceId, ticketId }])).map((event) => event.id) },
    },
    select: { id: true, body: true },
  });
  const whole = raw.filter((event) => event.body.byteLength > 0).map((event) => event.id);
  if (whole.length === 0) return;
  await tx.itemEntry.deleteMany({ where: { orgId: scope.orgId, itemId: report.id } });
  await tx.item.update({
    where: { orgId_id: { orgId: scope.orgId, id: report.id } },
    data: { state: "open", ticketId: null, version: { increment: 1 } },
  });
  await enqueueIn(tx, scope, runPipeline, whole);
}

async function setAsideIn(tx: Tx, scope: Scope, report: ErasableReport, now: Date): Promise<void> {
  const item = await tx.item.findUniqueOrThrow({
    where: { orgId_id: { orgId: scope.orgId, id: report.id } },
    select: { state: true },
  });
  if (item.state === "quarantined" || item.state === "withdrawn") return;
  const { rescore } = await quarantineItemIn(tx, scope, { itemId: report.id, reason: SPAM });
  await scoreIssuesIn(tx, scope, rescore, now);
  await closeEmptiedIn(tx, scope, rescore, now);
}

/** A comment's words go, or go out of the reporter's sight; the report is what is left, and nothing made of the others stays. */
async function takeBackCommentIn(
  tx: Tx,
  scope: Scope,
  report: ErasableReport,
  withdrawal: Extract<Withdrawal, { kind: "redacted" | "made_private" }>,
  now: Date,
): Promise<void> {
  const entries = await tx.itemEntry.findMany({
    where: { orgId: scope.orgId, itemId: report.id },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  // Of a ticket's first comment an event does not always tell the id; a ticket of one comment leaves no doubt.
  const entry =
    entries.find((e) => e.commentId !== null && e.commentId === withdrawal.commentId) ??
    (entries.length === 1
      ? entries[0]
      : entries.filter((e) => e.commentId === null && isReporters(e as never))[0]);
  if (!entry) return;
  const isRedacted = withdrawal.kind === "redacted";
  const given = isRedacted ? (withdrawal.text ?? "") : entry.ownWords;
  const words = tidyText(isHtml(given) ? htmlToText(given) : given);
  await tx.itemEntry.update({
    where: { orgId_id: { orgId: scope.orgId, id: entry.id } },
    data: isRedacted
      ? { ownWords: words, quotedWords: "", contentHash: hashOf(words) }
      : { visibility: "private" },
  });
  const left = entries
    .map((e) =>
      e.id !== entry.id ? e : isRedacted ? { ...e, ownWords: words } : { ...e, visibility: "private" },
    )
    .filter((e) => isReporters(e as never));
  const text = joinedText(left.map((e) => e.ownWords)) || NO_WORDS;
  const subject = await subjectOf(tx, scope, report, [entry.ownWords, entry.quotedWords], [text]);
  const title = report.title !== null && subject.quotes(report.title) ? null : report.title;
  await tx.item.update({
    where: { orgId_id: { orgId: scope.orgId, id: report.id } },
    data: { text, title, version: { increment: 1 } },
  });
  const kept: readonly Eraser[] = [eraseEntriesIn, eraseItemsIn, eraseIssueTitlesIn, eraseRawEventsIn];
  await runErasersIn(
    tx,
    scope,
    subject,
    ERASERS.filter((eraser) => !kept.includes(eraser)),
  );
  // The report stays in its issue and may name it anew.
  await eraseIssueTitlesIn(tx, scope, { ...subject, itemIds: [] });
  if (isRedacted) await eraseRawEventsIn(tx, scope, { ...subject, itemIds: [] });
  await scoreIssuesIn(tx, scope, report.issueId ? [report.issueId] : [], now);
}

/** One ticket's conversation goes on in another's: what was said is said there, and the report that it was is none any more. */
async function mergeIntoIn(
  tx: Tx,
  scope: Scope,
  report: ErasableReport,
  intoTicketId: string,
  now: Date,
): Promise<void> {
  const into = await tx.item.findFirst({
    where: { orgId: scope.orgId, sourceId: report.sourceId, ticketId: intoTicketId },
    select: { id: true, issueId: true, state: true },
  });
  if (!into) {
    // The other ticket was never told of here: from now on this report stands for it.
    await tx.item.update({
      where: { orgId_id: { orgId: scope.orgId, id: report.id } },
      data: { ticketId: intoTicketId, version: { increment: 1 } },
    });
    await tx.itemEntry.updateMany({
      where: { orgId: scope.orgId, itemId: report.id },
      data: { ticketId: intoTicketId },
    });
    return;
  }
  if (into.state === "withdrawn") return;
  await tx.itemEntry.updateMany({
    where: { orgId: scope.orgId, itemId: report.id },
    data: { itemId: into.id, ticketId: intoTicketId },
  });
  const entries = await tx.itemEntry.findMany({
    where: { orgId: scope.orgId, itemId: into.id },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const text = joinedText(entries.filter((e) => isReporters(e as never)).map((e) => e.ownWords));
  await tx.item.update({
    where: { orgId_id: { orgId: scope.orgId, id: into.id } },
    data: { ...(text && { text }), version: { increment: 1 } },
  });
  const left = await takeOutOfIssuesIn(tx, scope, [report], "item_withdrawn", now);
  await tx.item.update({
    where: { orgId_id: { orgId: scope.orgId, id: report.id } },
    data: { state: "withdrawn", title: null, text: NO_WORDS, version: { increment: 1 } },
  });
  await scoreIssuesIn(tx, scope, [...left, ...(into.issueId ? [into.issueId] : [])], now);
  await closeEmptiedIn(tx, scope, left, now);
}

async function runErasersIn(
  tx: Tx,
  scope: Scope,
  subject: ErasureSubject,
  erasers: readonly Eraser[],
): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const eraser of erasers) tallies.push(...(await eraser(tx, scope, subject)));
  return tallies;
}

/** What goes of one report: these words of it. The person stays known; a name or an address is not taken back with a comment. */
async function subjectOf(
  tx: Tx,
  scope: Scope,
  report: ErasableReport,
  erased: readonly string[],
  kept: readonly string[],
): Promise<ErasureSubject> {
  const { sourceId, ticketId } = report;
  const raw = ticketId === null ? [] : await rawEventsOfTicketsIn(tx, scope, [{ sourceId, ticketId }]);
  return {
    itemIds: [report.id],
    reports: [{ ...report, title: null, text: erased.join("\n") }],
    rawEventIds: raw.map((event) => event.id),
    reporterIds: [],
    emails: [],
    issueIds: await issuesTouchedIn(tx, scope, [report.id]),
    sourceIds: [sourceId],
    since: report.receivedAt,
    quotes: quoteFinder({
      erased,
      names: [],
      kept: [...kept, ...(await otherWordsIn(tx, scope, [report.launchId], [report.id]))],
    }),
    names: [],
    withoutNames: nameRemover([]),
  };
}
