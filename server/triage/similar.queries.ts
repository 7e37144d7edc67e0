import { withScope } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import type { IssueLink } from "@/server/feedback/issues.queries";
import { searchSimilar } from "@/server/feedback/items.queries";
import { loadTermStatsIn } from "@/server/feedback/term-stats.queries";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { loadCandidatesIn, type LoadedCandidate } from "./candidates.queries";
import { fingerprintOf } from "@/server/reading/fingerprint";
import {
  assumeReports,
  scoreByNeighbours,
  RELATED_THRESHOLD,
  type GroupItem,
  type ScoredIssue,
} from "./grouping";
import { detectLanguage } from "@/server/reading/language";
import type { Evidence } from "@/server/reading/likeness";
import { ownTerms, ownWords } from "@/server/reading/own-words";
import { splitQuote } from "@/server/reading/split-quote";

/**
 * An issue that could be about the same, how alike it is (0–1), whether that is enough to offer it as the duplicate, and what speaks for
 * it.
 */
export type SimilarCandidate = IssueLink & { score: number; isLikely: boolean; evidence: Evidence };

/**
 * An issue that a text might be about. `score` is how alike it is (0–1), null where only a search for words found it; likely ones come
 * first, and what is not likely is no answer by itself.
 */
export type LikelyIssue = IssueLink & {
  workaround: string | null;
  score: number | null;
  isLikely: boolean;
  evidence: Evidence;
};

type Found = IssueLink & { workaround: string | null; isOpen: boolean };
type Probe = Omit<GroupItem, "terms"> & { readonly terms: readonly string[] };

/** An issue is compared by this many of its reports, each of which says it in a new way. */
const NEIGHBOURS_MAX = 6;
/** Among so many of its first: later ones say nothing new (`group-plan.ts`), and an issue may have thousands. */
const SEARCHED_MAX = 200;
/** Less alike is chance. */
const LEAST_SCORE = 0.2;
const SIMILAR_MAX = 8;
const RELATED_MAX = 20;
const OFFERED_MAX = 6;

/**
 * Issues alike another, best first, found and judged as grouping does it: for each of the issue's own voices, with the reports of every
 * other issue heard. Issues that a person said are not the same are left out.
 * @throws AppError NOT_FOUND
 */
export async function findSimilarIssues(scope: Scope, issueId: string): Promise<SimilarCandidate[]> {
  return withScope(scope, async (tx) => {
    const issue = await tx.issue.findUnique({
      where: { orgId_id: { orgId: scope.orgId, id: issueId } },
      select: { launchId: true },
    });
    if (!issue) throw new AppError("NOT_FOUND", "There is no such issue here.");
    const probes = await loadProbesIn(tx, scope, issueId);
    const found = new Map<string, { score: number; evidence: Evidence }>(
      await loadRelatedIn(tx, scope, issueId),
    );
    for (const { candidate, neighbourScore, evidence } of await scoreNeighboursIn(
      tx,
      scope,
      issue.launchId,
      probes,
    ))
      if (candidate.issueId !== issueId)
        found.set(candidate.issueId, {
          score: Math.max(neighbourScore, found.get(candidate.issueId)?.score ?? 0),
          evidence: evidence(),
        });
    const links = await loadLinksIn(tx, scope, [...found.keys()], issueId);
    return [...found]
      .flatMap(([id, { score, evidence }]) => {
        const link = links.get(id);
        if (!link) return [];
        const { workaround: _workaround, isOpen: _isOpen, ...known } = link;
        return [{ ...known, score, isLikely: score >= RELATED_THRESHOLD, evidence }];
      })
      .sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
      .slice(0, SIMILAR_MAX);
  });
}

/** What is closed is less often what somebody calls about. */
const CLOSED_WEIGHT = 0.6;

/**
 * Issues that might be what somebody is writing down right now, best first, at most six. Found and judged as grouping does it; what is
 * left of the six is filled by a search for the longest words. Open issues weigh more, declined ones are left out.
 */
export async function findSimilarToText(
  scope: Scope,
  launchId: string,
  text: string,
): Promise<LikelyIssue[]> {
  const { language } = detectLanguage(text);
  const ownText = ownWords(text);
  const probe: Probe = {
    id: "",
    terms: ownTerms(null, text, language),
    title: null,
    text: ownText,
    component: null,
    fingerprint: fingerprintOf({ text: splitQuote(text).own || text }),
    severity: "minor",
    type: "functional",
    language,
  };
  // At the same time: somebody is typing, and either takes long where much has been said.
  const [offered, searched] = await Promise.all([
    offerSimilar(scope, launchId, probe),
    searchSimilar(scope, launchId, text),
  ]);
  const best = offered
    .sort((a, b) => b.weight - a.weight || (a.issue.id < b.issue.id ? 1 : -1))
    .map(({ issue }) => issue)
    .slice(0, OFFERED_MAX);
  if (best.length >= OFFERED_MAX / 2) return best;
  const known = new Set(best.map((issue) => issue.id));
  const byWords = searched
    .filter((issue) => !known.has(issue.id))
    .map((issue): LikelyIssue => ({
      ...issue,
      score: null,
      isLikely: false,
      evidence: { ...NO_EVIDENCE, words: wordsOfBoth(issue.title, text) },
    }));
  return [...best, ...byWords].slice(0, OFFERED_MAX);
}

const WORDS_SHOWN = 4;

/** Words of a title that a text holds as well, as the title spells them. */
function wordsOfBoth(title: string, text: string): string[] {
  const words = (from: string) => from.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]{3,}/gu) ?? [];
  const typed = new Set(words(text).map((word) => word.toLowerCase()));
  return [...new Set(words(title))].filter((word) => typed.has(word.toLowerCase())).slice(0, WORDS_SHOWN);
}

