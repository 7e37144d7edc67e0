import { configuredSecrets } from "@/server/platform/crypto";
import { doSecretsFit, SECRET_DOES_NOT_FIT } from "@/server/platform/key-ring.mjs";
import { logFailure } from "@/server/platform/outage-log";
import { singleton } from "@/server/platform/singleton";
import { outageKind } from "./db-errors";
import { callDoor } from "./doors";

const RETRY_MS = 1_000;

const state = () => singleton("db.secret-check", () => ({ isAwaited: false }));

/** Whether this process has begun to ask and was not told yet that its secret fits: until then it is not ready. */
export const isSecretUnproved = (): boolean => state().isAwaited;

/**
 * Asks the database whether the configured secrets fit it; while it is out of reach, again and again in the background. A secret that was
 * replaced by the current one is replaced there too.
 * @param onMisfit called with the reason, and what to do, when none of them fits: this process must end
 * @returns after the first try
 */
export async function proveSecret(onMisfit: (reason: string) => void): Promise<void> {
  state().isAwaited = true;
  const check = async (): Promise<boolean> => {
    const fits = await doSecretsFit(
      (text, values) => callDoor<{ fits: boolean }>(text, values),
      configuredSecrets(),
    );
    if (fits) state().isAwaited = false;
    else onMisfit(SECRET_DOES_NOT_FIT);
    return fits;
  };
  const later = () =>
    setTimeout(() => {
      check().catch((error: unknown) => {
        logFailure("whether the secret fits this database cannot be asked", error, {
          kind: outageKind(error),
        });
        later();
      });
    }, RETRY_MS).unref();
  // The first failure is told by whatever else needs the database.
  await check().catch(later);
}
