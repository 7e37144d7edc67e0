/**
 * The main flow, on one page. A job hands over outbox rows of one organization; all stages take them as one set.
 *
 *   normalise  raw event → draft, own words apart         intake/drafts.ts, reading/split-quote.ts
 *   converse   one ticket, one report                     pipeline/conversations.ts
 *   classify   early rules, then a model or the built-in  triage/routing.ts, triage/classify-prompt.ts, ai/completions.commands.ts
 *   score      floors from words and from traffic         triage/severity.ts, monitoring/traffic.queries.ts
 *   group      same, related or new                       triage/grouping.ts, triage/group.commands.ts
 *   route      team, labels, urgency                      triage/routing.ts
 *   record     everything in one transaction              pipeline/commit.ts
 *
 * Whatever looks into a stranger's text runs in threads with a deadline per report (readers.ts); a report that passes it goes to quarantine
 * and the others go on. Nothing before the last step writes, so all of it may run twice; the last step happens once (server/db/client.ts,
 * `done`).
 */
import type { Classification } from "@/contracts/triage";
import { complete } from "@/server/ai/completions.commands";
import { BUILTIN } from "@/server/ai/prompt";
import type { Completion } from "@/server/ai/prompt";
import type { PendingRow } from "@/server/jobs/attempts";
import { now } from "@/server/platform/clock";
import { Terminal } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { classifyPrompt, type ClassifyItem } from "@/server/triage/classify-prompt";
import { loadArrivals } from "./load-arrivals";
import { commitReadings, type Committed } from "./commit";
import { loadLaunchFacts, type LaunchFacts } from "./facts-launch";
import { loadTrafficFacts } from "./facts-traffic";
import { findTickets } from "@/server/feedback/entries.queries";
import { joinConversations, ticketKeyOf, type Aside } from "./conversations";
import { hashOf, type Arrival, type Incoming } from "./incoming";
import { readAllReports, readReports, reportReaders, type Readers } from "./readers";
import type { Reading } from "./reading";
import type { InputOf, ReadReport } from "./report-reader";
import { unreadableReading } from "./unreadable";

/**
 * Takes outbox rows all the way to the board as one set. Where one of them cannot be read in time, what has been read until then goes to
 * the board at once, and the rest as a set after it.
 * @returns what was written; null when somebody else had carried the rows out meanwhile.
 * @throws Terminal when what a row is about does not exist.
 */
export async function runStages(
  scope: Scope,
  rows: readonly PendingRow[],
  readers: Readers = reportReaders(),
): Promise<Committed | null> {
  const arrivals = await loadArrivals(scope, rows);
  if (arrivals.length < rows.length) {
    const found = new Set(arrivals.map((a) => a.outboxId));
    if (arrivals.length === 0 || rows.length === 1)
      throw new Terminal(`The report ${rows.find((r) => !found.has(r.id))?.ref ?? ""} does not exist.`);
    throw new Error("A part of these reports does not exist; they are tried one by one.");
  }
  const launches = await loadLaunchFacts(
    scope,
    arrivals.map((a) => a.launchId),
  );
  const classified: Classified = new Map();
  const total: Committed = { items: 0, opened: 0, quarantined: 0 };
  for (let left = arrivals; left.length > 0;) {
    const read = await Promise.all(
      [...launches.values()].map(async (launch) => {
        const ofLaunch = left.filter((a) => a.launchId === launch.id);
        const traffic = await loadTrafficFacts(scope, launch.id, now());
        const shared = { launch, bursting: traffic.bursting };
        const { readings, asides } = await readOnce(scope, readers, shared, ofLaunch, classified);
        return { launch, readings, asides, shares: traffic.shareOfComponent };
      }),
    );
    const byLaunch = new Map(
      read.flatMap((l) => (l.readings.length + l.asides.length > 0 ? [[l.launch.id, l] as const] : [])),
    );
    const done = new Set(
      read.flatMap((l) => [
        ...l.readings.flatMap((r) => [r.outboxId, ...r.conversation.otherRows]),
        ...l.asides.flatMap((a) => a.outboxIds),
      ]),
    );
    const committed = await commitReadings(scope, [...done], byLaunch);
    if (committed === null) return null;
    total.items += committed.items;
    total.opened += committed.opened;
    total.quarantined += committed.quarantined;
    left = left.filter((a) => !done.has(a.outboxId));
  }
  return total;
}

/** Reports that are read and classified and wait to be understood, by outbox row: a model is not asked twice about one. */
type Classified = Map<string, InputOf<"classifyIncoming">>;

type Shared = { launch: LaunchFacts; bursting: ReadonlySet<string> };

