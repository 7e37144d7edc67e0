import { withScope } from "@/server/db/client";
import { canDecrypt } from "@/server/platform/crypto";
import type { Scope } from "@/server/platform/scope";
import { secretPlace } from "./source-lookup.queries";

/** How many secrets the organization's sources have, and how many of them no configured key opens. */
export async function findShutSourceSecrets(scope: Scope): Promise<{ all: number; shut: number }> {
  const found = await withScope(scope, (tx) =>
    tx.source.findMany({
      where: { orgId: scope.orgId },
      select: { id: true, secret: true, previousSecret: true },
    }),
  );
  const secrets = found.flatMap(({ id, secret, previousSecret }) =>
    [secret, previousSecret]
      .filter((s) => s !== null)
      .map((sealed) => ({ sealed, place: secretPlace(scope.orgId, id) })),
  );
  return {
    all: secrets.length,
    shut: secrets.filter(({ sealed, place }) => !canDecrypt(sealed, place)).length,
  };
}
