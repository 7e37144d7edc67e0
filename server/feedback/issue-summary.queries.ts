import type { IssueSummary, ReportFacet, ReportFilter } from "@/contracts/issues";
import { cutText } from "@/contracts/cut-text";
import { COUNT_CAP } from "@/contracts/paging";
import type { Severity } from "@/contracts/triage";
import { withScope } from "@/server/db/client";
import { sql, type Sql, type Tx } from "@/server/db/sql";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { countFacets, facetValue, type RawCount } from "./report-facets";
import { chooseRepresentative, type QuotableReport } from "./representative";

/** Reports among which one is chosen to be quoted, at most: the newest. */
const QUOTABLE_MAX = 300;
/** So much of it is quoted. */
const QUOTE_CHARS = 600;

/** What a report holds of each facet, as it is stored. Where neither route nor page is known, there is none. */
const HELD: Readonly<Record<ReportFacet, Sql>> = {
  version: sql`btrim(t.context ->> 'version')`,
  client: sql`t.context ->> 'userAgent'`,
  route: sql`coalesce(nullif(btrim(t.context ->> 'route'), ''), t.context ->> 'url')`,
  account: sql`t.account_key`,
  language: sql`t.language`,
};

/**
 * One report quoted for all of an issue's, and how many of them share a version, client, route, account or language.
 * @throws AppError NOT_FOUND
 */
export async function readIssueSummary(scope: Scope, issueId: string): Promise<IssueSummary> {
  return withScope(scope, async (tx) => {
    const issue = await tx.issue.findUnique({
      where: { orgId_id: { orgId: scope.orgId, id: issueId } },
      select: { itemCount: true },
    });
    if (!issue) throw new AppError("NOT_FOUND", "There is no such issue here.");
    return {
      reports: Math.min(issue.itemCount, COUNT_CAP),
      isCapped: issue.itemCount > COUNT_CAP,
      quote: await readQuote(tx, scope, issueId),
      facets: countFacets(await readHeld(tx, scope, issueId)),
    };
  });
}

async function readQuote(tx: Tx, scope: Scope, issueId: string): Promise<IssueSummary["quote"]> {
  const found = await tx.$queryRaw<
    {
      id: string;
      severity: Severity;
      chars: number;
      occurredAt: Date;
      isGone: boolean;
      isSuspicious: boolean;
    }[]
  >`
    select
      id,
      severity,
      length(btrim(text)) as chars,
      occurred_at as "occurredAt",
      state = 'withdrawn' as "isGone",
      is_suspicious as "isSuspicious"
    from item
    where
      org_id = ${scope.orgId}
      and issue_id = ${issueId}
    order by
      occurred_at desc,
      id desc
    limit ${QUOTABLE_MAX}
  `;
  const chosen: QuotableReport | null = chooseRepresentative(found);
  if (!chosen) return null;
  const [quote] = await tx.$queryRaw<NonNullable<IssueSummary["quote"]>[]>`
    select
      t.reference,
      t.title,
      left(t.text, ${QUOTE_CHARS + 1}) as text,
      false as "isCut",
      t.language,
      r.name as "reporterName",
      t.account_key as "accountKey",
      t.occurred_at as "occurredAt"
    from
      item t
      left join reporter r on r.org_id = t.org_id
      and r.id = t.reporter_id
    where
      t.org_id = ${scope.orgId}
      and t.id = ${chosen.id}
  `;
  if (!quote) return null;
  const text = cutText(quote.text, QUOTE_CHARS);
  return { ...quote, text, isCut: text.length < quote.text.length };
}

/** What the newest 10,000 reports of an issue hold, per facet and as it is stored. */
async function readHeld(tx: Tx, scope: Scope, issueId: string): Promise<RawCount[]> {
  return tx.$queryRaw<RawCount[]>`
    select
      v.facet,
      v.raw,
      count(*)::int as reports
    from
      (
        select
          context,
          account_key,
          language
        from item
        where
          org_id = ${scope.orgId}
          and issue_id = ${issueId}
        order by
          occurred_at desc,
          id desc
        limit ${COUNT_CAP}
      ) t
      cross join lateral (
        values
          ('version', ${HELD.version}),
          ('client', ${HELD.client}),
          ('route', ${HELD.route}),
          ('account', ${HELD.account}),
          ('language', ${HELD.language})
      ) v (facet, raw)
    where v.raw <> ''
    group by
      1,
      2
  `;
}

/**
 * A condition on item `t` that lets through the reports of an issue that have one value of a facet, by the rule that counted them: all
 * that hold anything read as the value.
 */
export async function reportsWith(
  tx: Tx,
  scope: Scope,
  issueId: string,
  { facet, value }: ReportFilter,
): Promise<Sql> {
  const held = await tx.$queryRaw<{ raw: string }[]>`
    select distinct ${HELD[facet]} as raw
    from item t
    where
      t.org_id = ${scope.orgId}
      and t.issue_id = ${issueId}
      and ${HELD[facet]} <> ''
    limit ${COUNT_CAP}
  `;
  const meant = held.map(({ raw }) => raw).filter((raw) => facetValue(facet, raw) === value);
  return sql`and ${HELD[facet]} = any(${meant}::text[])`;
}
