import type { BoardFilter } from "@/contracts/board";
import { withScope } from "@/server/db/client";
import { searchIssues, searchReported } from "@/server/db/doors";
import { asDearRead } from "@/server/db/shares";
import type { Scope } from "@/server/platform/scope";

/** How many search results are ranked and then filtered. */
export const HITS_MAX = 200;

/** What a person reads off a mail or a screen: a report's reference, or an issue's number behind a hash. */
export type Named = { reference: string } | { number: number };

const REFERENCE = /^r-?([0-9a-z]{4})-?([0-9a-z]{4})$/i;
const NUMBER = /^#(\d{1,9})$/;

/** The one thing that a search text names, or null when it is words. */
export function readNamed(text: string): Named | null {
  const [, first, second] = REFERENCE.exec(text.trim()) ?? [];
  if (first && second) return { reference: `R-${first}-${second}`.toUpperCase() };
  const [, number] = NUMBER.exec(text.trim()) ?? [];
  return number ? { number: Number(number) } : null;
}

/**
 * The issues that the filter's text finds: the one it names by reference or number; else those whose own words match, best first, then
 * those with a report whose words match. Null without text. Asked before the transaction: search goes through doors of its own.
 */
export async function findHits(
  scope: Scope,
  launchId: string,
  filter: BoardFilter,
): Promise<string[] | null> {
  if (filter.text === "") return null;
  const named = readNamed(filter.text);
  if (named) return findNamed(scope, launchId, named);
  return asDearRead(scope, () => findByWords(scope.orgId, launchId, filter.text));
}

async function findByWords(orgId: string, launchId: string, text: string): Promise<string[]> {
  // One word is either rare, and then both are quick, or so common that issues alone fill the list. Several are asked at the same time.
  const isOneWord = !/\s/.test(text.trim());
  const issues = searchIssues(orgId, launchId, text, HITS_MAX);
  const isFull = isOneWord && (await issues).length >= HITS_MAX;
  const reported = isFull ? [] : searchReported(orgId, launchId, text, HITS_MAX);
  const found = await Promise.all([issues, reported]);
  return [...new Set(found.flat().map((hit) => hit.id))].slice(0, HITS_MAX);
}

async function findNamed(scope: Scope, launchId: string, named: Named): Promise<string[]> {
  const { orgId } = scope;
  return withScope(scope, async (tx) => {
    if ("number" in named) {
      const issue = await tx.issue.findFirst({
        where: { orgId, launchId, number: named.number },
        select: { id: true, mergedIntoId: true },
      });
      return issue ? [issue.mergedIntoId ?? issue.id] : [];
    }
    const item = await tx.item.findFirst({
      where: { orgId, launchId, reference: named.reference },
      select: { issueId: true },
    });
    return item?.issueId ? [item.issueId] : [];
  });
}
