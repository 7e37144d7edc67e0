import type { Tx } from "@/server/db/sql";
import type { SplitWords } from "@/server/feedback/issue-acts";
import type { Scope } from "@/server/platform/scope";
import { issueTitle } from "./issue-title";
import { termsOf } from "@/server/reading/tokens";

const READ_MAX = 20;
const TERMS_MAX = 80;

/** What an issue made of these reports is called and found by: the oldest report's title, and the terms of the first twenty. */
export async function wordsOfItems(tx: Tx, scope: Scope, itemIds: readonly string[]): Promise<SplitWords> {
  const items = await tx.item.findMany({
    where: { orgId: scope.orgId, id: { in: [...itemIds] } },
    orderBy: [{ occurredAt: "asc" }, { id: "asc" }],
    take: READ_MAX,
    select: { title: true, text: true, language: true, fingerprint: true },
  });
  const [first] = items;
  const terms = [...new Set(items.flatMap((item) => termsOf(item.title, item.text, item.language)))]
    .filter(Boolean)
    .slice(0, TERMS_MAX);
  return {
    title: first ? issueTitle(first) : "Split issue",
    terms,
    fingerprint: items.find((item) => item.fingerprint)?.fingerprint ?? null,
    language: first?.language ?? "und",
  };
}
