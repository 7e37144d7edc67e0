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
