import { ItemContext } from "@/contracts/feedback";
import { ERASED } from "@/contracts/privacy";
import type { Eraser, ErasureSubject, Tally } from "@/server/db/erasing";
import { rows, type Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { ownTerms } from "@/server/reading/own-words";
import { placesOf } from "@/server/reading/place";
import { issueTitle } from "./issue-title";

/** Empties reasons of labels: of the reports all of them, of issues those that quote. */
export const eraseLabelsIn: Eraser = async (tx, scope, { itemIds, issueIds, quotes }) => {
  const ofIssues = await tx.label.findMany({
    where: { orgId: scope.orgId, subjectKind: "issue", subjectId: { in: [...issueIds] } },
    select: { id: true, reason: true },
  });
  const quoting = ofIssues.filter((label) => quotes(label.reason)).map((label) => label.id);
  const n = await tx.$executeRaw`
    update label
    set reason = ${ERASED}
    where
      org_id = ${scope.orgId}
      and (
        subject_id = any(${[...itemIds]}::text[])
        or id = any(${quoting}::text[])
      )
  `;
  return [{ table: "label", what: "reasons of labels", rows: n }];
};

/** Removes what the reports are found by beside their words themselves. */
export const eraseSearchKeysIn: Eraser = async (tx, scope, { itemIds }) => {
  const n = await tx.$executeRaw`
    delete from item_search
    where
      org_id = ${scope.orgId}
      and item_id = any(${[...itemIds]}::text[])
      and launch_id in (
        select launch_id
        from item
        where
          org_id = ${scope.orgId}
          and id = any(${[...itemIds]}::text[])
      )
  `;
  return [{ table: "item_search", what: "what they are found by", rows: n }];
};

/** Removes what later reports would be compared with, and the words that no other report of the launch uses from its statistics. */
export const eraseTermsIn: Eraser = async (tx, scope, { itemIds, reports }) => {
  const ids = [...itemIds];
  const exemplars = await tx.$executeRaw`
    delete from issue_exemplar
    where
      org_id = ${scope.orgId}
      and item_id = any(${ids}::text[])
  `;
  const terms = await tx.$executeRaw`
    delete from exemplar_term
    where
      org_id = ${scope.orgId}
      and item_id = any(${ids}::text[])
  `;
  let counted = 0;
  for (const launchId of [...new Set(reports.map((report) => report.launchId))].sort()) {
    const counts = new Map<string, number>();
    for (const report of reports.filter((r) => r.launchId === launchId))
      for (const term of termsOfReport(report)) counts.set(term, (counts.get(term) ?? 0) + 1);
    const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
    counted += await tx.$executeRaw`
      update term_stat t
      set n = t.n - c.n
      from unnest(${sorted.map(([term]) => term)}::text[], ${sorted.map(([, n]) => n)}::int[]) as c(term, n)
      where
        t.org_id = ${scope.orgId}
        and t.launch_id = ${launchId}
        and t.term = c.term
    `;
    await tx.$executeRaw`
      delete from term_stat
      where
        org_id = ${scope.orgId}
        and launch_id = ${launchId}
        and n <= 0
    `;
  }
  return [
    { table: "issue_exemplar", what: "examples for grouping", rows: exemplars },
    { table: "exemplar_term", what: "their words", rows: terms },
    { table: "term_stat", what: "counts of words", rows: counted },
  ];
};

type Read = { title: string | null; text: string; language: string; context: unknown };

function termsOfReport({ title, text, language, context }: Read): Set<string> {
  const read = ItemContext.safeParse(context);
  return new Set(
    [...placesOf(read.success ? read.data : {}), ...ownTerms(title, text, language)].filter(Boolean),
  );
}

/** Of so many of an issue's newest reports the words are read, to say which terms it keeps. */
const READ_MAX = 50;

type Named = { id: string; title: string; terms: string[]; fingerprint: string | null };

/**
 * Gives issues a title, terms and an error fingerprint from the reports they still have. A title stays unless it quotes what goes or was
 * made
 * of it; without another report it says that it was erased. Runs once the reports have left their issues.
 */
export const eraseIssueTitlesIn: Eraser = async (tx, scope, subject) => {
  const issues = await tx.$queryRaw<Named[]>`
    select
      id,
      title,
      terms,
      fingerprint
    from issue
    where
      org_id = ${scope.orgId}
      and id = any(${[...subject.issueIds]}::text[])
    order by id
    for no key update
  `;
  const erasedTitles = new Set(subject.reports.map(issueTitle));
  const erasedTerms = new Set(subject.reports.flatMap((report) => [...termsOfReport(report)]));
  const changed: Named[] = [];
  for (const issue of issues) {
    const left = await reportsLeftIn(tx, scope, issue.id, subject);
    const keptTerms = new Set(left.flatMap((report) => [...termsOfReport(report)]));
    const next: Named = {
      id: issue.id,
      title:
        erasedTitles.has(issue.title) || subject.quotes(issue.title)
          ? (left.map(issueTitle).find((title) => !subject.quotes(title)) ?? ERASED)
          : issue.title,
      terms: issue.terms.filter((term) => !erasedTerms.has(term) || keptTerms.has(term)),
      fingerprint: left.find((report) => report.fingerprint !== null)?.fingerprint ?? null,
    };
    const isSame =
      next.title === issue.title &&
      next.terms.length === issue.terms.length &&
      next.fingerprint === issue.fingerprint;
    if (!isSame) changed.push(next);
  }
  if (changed.length > 0)
    await tx.$executeRaw`
      update issue i
      set
        title = r.title,
        terms = array(
          select jsonb_array_elements_text(r.terms)
        ),
        fingerprint = r.fingerprint,
        version = i.version + 1
      from jsonb_to_recordset(${rows(changed)}::jsonb) as r(id text, title text, terms jsonb, fingerprint text)
      where
        i.org_id = ${scope.orgId}
        and i.id = r.id
    `;
  return [{ table: "issue", what: "titles and words made from it", rows: changed.length } satisfies Tally];
};

async function reportsLeftIn(
  tx: Tx,
  scope: Scope,
  issueId: string,
  { itemIds }: ErasureSubject,
): Promise<(Read & { fingerprint: string | null })[]> {
  return tx.item.findMany({
    where: { orgId: scope.orgId, issueId, id: { notIn: [...itemIds] } },
    orderBy: [{ occurredAt: "asc" }, { id: "asc" }],
    take: READ_MAX,
    select: { title: true, text: true, language: true, context: true, fingerprint: true },
  });
}
