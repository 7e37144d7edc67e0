import { cutPage, readCursor, type Page } from "@/server/platform/cursor";
import { z } from "zod";
import { withScope } from "@/server/db/client";
import type { Scope } from "@/server/platform/scope";

export type MessageRow = {
  id: string;
  kind: string;
  recipient: string;
  subject: string;
  bodyText: string;
  state: string;
  attempts: number;
  lastError: string | null;
  itemId: string | null;
  createdAt: Date;
  sentAt: Date | null;
  /** When address, subject and text were deleted: by their term, or because the report was erased. */
  emptiedAt: Date | null;
};

const ROW = {
  id: true,
  kind: true,
  recipient: true,
  subject: true,
  bodyText: true,
  state: true,
  attempts: true,
  lastError: true,
  itemId: true,
  createdAt: true,
  sentAt: true,
  emptiedAt: true,
} as const satisfies Record<keyof MessageRow, true>;

/** The outbox page: messages newest first, a page at a time; those that were kept because no mail server is configured, too. */
export async function listMessages(
  scope: Scope,
  { state, cursor, limit }: { state: string | null; cursor: string | null | undefined; limit: number },
): Promise<Page<MessageRow>> {
  const before = readCursor(cursor, z.string());
  const found = await withScope(scope, (tx) =>
    tx.message.findMany({
      where: { orgId: scope.orgId, ...(state ? { state } : {}), ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: ROW,
    }),
  );
  return cutPage(found, limit, (message) => message.id);
}

/** What one item's reporter was told, oldest first. */
export async function listMessagesOfItem(
  scope: Scope,
  itemId: string,
): Promise<Pick<MessageRow, "id" | "kind" | "subject" | "state" | "createdAt" | "sentAt">[]> {
  return withScope(scope, (tx) =>
    tx.message.findMany({
      where: { orgId: scope.orgId, itemId },
      orderBy: { id: "asc" },
      take: 100,
      select: { id: true, kind: true, subject: true, state: true, createdAt: true, sentAt: true },
    }),
  );
}
