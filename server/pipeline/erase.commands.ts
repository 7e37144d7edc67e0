import type { Erase } from "@/contracts/privacy";
import { keepReceiptIn } from "@/server/audit/erasures.commands";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import type { ErasureSubject, Tally } from "@/server/db/erasing";
import type { Tx } from "@/server/db/sql";
import {
  holdErasableIn,
  issuesTouchedIn,
  itemsOfReportersIn,
  otherWordsIn,
  reportersOnlyOfIn,
  type ErasableReport,
} from "@/server/feedback/erase.queries";
import { addressesOfIn } from "@/server/feedback/people.queries";
import { nameRemover, quoteFinder, distinctiveNames } from "@/server/feedback/quoting";
import { lockLaunchIn } from "@/server/feedback/record.commands";
import { closeEmptiedIn, takeOutOfIssuesIn } from "@/server/feedback/withdraw-items.commands";
import {
  rawEventsOfIn,
  rawEventsOfTicketsIn,
  unrecordedNamingIn,
  type ErasableRaw,
} from "@/server/intake/erase.queries";
import { publishIn } from "@/server/live/publish";
import { now as clockNow } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { scoreIssuesIn } from "@/server/triage/score.commands";
import { ERASERS } from "./erasers";

/** What an erasure did, or would do: `receiptId` is null for one that was only tried out. */
export type Erased = {
  receiptId: string | null;
  reports: number;
  people: number;
  issues: number;
  tallies: readonly Tally[];
};

const TIMEOUT_MS = 60_000;

/** Thrown to roll a rehearsal back; never seen outside. */
class Rehearsed extends Error {
  constructor(readonly erased: Erased) {
    super("rehearsed");
  }
}

/**
 * Erases reports, or people with everything they reported, for good: every table that holds their words, in one transaction with its audit
 * entry and a receipt. What is left are rows with ids, times, labels and hashes.
 * @throws AppError NOT_FOUND when one of them is not here
 */
export async function erase(scope: Scope, what: Erase): Promise<Erased> {
  return withScope(scope, (tx) => eraseIn(tx, scope, what), { timeoutMs: TIMEOUT_MS });
}

/** What `erase` would do, found out by doing it and taking it back. @throws AppError NOT_FOUND */
export async function rehearseErasing(scope: Scope, what: Erase): Promise<Erased> {
  try {
    return await withScope(
      scope,
      async (tx) => {
        throw new Rehearsed(await eraseIn(tx, scope, what));
      },
      { timeoutMs: TIMEOUT_MS },
    );
  } catch (error) {
    if (error instanceof Rehearsed) return { ...error.erased, receiptId: null };
    throw error;
  }
}

/** As `erase`, inside a transaction: for what a source takes back for good. */
export async function eraseIn(tx: Tx, scope: Scope, what: Erase): Promise<Erased> {
  const now = clockNow();
  const { reports, raw, itemIds, reporterIds } = await holdIn(tx, scope, what);
  const subject = await subjectOf(tx, scope, { reports, raw, itemIds, reporterIds });
  const left = await takeOutOfIssuesIn(tx, scope, reports, "item_erased", now);
  const tallies: Tally[] = [];
  for (const eraser of ERASERS) tallies.push(...(await eraser(tx, scope, subject)));
  await scoreIssuesIn(tx, scope, left, now);
  await closeEmptiedIn(tx, scope, left, now);

  const emptied = tallies.filter((tally) => tally.rows > 0);
  const subjectIds = what.kind === "report" ? itemIds : reporterIds;
  const receiptId = await keepReceiptIn(tx, scope, {
    subjectKind: what.kind,
    subjectIds,
    itemIds,
    tallies: emptied,
  });
  await recordIn(tx, scope, {
    verb: `${what.kind}.erased`,
    subjectKind: what.kind,
    subjectId: subjectIds[0]!,
    data: { receiptId, itemIds, rows: emptied.reduce((sum, tally) => sum + tally.rows, 0) },
  });
  for (const launchId of new Set([...reports, ...raw].map((row) => row.launchId)))
    await publishIn(tx, scope, {
      kind: "issues.changed",
      launchId,
      ids: subject.issueIds.length <= 200 ? [...subject.issueIds] : [],
    });
  return {
    receiptId,
    reports: itemIds.length,
    people: subject.reporterIds.length,
    issues: subject.issueIds.length,
    tallies: emptied,
  };
}

