import { mapFreeText } from "@/server/audit/free-text";
import { ERASED } from "@/contracts/privacy";
import type { Eraser, Tally } from "@/server/db/erasing";
import { rows, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

/** Empties reports and removes the people who have no other; the rows of reports stay, and say that they were withdrawn. */
export const eraseItemsIn: Eraser = async (tx, scope, { itemIds, reporterIds }) => {
  const items = await tx.$executeRaw`
    update item
    set
      title = null,
      text = ${ERASED},
      context = '{}',
      person_key = null,
      account_key = null,
      reporter_id = null,
      fingerprint = null,
      state = 'withdrawn',
      quarantine_reason = null,
      is_degraded = false,
      provenance = coalesce(
        (
          select jsonb_object_agg(p.key, p.value || jsonb_build_object('reason', ${ERASED}::text))
          from jsonb_each(provenance) p
        ),
        '{}'
      ),
      before_relabel = null,
      version = version + 1
    where
      org_id = ${scope.orgId}
      and id = any(${[...itemIds]}::text[])
  `;
  const joins = await tx.$executeRaw`
    update issue_item
    set reason = ${ERASED}
    where
      org_id = ${scope.orgId}
      and item_id = any(${[...itemIds]}::text[])
  `;
  const identities = await tx.$executeRaw`
    delete from reporter_identity
    where
      org_id = ${scope.orgId}
      and reporter_id = any(${[...reporterIds]}::text[])
  `;
  const reporters = await tx.$executeRaw`
    delete from reporter
    where
      org_id = ${scope.orgId}
      and id = any(${[...reporterIds]}::text[])
  `;
  return [
    { table: "item", what: "title, text, context and who wrote it", rows: items },
    { table: "issue_item", what: "why it was in its issue", rows: joins },
    { table: "reporter", what: "the person's name and address", rows: reporters },
    { table: "reporter_identity", what: "ids and addresses they are known by", rows: identities },
  ];
};

/**
 * Empties what was said in the conversations of these reports, by whomever, and what was said of a conversation before its report arrived.
 * The hashes go with the words: short words can be guessed from them.
 */
export const eraseEntriesIn: Eraser = async (tx, scope, { itemIds, rawEventIds }) => {
  const entries = await tx.$executeRaw`
    update item_entry
    set
      own_words = case
        when own_words = '' then ''
        else ${ERASED}
      end,
      quoted_words = '',
      author_name = null,
      content_hash = ''
    where
      org_id = ${scope.orgId}
      and (
        item_id = any(${[...itemIds]}::text[])
        or raw_event_id = any(${[...rawEventIds]}::text[])
      )
  `;
  return [{ table: "item_entry", what: "the text of the conversation", rows: entries }];
};

type IssueWords = {
  id: string;
  workaround: string | null;
  impactReason: string | null;
  effortReason: string;
  labels: string[];
  provenance: unknown;
  snooze: unknown;
};

/**
 * Empties what people and machines wrote on issues with the words that go: workarounds, reasons, lines of the history. What uses none of
 * them stays.
 */
export const eraseIssueWordsIn: Eraser = async (tx, scope, { issueIds, quotes }) => {
  const erase = (text: string): string => (quotes(text) ? ERASED : text);
  const issues = await tx.$queryRaw<IssueWords[]>`
    select
      id,
      workaround,
      impact_reason as "impactReason",
      effort_reason as "effortReason",
      labels,
      provenance,
      snooze
    from issue
    where
      org_id = ${scope.orgId}
      and id = any(${[...issueIds]}::text[])
    order by id
    for no key update
  `;
  const changed = issues.flatMap((issue) => {
    const next: IssueWords = {
      id: issue.id,
      workaround: issue.workaround !== null && quotes(issue.workaround) ? null : issue.workaround,
      impactReason: issue.impactReason === null ? null : erase(issue.impactReason),
      effortReason: erase(issue.effortReason),
      labels: issue.labels.filter((label) => !quotes(label)),
      provenance: mapFreeText(issue.provenance, erase),
      snooze: mapFreeText(issue.snooze, erase),
    };
    const isSame =
      next.labels.length === issue.labels.length &&
      (["workaround", "impactReason", "effortReason", "provenance", "snooze"] as const).every(
        (key) => next[key] === issue[key],
      );
    return isSame ? [] : [next];
  });
  if (changed.length > 0)
    await tx.$executeRaw`
      update issue i
      set
        workaround = r.workaround,
        impact_reason = r."impactReason",
        effort_reason = r."effortReason",
        labels = array(
          select jsonb_array_elements_text(r.labels)
        ),
        provenance = r.provenance,
        snooze = r.snooze,
        version = i.version + 1
      from
        jsonb_to_recordset(${rows(changed)}::jsonb) as r(
          id text,
          workaround text,
          "impactReason" text,
          "effortReason" text,
          labels jsonb,
          provenance jsonb,
          snooze jsonb
        )
      where
        i.org_id = ${scope.orgId}
        and i.id = r.id
    `;
  return [
    { table: "issue", what: "workaround, reasons and labels that quote it", rows: changed.length },
    await eraseReasonsIn(tx, scope, issueIds, quotes),
    await eraseRelationsIn(tx, scope, issueIds, quotes),
    await eraseTrailIn(tx, scope, issueIds, quotes),
  ];
};

async function eraseReasonsIn(
  tx: Tx,
  scope: Scope,
  issueIds: readonly string[],
  quotes: (text: string) => boolean,
): Promise<Tally> {
  const reasons = await tx.$queryRaw<{ id: string; reason: string }[]>`
    select
      id,
      reason
    from issue_item
    where
      org_id = ${scope.orgId}
      and issue_id = any(${[...issueIds]}::text[])
      and reason <> ${ERASED}
  `;
  const ids = reasons.filter((row) => quotes(row.reason)).map((row) => row.id);
  await tx.$executeRaw`
    update issue_item
    set reason = ${ERASED}
    where
      org_id = ${scope.orgId}
      and id = any(${ids}::text[])
  `;
  return { table: "issue_item", what: "reasons of other reports that quote it", rows: ids.length };
}

async function eraseRelationsIn(
  tx: Tx,
  scope: Scope,
  issueIds: readonly string[],
  quotes: (text: string) => boolean,
): Promise<Tally> {
  const relations = await tx.$queryRaw<{ id: string; reason: string }[]>`
    select
      id,
      reason
    from issue_relation
    where
      org_id = ${scope.orgId}
      and (
        issue_id = any(${[...issueIds]}::text[])
        or other_id = any(${[...issueIds]}::text[])
      )
  `;
  const ids = relations.filter((row) => quotes(row.reason)).map((row) => row.id);
  await tx.$executeRaw`
    update issue_relation
    set reason = ${ERASED}
    where
      org_id = ${scope.orgId}
      and id = any(${ids}::text[])
  `;
  return { table: "issue_relation", what: "reasons that quote it", rows: ids.length };
}

/**
 * Lines of the history of these issues, and of those that were part of the same act or are related to them: they hold each other's titles.
 * An act whose lines lost words can no longer be undone, which would bring nothing back but the gap.
 */
async function eraseTrailIn(
  tx: Tx,
  scope: Scope,
  issueIds: readonly string[],
  quotes: (text: string) => boolean,
): Promise<Tally> {
  const ids = [...issueIds];
  const events = await tx.$queryRaw<{ id: string; data: unknown; groupId: string | null }[]>`
    select
      e.id,
      e.data,
      e.group_id as "groupId"
    from issue_event e
    where
      e.org_id = ${scope.orgId}
      and (
        e.issue_id = any(${ids}::text[])
        or e.issue_id in (
          select
            case
              when r.issue_id = any(${ids}::text[]) then r.other_id
              else r.issue_id
            end
          from issue_relation r
          where
            r.org_id = ${scope.orgId}
            and (
              r.issue_id = any(${ids}::text[])
              or r.other_id = any(${ids}::text[])
            )
        )
        or e.group_id in (
          select g.group_id
          from issue_event g
          where
            g.org_id = ${scope.orgId}
            and g.issue_id = any(${ids}::text[])
            and g.group_id is not null
        )
      )
  `;
  const changed = events.flatMap(({ id, data, groupId }) => {
    const next = mapFreeText(data, (text) => (quotes(text) ? ERASED : text));
    return next === data ? [] : [{ id, data: next, groupId }];
  });
  await tx.$executeRaw`
    update issue_event e
    set data = r.data
    from jsonb_to_recordset(${rows(changed)}::jsonb) as r(id text, data jsonb)
    where
      e.org_id = ${scope.orgId}
      and e.id = r.id
  `;
  const groups = [...new Set(changed.flatMap((event) => event.groupId ?? []))];
  await tx.$executeRaw`
    update issue_event
    set group_id = null
    where
      org_id = ${scope.orgId}
      and group_id = any(${groups}::text[])
  `;
  return { table: "issue_event", what: "lines of the history that quote it", rows: changed.length };
}