/** The issues that grouping would think of, each with the whole of its likeness, and what it weighs beside the others. */
async function offerSimilar(
  scope: Scope,
  launchId: string,
  probe: Probe,
): Promise<{ issue: LikelyIssue; weight: number }[]> {
  return withScope(scope, async (tx) => {
    const scored = await scoreNeighboursIn(tx, scope, launchId, [probe]);
    const links = await loadLinksIn(
      tx,
      scope,
      scored.map(({ candidate }) => candidate.issueId),
      null,
    );
    return scored.flatMap(({ candidate, neighbourScore, evidence }) => {
      const link = links.get(candidate.issueId);
      if (!link || link.state === "declined") return [];
      const { isOpen, ...known } = link;
      return [
        {
          issue: {
            ...known,
            score: neighbourScore,
            isLikely: neighbourScore >= RELATED_THRESHOLD,
            evidence: evidence(),
          },
          weight: neighbourScore * (isOpen ? 1 : CLOSED_WEIGHT),
        },
      ];
    });
  });
}

/** The issue as its latest exemplars tell of it, each as a report that looks for its issue; without any, as the issue itself does. */
async function loadProbesIn(tx: Tx, scope: Scope, issueId: string): Promise<Probe[]> {
  return tx.$queryRaw<Probe[]>`
    select
      coalesce(e.item_id, '') as id,
      coalesce(e.terms, i.terms) as terms,
      i.title,
      coalesce(e.text, i.title) as text,
      c.slug as component,
      coalesce(e.fingerprint, i.fingerprint) as fingerprint,
      i.severity,
      i.type,
      coalesce(e.language, i.language) as language
    from
      issue i
      left join component c on c.org_id = i.org_id
      and c.id = i.component_id
      left join lateral (
        select
          k.item_id,
          k.terms,
          k.fingerprint,
          left(x.text, 2000) as text,
          x.language
        from
          (
            select
              org_id,
              id,
              text,
              language
            from item
            where
              org_id = i.org_id
              and issue_id = i.id
            order by occurred_at
            limit ${SEARCHED_MAX}
          ) x
          join issue_exemplar k on k.org_id = x.org_id
          and k.item_id = x.id
        order by k.item_id desc
        limit ${NEIGHBOURS_MAX}
      ) e on true
    where
      i.org_id = ${scope.orgId}
      and i.id = ${issueId}
  `;
}

const NO_EVIDENCE: Evidence = { isSameError: false, component: null, place: null, fault: null, words: [] };

/** What was alike enough to be called related when it arrived, by issue: what is rare moves on, what people were told stays. */
async function loadRelatedIn(
  tx: Tx,
  scope: Scope,
  issueId: string,
): Promise<[string, { score: number; evidence: Evidence }][]> {
  const related = await tx.$queryRaw<{ id: string; score: number | null }[]>`
    select case when issue_id = ${issueId} then other_id else issue_id end as id, score from issue_relation
    where org_id = ${scope.orgId} and kind = 'related' and (issue_id = ${issueId} or other_id = ${issueId})
    order by created_at desc limit ${RELATED_MAX}`;
  return related.map(({ id, score }) => [
    id,
    { score: Math.max(score ?? 0, RELATED_THRESHOLD), evidence: NO_EVIDENCE },
  ]);
}

/** Other issues as alike as the voice finds them that they are most alike to, best first. */
async function scoreNeighboursIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  probes: readonly Probe[],
): Promise<ScoredIssue<LoadedCandidate>[]> {
  if (probes.length === 0) return [];
  const terms = [...new Set(probes.flatMap((probe) => probe.terms))].filter(Boolean);
  const stats = assumeReports(await loadTermStatsIn(tx, scope, launchId, terms));
  const candidates = await loadCandidatesIn(tx, scope, launchId, probes, stats);
  const own = new Set(probes.map((probe) => probe.id));
  const best = new Map<string, ScoredIssue<LoadedCandidate>>();
  probes.forEach((probe, index) => {
    const others = (candidates[index] ?? []).filter(({ matchId }) => !own.has(matchId));
    for (const scored of scoreByNeighbours(probe, others, stats)) {
      const before = best.get(scored.candidate.issueId);
      if (scored.neighbourScore >= LEAST_SCORE && scored.neighbourScore > (before?.neighbourScore ?? 0))
        best.set(scored.candidate.issueId, scored);
    }
  });
  return [...best.values()].sort(
    (a, b) => b.neighbourScore - a.neighbourScore || (a.candidate.issueId < b.candidate.issueId ? 1 : -1),
  );
}

/** What a list shows of issues, by id; without those that a person said are not the same as `exceptId`. */
async function loadLinksIn(
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
  exceptId: string | null,
): Promise<Map<string, Found>> {
  if (ids.length === 0) return new Map();
  const found = await tx.$queryRaw<Found[]>`
    select
      i.id,
      i.number,
      i.title,
      i.state,
      i.severity,
      i.item_count as "itemCount",
      i.workaround,
      i.is_open as "isOpen"
    from issue i
    where
      i.org_id = ${scope.orgId}
      and i.id = any(${[...ids]}::text[])
      and i.merged_into_id is null
      and not exists (
        select
        from issue_relation r
        where
          r.org_id = i.org_id
          and r.kind = 'not_same'
          and (
            (
              r.issue_id = i.id
              and r.other_id = ${exceptId}
            )
            or (
              r.issue_id = ${exceptId}
              and r.other_id = i.id
            )
          )
      )
  `;
  return new Map(found.map((candidate) => [candidate.id, candidate]));
}
