import type { BoardFilter, FoundBy } from "@/contracts/board";
import { withScope } from "@/server/db/client";
import { searchIssues, searchKeys, searchPeople, searchReported } from "@/server/db/doors";
import { asHeavyRead } from "@/server/db/shares";
import type { Scope } from "@/server/platform/scope";
import { isCodeSearch, readSearch } from "@/server/reading/search-keys";

/** How many search results are ranked and then filtered. */
export const HITS_MAX = 200;

/** What a person reads off a mail or a screen: a report's reference, or an issue's number behind a hash. */
export type Named = { reference: string } | { number: number };

const REFERENCE = /^r-?([0-9a-z]{4})-?([0-9a-z]{4})$/i;
const NUMBER = /^#(\d{1,9})$/;
/** An issue's number without its hash is also a part of other numbers. */
const BARE_NUMBER = /^\d{1,9}$/;

/** The one thing that a search text names, or null when it is words. */
export function readNamed(text: string): Named | null {
  const [, first, second] = REFERENCE.exec(text.trim()) ?? [];
  if (first && second) return { reference: `R-${first}-${second}`.toUpperCase() };
  const [, number] = NUMBER.exec(text.trim()) ?? [];
  return number ? { number: Number(number) } : null;
}

/** Issues that a text found, best first, and what each was found by. */
type Matches = { readonly ids: readonly string[]; readonly foundBy: ReadonlyMap<string, FoundBy> };

/** The ids of `findMatches`; null without text. */
export async function findHits(
  scope: Scope,
  launchId: string,
  filter: BoardFilter,
): Promise<readonly string[] | null> {
  return (await findMatches(scope, launchId, filter))?.ids ?? null;
}

/**
 * The issues that the filter's text finds, best first: the one that it names by number or reference; those whose own words match; those
 * with a report whose words match; those whose reporter matches; those with a report in which the text begins a word or is a part of
 * something. Null without text. Asked before the transaction: search goes through doors of its own.
 */
export async function findMatches(
  scope: Scope,
  launchId: string,
  filter: BoardFilter,
): Promise<Matches | null> {
  const text = filter.text.trim();
  if (text === "") return null;
  const named = readNamed(text);
  if (named) return rank(await findNamed(scope, launchId, named));
  const [numbered, byWords] = await Promise.all([
    BARE_NUMBER.test(text) ? findNamed(scope, launchId, { number: Number(text) }) : [],
    asHeavyRead(scope, () => findByWords(scope.orgId, launchId, text)),
  ]);
  return rank([...numbered, ...byWords]);
}

type Found = { readonly id: string; readonly by: FoundBy };

/** Each issue once, by the first it was found by. */
function rank(found: readonly Found[]): Matches {
  const foundBy = new Map<string, FoundBy>();
  for (const { id, by } of found) if (!foundBy.has(id) && foundBy.size < HITS_MAX) foundBy.set(id, by);
  return { ids: [...foundBy.keys()], foundBy };
}

/**
 * Asks one door after the other, as long as there is room for more. A code or a route as a whole says more than the words in it, which may
 * be in everything, so that its parts come first.
 */
async function findByWords(orgId: string, launchId: string, text: string): Promise<Found[]> {
  const keys = readSearch(text);
  const isCode = isCodeSearch(text);
  const titles = async () => found(await searchIssues(orgId, launchId, text, HITS_MAX), { by: "title" });
  const reports = async () => found(await searchReported(orgId, launchId, text, HITS_MAX), { by: "report" });
  const people = async () =>
    (await searchPeople(orgId, launchId, keys, text, HITS_MAX)).map(({ id, reporter }) => ({
      id,
      by: { by: "reporter" as const, name: reporter ?? text },
    }));
  const parts = async () =>
    found(keys === null ? [] : await searchKeys(orgId, launchId, keys, HITS_MAX), { by: "report" });
  // One word is either rare, and then all are quick, or so common that issues alone fill the list. Several are asked at the same time.
  const isOneWord = !/\s/.test(text);
  const rounds = [
    ...(isCode ? [[parts]] : []),
    ...(isOneWord ? [[titles], [reports]] : [[titles, reports]]),
    isCode ? [people] : [people, parts],
  ];
  const all: Found[] = [];
  for (const round of rounds) {
    all.push(...(await Promise.all(round.map((callDoor) => callDoor()))).flat());
    if (new Set(all.map(({ id }) => id)).size >= HITS_MAX) break;
  }
  return all;
}

const found = (hits: readonly { id: string }[], by: FoundBy): Found[] => hits.map(({ id }) => ({ id, by }));

async function findNamed(scope: Scope, launchId: string, named: Named): Promise<Found[]> {
  const { orgId } = scope;
  return withScope(scope, async (tx) => {
    if ("number" in named) {
      const issue = await tx.issue.findFirst({
        where: { orgId, launchId, number: named.number },
        select: { id: true, mergedIntoId: true },
      });
      return issue ? [{ id: issue.mergedIntoId ?? issue.id, by: { by: "number" } }] : [];
    }
    const item = await tx.item.findFirst({
      where: { orgId, launchId, reference: named.reference },
      select: { issueId: true },
    });
    if (!item?.issueId) return [];
    const issue = await tx.issue.findUniqueOrThrow({
      where: { orgId_id: { orgId, id: item.issueId } },
      select: { id: true, mergedIntoId: true },
    });
    return [{ id: issue.mergedIntoId ?? issue.id, by: { by: "reference", ...named } }];
  });
}
