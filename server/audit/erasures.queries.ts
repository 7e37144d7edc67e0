import { z } from "zod";
import { ErasureTally } from "@/contracts/privacy";
import { withScope } from "@/server/db/client";
import { cutPage, readCursor, type Page } from "@/server/platform/cursor";
import type { Scope } from "@/server/platform/scope";

/** What was erased, by whom and when; nothing of what it said. */
export type ErasureReceipt = {
  id: string;
  at: Date;
  subjectKind: string;
  subjectIds: string[];
  itemIds: string[];
  actorName: string;
  tallies: ErasureTally[];
};

const ROW = {
  id: true,
  at: true,
  subjectKind: true,
  subjectIds: true,
  itemIds: true,
  actorName: true,
  tallies: true,
} as const;

const receiptOf = (row: Omit<ErasureReceipt, "tallies"> & { tallies: unknown }): ErasureReceipt => ({
  ...row,
  tallies: ErasureTally.array().parse(row.tallies),
});

/** Receipts, newest first, a page at a time. */
export async function listErasures(
  scope: Scope,
  { cursor, limit }: { cursor?: string | null | undefined; limit: number },
): Promise<Page<ErasureReceipt>> {
  const before = readCursor(cursor, z.string());
  const found = await withScope(scope, (tx) =>
    tx.erasure.findMany({
      where: { orgId: scope.orgId, ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: ROW,
    }),
  );
  return cutPage(found.map(receiptOf), limit, (receipt) => receipt.id);
}
