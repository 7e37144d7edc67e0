import type { ItemContext } from "@/contracts/feedback";
import type { SourceKind } from "@/contracts/intake";
import type { Provenance } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import type { RecordedItem } from "@/server/feedback/record.commands";
import { toDraft } from "@/server/intake/drafts";
import { loadRawEvents } from "@/server/intake/raw-events.queries";
import type { PendingRow } from "@/server/jobs/attempts";
import type { Scope } from "@/server/platform/scope";

/** Something that came in and has to be read: from a raw event, or logged by a person (then the item exists already). */
export type Incoming = {
  outboxId: string;
  itemId: string;
  launchId: string;
  sourceId: string;
  sourceKind: SourceKind;
  sourceName: string;
  rawEventId: string | null;
  reference: string;
  title: string | null;
  text: string;
  context: ItemContext;
  reporter: RecordedItem["reporter"];
  occurredAt: Date;
  receivedAt: Date;
  /** Why it goes to quarantine before anybody reads it: a form's trap was touched, or nothing in it could be read. */
  quarantineReason: string | null;
  /** Agent-logged items: the issue a person chose, and what they said of it. */
  chosenIssueId: string | null;
  said: Readonly<Record<string, Provenance>>;
};

/** Everything a job's rows are about, read in two queries. What cannot be understood is kept in sight as a quarantined item. */
export async function loadIncoming(scope: Scope, rows: readonly PendingRow[]): Promise<Incoming[]> {
  const outboxOf = new Map(rows.map((r) => [r.ref, r.id]));
  const [raw, logged] = [
    rows.filter((r) => r.ref.startsWith("raw_")),
    rows.filter((r) => r.ref.startsWith("itm_")),
  ];
  const fromEvents = (
    await loadRawEvents(
      scope,
      raw.map((r) => r.ref),
    )
  ).map((event): Incoming => {
    const result = toDraft(event);
    const draft = result.ok ? result.draft : null;
    const said = draft?.reporter ?? null;
    const accountKey = said?.account ?? draft?.context.account ?? null;
    return {
      outboxId: outboxOf.get(event.id)!,
      itemId: event.itemId,
      launchId: event.launchId,
      sourceId: event.sourceId,
      sourceKind: event.sourceKind,
      sourceName: event.sourceName,
      rawEventId: event.id,
      reference: event.reference,
      title: draft?.title ?? null,
      text: draft?.text || "(nothing that could be read)",
      context: draft?.context ?? {},
      occurredAt: draft?.occurredAt ?? event.occurredAt,
      receivedAt: event.receivedAt,
      reporter:
        said || accountKey
          ? {
              personKey: said?.email
                ? `email:${said.email}`
                : said?.externalId
                  ? `${event.sourceId}:${said.externalId}`
                  : null,
              name: said?.name ?? null,
              email: said?.email ?? null,
              accountKey,
            }
          : null,
      quarantineReason: result.ok
        ? result.draft.isMarkedSpam
          ? "A field that people do not see was filled in."
          : null
        : `It could not be read: ${result.reason}`.slice(0, 300),
      chosenIssueId: null,
      said: {},
    };
  });
  return [...fromEvents, ...(logged.length ? await loadLogged(scope, logged, outboxOf) : [])];
}

type LoggedRow = Omit<Incoming, "outboxId" | "reporter" | "quarantineReason" | "said"> & {
  said: Record<string, Provenance>;
  personKey: string | null;
  reporterName: string | null;
  reporterEmail: string | null;
  accountKey: string | null;
};

async function loadLogged(
  scope: Scope,
  rows: readonly PendingRow[],
  outboxOf: ReadonlyMap<string, string>,
): Promise<Incoming[]> {
  const found = await withScope(
    scope,
    (tx) => tx.$queryRaw<LoggedRow[]>`
    select i.id as "itemId", i.launch_id as "launchId", i.source_id as "sourceId", s.kind as "sourceKind", s.name as "sourceName", i.raw_event_id as "rawEventId", i.reference, i.title, i.text, i.context,
      i.occurred_at as "occurredAt", i.received_at as "receivedAt", i.issue_id as "chosenIssueId", i.provenance as said, i.person_key as "personKey", r.name as "reporterName", r.email as "reporterEmail", i.account_key as "accountKey"
    from item i join source s on s.org_id = i.org_id and s.id = i.source_id left join reporter r on r.org_id = i.org_id and r.id = i.reporter_id
    where i.org_id = ${scope.orgId} and i.id = any(${rows.map((r) => r.ref)})`,
  );
  return found.map(({ personKey, reporterName, reporterEmail, accountKey, said, ...item }) => ({
    ...item,
    outboxId: outboxOf.get(item.itemId)!,
    reporter:
      (personKey ?? reporterName ?? accountKey)
        ? { personKey, name: reporterName, email: reporterEmail, accountKey }
        : null,
    quarantineReason: null,
    // What a machine said before is said anew; what a person said stays.
    said: Object.fromEntries(Object.entries(said).filter(([, p]) => p.by === "person")),
  }));
}
