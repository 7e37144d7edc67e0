import { withScope } from "@/server/db/client";
import { findIssueCandidates } from "@/server/db/doors";
import type { Tx } from "@/server/db/sql";
import type { IssueLink } from "@/server/feedback/issues.queries";
import { searchAlike, type SimilarIssue } from "@/server/feedback/items.queries";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { fingerprintOf } from "./fingerprint";
import { detectLanguage } from "./language";
import { tellTerms } from "./likeness";
import { termsOf, wordsBehind } from "./tokens";

/** An issue that could be about the same, and why: what both say, in the words of the other, and the same error. `score` is 0–1. */
export type SimilarCandidate = IssueLink & { sharedTerms: string[]; hasSameError: boolean; score: number };

type Voice = IssueLink & {
  workaround: string | null;
  isOpen: boolean;
  terms: string[];
  fingerprint: string | null;
  text: string;
  language: string | null;
};
type Asked = { launchId: string; terms: readonly string[]; fingerprint: string | null };

const SIMILAR_MAX = 8;
const OFFERED_MAX = 6;

/**
 * Issues alike another: those that share its rarest words or its error. Issues that a person said are not the same are left out.
 * @throws AppError NOT_FOUND
 */
export async function findSimilarIssues(scope: Scope, issueId: string): Promise<SimilarCandidate[]> {
  const asked = await withScope(scope, async (tx): Promise<Asked> => {
    const issue = await tx.issue.findUnique({
      where: { orgId_id: { orgId: scope.orgId, id: issueId } },
      select: { launchId: true, terms: true, fingerprint: true },
    });
    if (!issue) throw new AppError("NOT_FOUND", "There is no such issue here.");
    return {
      launchId: issue.launchId,
      terms: await rarestIn(tx, scope, issue.launchId, issue.terms),
      fingerprint: issue.fingerprint,
    };
  });
  return (await hear(scope, asked, issueId))
    .map(({ workaround: _workaround, isOpen: _isOpen, ...candidate }) => candidate)
    .slice(0, SIMILAR_MAX);
}

/**
 * Issues that might be what somebody is writing down right now, best first, at most six. Found as the pipeline would find them, by the
 * rarest terms and the error; what is left of the six is filled by a search for the longest words.
 */
export async function findSimilarToText(
  scope: Scope,
  launchId: string,
  text: string,
): Promise<SimilarIssue[]> {
  const terms = termsOf(null, text, detectLanguage(text).language).filter(Boolean);
  const asked: Asked = {
    launchId,
    terms: await withScope(scope, (tx) => rarestIn(tx, scope, launchId, terms)),
    fingerprint: fingerprintOf({ text }),
  };
  const heard = (await hear(scope, asked, null))
    .filter((candidate) => candidate.state !== "declined")
    .map(({ sharedTerms: _terms, hasSameError: _error, isOpen, score, ...issue }): SimilarIssue => ({
      ...issue,
      score: score * (isOpen ? 1 : 0.6),
    }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
    .slice(0, OFFERED_MAX);
  if (heard.length >= OFFERED_MAX / 2) return heard;
  const known = new Set(heard.map((issue) => issue.id));
  return [
    ...heard,
    ...(await searchAlike(scope, launchId, text)).filter((issue) => !known.has(issue.id)),
  ].slice(0, OFFERED_MAX);
}

/** The eight terms that tell most: those that the fewest reports of the launch contain. Terms that none contains find nothing. */
async function rarestIn(tx: Tx, scope: Scope, launchId: string, terms: readonly string[]): Promise<string[]> {
  const found = await tx.$queryRaw<{ term: string }[]>`
    select term from term_stat where org_id = ${scope.orgId} and launch_id = ${launchId} and term = any(${[...terms]}::text[]) and n > 0 order by n, term limit 8`;
  return found.map((row) => row.term);
}

/** The issues whose reports share terms or the error with what is asked, best first; the report that is most alike speaks for its issue. */
async function hear(
  scope: Scope,
  { launchId, terms, fingerprint }: Asked,
  exceptId: string | null,
): Promise<(SimilarCandidate & Pick<Voice, "workaround" | "isOpen">)[]> {
  if (terms.length === 0 && fingerprint === null) return [];
  const voices = await findIssueCandidates(scope.orgId, launchId, [{ ord: 0, terms, fingerprint }]);
  if (voices.length === 0) return [];
  const found = await withScope(
    scope,
    (tx) => tx.$queryRaw<Voice[]>`
    select i.id, i.number, i.title, i.state, i.severity, i.item_count as "itemCount", i.workaround, i.is_open as "isOpen", e.terms, e.fingerprint,
      left(x.text, 2000) as text, x.language
    from issue_exemplar e join item x on x.org_id = e.org_id and x.id = e.item_id join issue i on i.org_id = x.org_id and i.id = x.issue_id
    where e.org_id = ${scope.orgId} and e.item_id = any(${voices.map((v) => v.id)}::text[]) and i.merged_into_id is null and (${exceptId}::text is null or i.id <> ${exceptId}) and not exists (
      select from issue_relation r where r.org_id = i.org_id and r.kind = 'not_same' and ((r.issue_id = i.id and r.other_id = ${exceptId}) or (r.issue_id = ${exceptId} and r.other_id = i.id)))`,
  );
  const rare = new Set(terms);
  const best = new Map<string, SimilarCandidate & Pick<Voice, "workaround" | "isOpen">>();
  for (const { terms: spoken, fingerprint: error, text, language, ...issue } of found) {
    const shared = spoken.filter((term) => rare.has(term));
    const hasSameError = fingerprint !== null && error === fingerprint;
    const score = Math.min(1, shared.length / Math.max(1, rare.size) + (hasSameError ? 0.5 : 0));
    if (score > (best.get(issue.id)?.score ?? 0))
      best.set(issue.id, {
        ...issue,
        sharedTerms: tellTerms(shared, wordsBehind(issue.title, text, language ?? "en")),
        hasSameError,
        score,
      });
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1));
}
