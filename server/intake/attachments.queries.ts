import { withScope } from "@/server/db/client";
import { AppError } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";

export type StoredPicture = { id: string; contentType: string; bytes: Uint8Array };

/** A screenshot as it is kept. @throws AppError NOT_FOUND */
export async function readAttachment(scope: Scope, id: string): Promise<StoredPicture> {
  const found = await withScope(scope, (tx) =>
    tx.attachment.findFirst({
      where: { orgId: scope.orgId, id },
      select: { id: true, contentType: true, bytes: true },
    }),
  );
  if (!found) throw new AppError("NOT_FOUND", "There is no such attachment here.");
  return found;
}

export type PictureRef = { id: string; width: number; height: number };

/** The screenshots of items, by item; without their bytes. */
export async function listAttachments(
  scope: Scope,
  itemIds: readonly string[],
): Promise<Map<string, PictureRef[]>> {
  const byItem = new Map<string, PictureRef[]>();
  if (itemIds.length === 0) return byItem;
  const found = await withScope(scope, (tx) =>
    tx.attachment.findMany({
      where: { orgId: scope.orgId, itemId: { in: [...itemIds] } },
      select: { id: true, itemId: true, width: true, height: true },
      orderBy: { id: "asc" },
    }),
  );
  for (const { itemId, ...picture } of found) byItem.set(itemId, [...(byItem.get(itemId) ?? []), picture]);
  return byItem;
}
