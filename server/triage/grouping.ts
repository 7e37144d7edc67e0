import type { IssueState } from "@/contracts/feedback";
import {
  compareSeverity,
  DEFECT_TYPES,
  isMoreSevere,
  type ItemType,
  type Severity,
} from "@/contracts/triage";
import {
  evidenceOf,
  likeness,
  refine,
  describeEvidence,
  sideOf,
  type Evidence,
  type Side,
} from "@/server/reading/likeness";
import type { Terms, TermStats } from "@/server/reading/tokens";

/** A report that looks for its issue. `terms` come from `countTerms`, `fingerprint` from `fingerprintOf`. */
export type GroupItem = {
  readonly id: string;
  readonly terms: Terms;
  readonly title: string | null;
  readonly text: string;
  readonly component: string | null;
  readonly fingerprint: string | null;
  readonly severity: Severity;
  readonly type: ItemType;
  readonly language: string;
  readonly accountKey?: string | null | undefined;
  /** Issues a person said this report is not about; never offered again. */
  readonly notSameIssueIds?: readonly string[] | undefined;
  /** Reports a person said this one is not the same as. */
  readonly notSameItemIds?: readonly string[] | undefined;
};

/** An issue the report might be about. */
export type Candidate = {
  readonly issueId: string;
  /** The report of the issue by which it is offered. */
  readonly matchId?: string | undefined;
  readonly title: string;
  readonly terms: Terms;
  /** A typical report of the issue, for the comparison of spellings; the title when absent. */
  readonly text?: string | null | undefined;
  readonly component: string | null;
  readonly fingerprint: string | null;
  readonly severity: Severity;
  readonly type: ItemType;
  readonly language?: string | null | undefined;
  readonly itemCount: number;
  readonly state: IssueState;
};

/**
 * same: the report belongs to the issue. related: alike, shown beside each other, not merged. new: nothing is alike.
 * `raisesSeverity` is set when the report is louder than the issue it joins: the caller must raise the issue to it.
 */
export type GroupDecision = {
  readonly kind: "same" | "related" | "new";
  readonly issueId: string | null;
  /** The closest report of the issue; null where none is named. */
  readonly matchId: string | null;
  /** How alike report and issue are, 0–1. */
  readonly score: number;
  /** How alike the report and the closest report of the issue are, 0–1. */
  readonly closest: number;
  readonly reason: string;
  readonly raisesSeverity: Severity | null;
};

/** Reports of one batch that are about the same thing. The lead is the loudest; its members are never louder. */
export type BatchGroup = {
  readonly leadId: string;
  readonly severity: Severity;
  readonly members: readonly { readonly itemId: string; readonly score: number; readonly reason: string }[];
};

/** How alike a report and an issue must be to be merged without a person: the louder, the more. */
export const SAME_THRESHOLDS: Readonly<Record<Severity, number>> = {
  critical: 0.64,
  major: 0.58,
  minor: 0.55,
  cosmetic: 0.55,
};

/** From here on they are shown as related. */
export const RELATED_THRESHOLD = 0.34;

/** Only so many candidates are compared by spelling, and none that spelling could not save. */
const MAX_RERANKED = 50;
const HOPELESS = 0.08;

/**
 * A launch begins with no reports to tell rare words from common ones: two reports of the same fault would make its words look common.
 * Until there are many, rarity is judged as if this many others had been read.
 */
const ASSUMED_REPORTS = 200;

/** A launch's own statistics as grouping reads them. */
export const assumeReports = ({ docCount, df }: TermStats): TermStats => ({
  docCount: docCount + ASSUMED_REPORTS,
  df,
});

type Family = "defect" | "question" | "wish" | "praise";

const DEFECTS: ReadonlySet<ItemType> = new Set(DEFECT_TYPES);

/** Types that may share an issue: every defect with every other, and each of the rest only with itself. */
export function familyOf(type: ItemType): Family {
  if (DEFECTS.has(type)) return "defect";
  return type as Exclude<ItemType, (typeof DEFECT_TYPES)[number]>;
}

/** Sides made already, while the statistics they were weighed by are in use: one report is offered to many of a batch. */
const sides = new WeakMap<TermStats, WeakMap<Candidate, Side>>();

function sideOfCandidate(candidate: Candidate, stats: TermStats): Side {
  let made = sides.get(stats);
  if (!made) sides.set(stats, (made = new WeakMap()));
  let side = made.get(candidate);
  if (!side)
    made.set(candidate, (side = sideOf({ ...candidate, text: candidate.text ?? candidate.title }, stats)));
  return side;
}

const HIDDEN_STATES: ReadonlySet<IssueState> = new Set<IssueState>(["declined", "parked"]);

