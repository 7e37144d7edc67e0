import { randomBytes } from "node:crypto";
import { hashRaw } from "@node-rs/argon2";
import PQueue from "p-queue";
import type { PasswordParameters, SealedPassword } from "@/server/db/account-doors";
import { AppError } from "@/server/platform/errors";
import { singleton } from "@/server/platform/singleton";

/**
 * argon2id (the library's own choice, and a test's) as OWASP's password storage sheet sets it: 19 MiB, two passes, one lane; about 40 ms
 * of one core.
 */
export const PASSWORD_COST = { memoryKib: 19_456, passes: 2, lanes: 1 } as const;
const SALT_BYTES = 16;

/** Hashing takes whole cores, so that few run at once, some wait, and the rest are sent away. */
const RUNNING_MAX = 2;
const WAITING_MAX = 40;

/** Who asks: strangers wait behind people whom the product knows already, and in a line of their own. */
export type CallerKind = "known" | "stranger";

const PRIORITY: Readonly<Record<CallerKind, number>> = { known: 1, stranger: 0 };

async function atTheGate<T>(caller: CallerKind, work: () => Promise<T>): Promise<T> {
  const gate = singleton("tenancy.password-gate", () => new PQueue({ concurrency: RUNNING_MAX }));
  const priority = PRIORITY[caller];
  if (gate.sizeBy({ priority }) >= WAITING_MAX)
    throw new AppError(
      "RATE_LIMITED",
      "Many people are signing in at this moment. Try again in a few seconds.",
      {},
      3_000,
    );
  return gate.add(work, { priority });
}

/**
 * The argon2id digest of a password, 32 bytes: what a door compares inside the database.
 * @throws AppError RATE_LIMITED when too many wait.
 */
export function digestPassword(
  password: string,
  { salt, memoryKib, passes, lanes }: PasswordParameters,
  caller: CallerKind = "stranger",
): Promise<Uint8Array> {
  return atTheGate(caller, () =>
    hashRaw(password, { salt, memoryCost: memoryKib, timeCost: passes, parallelism: lanes, outputLen: 32 }),
  );
}

/** A new password, with a salt of its own, as a door takes it. @throws AppError RATE_LIMITED when too many wait. */
export async function sealPassword(
  password: string,
  caller: CallerKind = "stranger",
): Promise<SealedPassword> {
  const parameters = { ...PASSWORD_COST, salt: randomBytes(SALT_BYTES) };
  return { ...parameters, digest: await digestPassword(password, parameters, caller) };
}
