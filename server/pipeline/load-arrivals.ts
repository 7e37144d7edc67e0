import type { ItemType, Provenance, Sentiment, Severity } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { loadRawEvents } from "@/server/intake/raw-events.queries";
import type { PendingRow } from "@/server/jobs/attempts";
import type { Scope } from "@/server/platform/scope";
import { personLabelsOf } from "@/server/reading/decide-labels";
import type { Arrival, Incoming } from "./incoming";

/** Everything a job's rows are about, in two queries and as it was stored: nothing a stranger wrote is looked at here. */
export async function loadArrivals(scope: Scope, rows: readonly PendingRow[]): Promise<Arrival[]> {
  const outboxOf = new Map(rows.map((r) => [r.ref, r.id]));
  const [raw, logged] = [
    rows.filter((r) => r.ref.startsWith("raw_")),
    rows.filter((r) => r.ref.startsWith("itm_")),
  ];
  const events = await loadRawEvents(
    scope,
    raw.map((r) => r.ref),
  );
  return [
    ...events.map((event): Arrival => ({
      outboxId: outboxOf.get(event.id)!,
      launchId: event.launchId,
      event,
      item: null,
    })),
    ...(logged.length ? await loadLogged(scope, logged, outboxOf) : []),
  ];
}

/** A stored report's labels with who set each. */
export type StoredLabels = {
  type: ItemType;
  severity: Severity;
  sentiment: Sentiment;
  componentId: string | null;
  provenance: Readonly<Record<string, Provenance>>;
};

/** What a person said of a stored report; what a machine said before is said anew. */
export const labelsByPerson = (
  stored: StoredLabels,
): Pick<Incoming, "personLabels" | "personComponent" | "decidedByPerson"> => ({
  personLabels: personLabelsOf(stored),
  decidedByPerson: Object.fromEntries(
    Object.entries(stored.provenance).filter(([, { by }]) => by === "person"),
  ),
  personComponent:
    stored.provenance["component"]?.by === "person"
      ? { value: stored.componentId, provenance: stored.provenance["component"] }
      : null,
});

type LoggedRow = Omit<
  Incoming,
  | "outboxId"
  | "reporter"
  | "quarantineReason"
  | "personLabels"
  | "personComponent"
  | "decidedByPerson"
  | "arrived"
  | "conversation"
  | "isAcknowledged"
  | "isQuotable"
> & {
  ticketId: string | null;
  stored: StoredLabels;
  personKey: string | null;
  reporterName: string | null;
  reporterEmail: string | null;
  accountKey: string | null;
};

async function loadLogged(
  scope: Scope,
  rows: readonly PendingRow[],
  outboxOf: ReadonlyMap<string, string>,
): Promise<Arrival[]> {
  const found = await withScope(
    scope,
    (tx) => tx.$queryRaw<LoggedRow[]>`
      select
        i.id as "itemId",
        i.launch_id as "launchId",
        i.source_id as "sourceId",
        s.kind as "sourceKind",
        s.name as "sourceName",
        i.raw_event_id as "rawEventId",
        i.reference,
        i.ticket_id as "ticketId",
        i.title,
        i.text,
        i.context,
        i.occurred_at as "occurredAt",
        i.received_at as "receivedAt",
        i.issue_id as "chosenIssueId",
        jsonb_build_object(
          'type',
          i.type,
          'severity',
          i.severity,
          'sentiment',
          i.sentiment,
          'componentId',
          i.component_id,
          'provenance',
          i.provenance
        ) as stored,
        i.person_key as "personKey",
        r.name as "reporterName",
        r.email as "reporterEmail",
        i.account_key as "accountKey"
      from
        item i
        join source s on s.org_id = i.org_id
        and s.id = i.source_id
        left join reporter r on r.org_id = i.org_id
        and r.id = i.reporter_id
      where
        i.org_id = ${scope.orgId}
        and i.id = any(${rows.map((r) => r.ref)})
    `,
  );
  return found.map(({ personKey, reporterName, reporterEmail, accountKey, stored, ticketId, ...item }) => {
    const outboxId = outboxOf.get(item.itemId)!;
    const reporter =
      (personKey ?? reporterName ?? accountKey)
        ? {
            externalId: null,
            name: reporterName,
            email: reporterEmail,
            accountKey,
            isLoggedByAgent: item.rawEventId === null,
            isKnown: true,
            givenAt: item.occurredAt,
          }
        : null;
    return {
      outboxId,
      launchId: item.launchId,
      event: null,
      item: {
        ...item,
        outboxId,
        reporter,
        quarantineReason: null,
        arrived: null,
        conversation: { ticketId, entries: [], otherRows: [], earlier: null },
        isAcknowledged: item.sourceKind !== "zendesk",
        isQuotable: item.sourceKind !== "zendesk",
        ...labelsByPerson(stored),
      },
    };
  });
}