/** Why an automatic merge is out of the question although the texts are alike, or null. */
function mergeForbidden(item: GroupItem, candidate: Candidate): string | null {
  const isSevere = !isMoreSevere("major", item.severity);
  if (isSevere && HIDDEN_STATES.has(candidate.state))
    return `a ${item.severity} report is not hidden in a ${candidate.state} issue`;
  if (item.severity === "critical" && (candidate.state === "closed" || candidate.state === "verified"))
    return `a critical report is not filed under a ${candidate.state} issue without a person`;
  return null;
}

const NOTHING_ALIKE: GroupDecision = {
  kind: "new",
  issueId: null,
  matchId: null,
  score: 0,
  closest: 0,
  reason: "Nothing like it has been reported.",
  raisesSeverity: null,
};

/** A candidate with how alike it is (0–1) and what speaks for it. */
export type RankedCandidate<C extends Candidate = Candidate> = {
  readonly candidate: C;
  readonly score: number;
  readonly evidence: () => Evidence;
};

/**
 * The candidates in order of likeness, at most 50. Looks at likeness only; whether one may be merged is `decideGroup`'s question.
 */
export function rankCandidates<C extends Candidate>(
  item: GroupItem,
  candidates: readonly C[],
  stats: TermStats,
): RankedCandidate<C>[] {
  const self = sideOf(item, stats);
  return candidates
    .map((candidate) => {
      const side = sideOfCandidate(candidate, stats);
      return { candidate, side, similarity: likeness(self, side) };
    })
    .sort(
      (a, b) =>
        b.similarity.score - a.similarity.score || compareText(a.candidate.issueId, b.candidate.issueId),
    )
    .slice(0, MAX_RERANKED)
    .map(({ candidate, side, similarity }) => {
      const score = similarity.score < HOPELESS ? similarity.score : refine(self, side, similarity);
      return { candidate, score, evidence: () => evidenceOf(similarity, self, side) };
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        b.candidate.itemCount - a.candidate.itemCount ||
        compareText(a.candidate.issueId, b.candidate.issueId),
    );
}

/** Reports less alike than this say nothing about which issue is meant. */
const SIMILAR_REPORT_THRESHOLD = 0.15;
/** What each further report of an issue adds that is alike too, and all of them together at most. */
const WEIGHT_SIMILAR_REPORT = 0.35;
const MAX_SIMILAR_REPORTS = 0.25;
/** What it counts whether all that is alike belongs to one issue (for it) or to several (against each). */
const WEIGHT_AGREEMENT = 0.2;

/** An issue as its reports speak for it: the closest one, how many are alike, and how alike the issue is with all of them heard (0–1). */
export type ScoredIssue<C extends Candidate = Candidate> = RankedCandidate<C> & {
  readonly similarReports: number;
  readonly neighbourScore: number;
};

/**
 * The issues behind the candidates, best first, with all reports of each heard that are alike, not only the closest: people say one thing
 * in many ways, and several that are half alike are better evidence than one. Nearest neighbours that vote with their likeness.
 */
export function scoreByNeighbours<C extends Candidate>(
  item: GroupItem,
  candidates: readonly C[],
  stats: TermStats,
): ScoredIssue<C>[] {
  const ranked = rankCandidates(item, candidates, stats);
  const byIssue = new Map<string, RankedCandidate<C>[]>();
  for (const candidate of ranked) {
    const { issueId } = candidate.candidate;
    const reports = byIssue.get(issueId);
    if (reports) reports.push(candidate);
    else byIssue.set(issueId, [candidate]);
  }
  const weightOf = ({ score }: RankedCandidate<C>) => Math.max(0, score - SIMILAR_REPORT_THRESHOLD);
  const total = ranked.reduce((sum, one) => sum + weightOf(one), 0);
  return [...byIssue.values()]
    .map((reports) => {
      const [closest, ...further] = reports as [RankedCandidate<C>, ...RankedCandidate<C>[]];
      const more = further.reduce((sum, one) => sum + weightOf(one), 0);
      const agreement = total === 0 ? 0 : (weightOf(closest) + more) / total;
      const neighbourScore =
        closest.score +
        Math.min(MAX_SIMILAR_REPORTS, WEIGHT_SIMILAR_REPORT * more) +
        // One alone agrees with itself; that is no evidence.
        (ranked.length > 1 ? WEIGHT_AGREEMENT * (agreement - 0.5) : 0);
      const similarReports = reports.filter(({ score }) => score >= SIMILAR_REPORT_THRESHOLD).length;
      return {
        ...closest,
        similarReports,
        neighbourScore: Math.max(0, Math.min(1, neighbourScore)),
      };
    })
    .sort(
      (a, b) => b.neighbourScore - a.neighbourScore || compareText(a.candidate.issueId, b.candidate.issueId),
    );
}

/**
 * Decides whether a report belongs to one of the candidate issues, each offered by one or several of its reports.
 *
 * Likeness with one report: cosine of terms (words, places and stated faults) weighted by rarity, plus an equal error fingerprint
 * (+0.4 of what is missing to 1; a different one −0.05), the component (+0.08 / −0.20), another language (−0.15 on fewer than two
 * shared words); the best 50 are re-ranked with the cosine of titles (0.15) and trigram similarity (0.2). Likeness with an issue: its
 * closest report, scored together with its others (`scoreByNeighbours`). Families do not mix, issues a person ruled out are skipped, and
 * loud reports
 * are not merged into declined or parked issues. Same input, same output.
 */
export function decideGroup(
  item: GroupItem,
  candidates: readonly Candidate[],
  stats: TermStats,
): GroupDecision {
  const ruledOut = new Set(item.notSameIssueIds ?? []);
  const family = familyOf(item.type);
  const eligible = candidates.filter(
    (candidate) => !ruledOut.has(candidate.issueId) && familyOf(candidate.type) === family,
  );
  const scored = scoreByNeighbours(item, eligible, stats);
  let related: GroupDecision | null = null;
  for (const { candidate, evidence, score, neighbourScore, similarReports } of scored) {
    if (neighbourScore < RELATED_THRESHOLD) break;
    const raisesTo = isMoreSevere(item.severity, candidate.severity) ? item.severity : null;
    const needed = SAME_THRESHOLDS[raisesTo ?? item.severity];
    const forbidden = mergeForbidden(item, candidate);
    const others = similarReports > 1 ? `; ${similarReports} of its reports are alike` : "";
    if (neighbourScore >= needed && forbidden === null) {
      return {
        kind: "same",
        issueId: candidate.issueId,
        matchId: candidate.matchId ?? null,
        score: neighbourScore,
        closest: score,
        reason: `${describeEvidence(evidence(), score)}${others}${raisesTo ? `; raises the issue to ${raisesTo}` : ""}.`,
        raisesSeverity: raisesTo,
      };
    }
    const blockedBy = forbidden ?? `${Math.round(needed * 100)} % are needed for ${item.severity}`;
    related ??= {
      kind: "related",
      issueId: candidate.issueId,
      matchId: candidate.matchId ?? null,
      score: neighbourScore,
      closest: score,
      reason: `${describeEvidence(evidence(), score)}${others}; not merged: ${blockedBy}.`,
      raisesSeverity: null,
    };
  }
  return (
    related ?? { ...NOTHING_ALIKE, score: scored[0]?.neighbourScore ?? 0, closest: scored[0]?.score ?? 0 }
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Groups the reports of one batch among themselves, loudest first, each joining the most alike lead.
 * Every item is in exactly one group; the order of the input does not matter.
 */
export function groupBatch(items: readonly GroupItem[], stats: TermStats): BatchGroup[] {
  const ordered = [...items].sort(
    (a, b) => compareSeverity(a.severity, b.severity) || compareText(a.id, b.id),
  );
  const groups: {
    lead: GroupItem;
    side: Side;
    members: { itemId: string; score: number; reason: string }[];
  }[] = [];
  const leadsByKey = new Map<string, number[]>();
  for (const item of ordered) {
    const side = sideOf(item, stats);
    const keys = [
      ...side.vector.weights.keys(),
      ...(item.fingerprint === null ? [] : [`error ${item.fingerprint}`]),
    ];
    const near = new Set<number>();
    for (const key of keys) for (const at of leadsByKey.get(key) ?? []) near.add(at);
    const ruledOut = new Set(item.notSameItemIds ?? []);
    let best: { at: number; score: number; reason: string } | null = null;
    for (const at of [...near].sort((a, b) => a - b)) {
      const group = groups[at];
      if (!group || familyOf(group.lead.type) !== familyOf(item.type)) continue;
      if (ruledOut.has(group.lead.id) || group.members.some(({ itemId }) => ruledOut.has(itemId))) continue;
      if (group.lead.notSameItemIds?.includes(item.id)) continue;
      const similarity = likeness(side, group.side);
      if (similarity.score < RELATED_THRESHOLD) continue;
      const score = refine(side, group.side, similarity);
      if (score >= SAME_THRESHOLDS[item.severity] && score > (best?.score ?? 0))
        best = { at, score, reason: `${describeEvidence(evidenceOf(similarity, side, group.side), score)}.` };
    }
    const joined = best === null ? undefined : groups[best.at];
    if (best !== null && joined) {
      joined.members.push({ itemId: item.id, score: best.score, reason: best.reason });
      continue;
    }
    groups.push({ lead: item, side, members: [] });
    for (const key of keys) {
      const leads = leadsByKey.get(key);
      if (leads) leads.push(groups.length - 1);
      else leadsByKey.set(key, [groups.length - 1]);
    }
  }
  return groups.map(({ lead, members }) => ({ leadId: lead.id, severity: lead.severity, members }));
}