/** Reads what arrived in a launch: everything, or until a report cannot be read. What is missing in the answer is read the next time. */
async function readOnce(
  scope: Scope,
  readers: Readers,
  shared: Shared,
  arrivals: readonly Arrival[],
  classified: Classified,
): Promise<{ readings: Reading[]; asides: Aside[] }> {
  const readings: Reading[] = [];
  const waiting = new Set([...classified.values()].flatMap((c) => c.incoming.conversation.otherRows));
  const unread = arrivals.filter((a) => !classified.has(a.outboxId) && !waiting.has(a.outboxId));
  const arrivalOf = new Map(arrivals.map((a) => [a.outboxId, a]));
  const fail = (outboxId: string, reason: string, otherRows: readonly string[] = []): void => {
    const reading = unreadableReading(arrivalOf.get(outboxId)!, reason);
    readings.push({ ...reading, conversation: { ...reading.conversation, otherRows } });
  };
  const fresh: ReadReport[] = [];
  const read = await readReports(readers, "read", shared, unread, sizeOfArrival);
  read.forEach((outcome, index) => {
    if (outcome.is === "read") fresh.push(outcome.value);
    else if (outcome.is === "failed") fail(unread[index]!.outboxId, outcome.reason);
  });
  const { reports, asides } = await converse(scope, readers, shared, fresh, fail);
  for (const input of await classifyAll(scope, shared.launch, reports))
    classified.set(input.incoming.outboxId, input);

  const ready = arrivals.filter((a) => classified.has(a.outboxId));
  const inputs = ready.map((a) => classified.get(a.outboxId)!);
  const classifiedReports = await readReports(readers, "classifyIncoming", shared, inputs, sizeOfInput);
  classifiedReports.forEach((outcome, index) => {
    const { incoming } = inputs[index]!;
    if (outcome.is === "read") readings.push(stayWhereItIs(outcome.value));
    else if (outcome.is === "failed")
      fail(incoming.outboxId, outcome.reason, incoming.conversation.otherRows);
  });
  return { readings, asides };
}

/** A report whose reporter wrote again is in quarantine or out of it as it was: its further words do not move it. */
function stayWhereItIs(reading: Reading): Reading {
  const { earlier } = reading.conversation;
  if (earlier === null) return reading;
  const { state, quarantineReason } = earlier;
  return { ...reading, item: { ...reading.item, state, quarantineReason } };
}

/** Puts what arrived together with its conversations, and reads again what was put together. */
async function converse(
  scope: Scope,
  readers: Readers,
  shared: Shared,
  fresh: readonly ReadReport[],
  fail: (outboxId: string, reason: string, otherRows: readonly string[]) => void,
): Promise<{ reports: ReadReport[]; asides: Aside[] }> {
  const keys = fresh.flatMap(({ incoming }) => ticketKeyOf(incoming) ?? []);
  if (keys.length === 0) return { reports: [...fresh], asides: [] };
  const tickets = await findTickets(scope, keys);
  const { asTheyCame, together, asides } = joinConversations(
    fresh.map((r) => r.incoming),
    tickets,
    hashOf,
  );
  const readOf = new Map(fresh.map((r) => [r.incoming.outboxId, r]));
  const reports = asTheyCame.map((incoming) => ({ ...readOf.get(incoming.outboxId)!, incoming }));
  const reread = await readAllReports(readers, "reread", shared, together, (i) => i.text.length);
  reread.forEach((outcome, index) => {
    const { outboxId, conversation } = together[index]!;
    if (outcome.is === "read") reports.push(outcome.value);
    else fail(outboxId, outcome.reason, conversation.otherRows);
  });
  return { reports, asides };
}

const sizeOfArrival = ({ event, item }: Arrival): number => event?.body.byteLength ?? item?.text.length ?? 0;
const sizeOfInput = ({ incoming }: InputOf<"classifyIncoming">): number => incoming.text.length;

/** Classifies what no early rule spares; quarantined arrivals and spared ones are read by the built-in rules alone. */
async function classifyAll(
  scope: Scope,
  launch: LaunchFacts,
  reports: readonly ReadReport[],
): Promise<InputOf<"classifyIncoming">[]> {
  const shown = (i: Incoming): ClassifyItem => ({ title: i.title, text: i.text, context: i.context });
  const forModel = reports.filter(
    ({ incoming, early }) => incoming.quarantineReason === null && !early.outcome.effects.skipAi,
  );
  const answers = await complete(scope, classifyPrompt, {
    variables: { launchName: launch.name, scope: launch.scope, components: launch.components },
    items: forModel.map(({ incoming }) => shown(incoming)),
    builtin: forModel.map(({ builtin }) => builtin),
  });
  const byItem = new Map(forModel.map(({ incoming }, index) => [incoming.itemId, answers[index]!]));
  return reports.map(({ incoming, early, builtin }) => ({
    incoming,
    early,
    completion: byItem.get(incoming.itemId) ?? byRules(builtin),
  }));
}

const byRules = (answer: Classification): Completion<Classification> => ({
  answer,
  provider: BUILTIN,
  model: BUILTIN,
  version: classifyPrompt.version,
  isDegraded: false,
});