type Held = { reports: ErasableReport[]; raw: ErasableRaw[]; itemIds: string[]; reporterIds: string[] };

/** What goes, held; the launches' locks keep the pipeline from recording one of them meanwhile. */
async function holdIn(tx: Tx, scope: Scope, what: Erase): Promise<Held> {
  const people =
    what.kind === "reporter"
      ? await tx.reporter.findMany({
          where: { orgId: scope.orgId, id: { in: what.reporterIds } },
          select: { id: true },
        })
      : [];
  if (what.kind === "reporter" && people.length < new Set(what.reporterIds).size)
    throw new AppError("NOT_FOUND", "There is no such person here.");
  const addresses = await addressesOfIn(
    tx,
    scope,
    people.map((person) => person.id),
  );
  const waiting = await unrecordedNamingIn(tx, scope, addresses);
  const find = async () => [
    ...new Set([
      ...(what.kind === "report" ? what.itemIds : []),
      ...(
        await itemsOfReportersIn(
          tx,
          scope,
          people.map((person) => person.id),
        )
      ).map((item) => item.id),
      ...waiting.map((event) => event.itemId),
    ]),
  ];
  const seen = await find();
  // Rows are held after the launches, as the pipeline holds them.
  const recorded = await tx.item.findMany({
    where: { orgId: scope.orgId, id: { in: seen } },
    select: { launchId: true },
  });
  const launchIds = [...recorded, ...(await rawEventsOfIn(tx, scope, seen))].map((row) => row.launchId);
  for (const launchId of [...new Set(launchIds)].sort()) await lockLaunchIn(tx, scope, launchId);
  // Looked for again behind the lock: a report of theirs may have been recorded in between.
  const itemIds = (await find()).sort();
  const reports = await holdErasableIn(tx, scope, itemIds);
  const tickets = reports.flatMap(({ sourceId, ticketId }) =>
    ticketId === null ? [] : [{ sourceId, ticketId }],
  );
  const raw = [
    ...new Map(
      [...(await rawEventsOfIn(tx, scope, itemIds)), ...(await rawEventsOfTicketsIn(tx, scope, tickets))].map(
        (event) => [event.id, event],
      ),
    ).values(),
  ];
  const known = new Set([...reports.map((report) => report.id), ...raw.map((event) => event.itemId)]);
  if (what.kind === "report" && itemIds.some((id) => !known.has(id)))
    throw new AppError("NOT_FOUND", "There is no such report here.");
  return { reports, raw, itemIds, reporterIds: people.map((person) => person.id).sort() };
}

async function subjectOf(
  tx: Tx,
  scope: Scope,
  { reports, raw, itemIds, reporterIds }: Held,
): Promise<ErasureSubject> {
  const writers = reports.flatMap((report) => report.reporterId ?? []);
  const gone = await reportersOnlyOfIn(tx, scope, [...new Set([...writers, ...reporterIds])], itemIds);
  const times = [...reports, ...raw].map((row) => row.receivedAt.getTime());
  const launchIds = [...new Set(reports.map((report) => report.launchId))];
  const emails = await addressesOfIn(tx, scope, gone);
  const isGone = new Set(gone);
  const names = distinctiveNames([
    ...reports.flatMap((report) =>
      report.reporterId !== null && isGone.has(report.reporterId) ? (report.name ?? []) : [],
    ),
    ...emails,
  ]);
  return {
    itemIds,
    reports,
    rawEventIds: raw.map((event) => event.id),
    reporterIds: gone,
    emails,
    issueIds: await issuesTouchedIn(tx, scope, itemIds),
    sourceIds: [...new Set([...reports, ...raw].map((row) => row.sourceId))],
    since: new Date(Math.min(...times, clockNow().getTime())),
    quotes: quoteFinder({
      erased: reports.flatMap(wordsIn),
      names: [...reports.flatMap((report) => report.name ?? []), ...emails],
      kept: await otherWordsIn(tx, scope, launchIds, itemIds),
    }),
    names,
    withoutNames: nameRemover(names),
  };
}

/** What a report says, its page's address and the tags it came with, too. */
function wordsIn({ title, text, context }: ErasableReport): string[] {
  const { url, route, account, tags } = (context ?? {}) as Record<string, unknown>;
  return [title, text, url, route, account, ...(Array.isArray(tags) ? (tags as unknown[]) : [])].filter(
    (word) => typeof word === "string",
  );
}
