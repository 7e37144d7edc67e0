import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@/server/platform/errors";
import { singleton } from "@/server/platform/singleton";

/** argon2id (the library's own choice, and a test's) as OWASP's password storage sheet sets it: 19 MiB, two passes, one lane; about 40 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashing takes whole cores, so that few run at once, some wait, and the rest are sent away. */
const RUNNING_MAX = 2;
const WAITING_MAX = 40;

type Gate = { running: number; waiting: (() => void)[] };

async function atTheGate<T>(work: () => Promise<T>): Promise<T> {
  const gate = singleton<Gate>("tenancy.password-gate", () => ({ running: 0, waiting: [] }));
  if (gate.running >= RUNNING_MAX) {
    if (gate.waiting.length >= WAITING_MAX)
      throw new AppError(
        "RATE_LIMITED",
        "Many people are signing in at this moment. Try again in a few seconds.",
        {},
        3_000,
      );
    await new Promise<void>((go) => gate.waiting.push(go));
  } else {
    gate.running++;
  }
  try {
    return await work();
  } finally {
    const next = gate.waiting.shift();
    if (next) next();
    else gate.running--;
  }
}

/** A password as it is kept. @throws AppError RATE_LIMITED when too many wait. */
export function hashPassword(password: string): Promise<string> {
  return atTheGate(() => hash(password, COST));
}

/** The hash of a password nobody has, checked in place of an account that does not exist, so that both take as long. */
const nobodysHash = () =>
  singleton("tenancy.nobodys-hash", () => hashPassword("a password that no account has"));

/**
 * Whether this is the account's password; takes as long when there is no account or it has no password.
 * @throws AppError RATE_LIMITED when too many wait.
 */
export async function isPasswordRight(kept: string | null, password: string): Promise<boolean> {
  const isKept = kept?.startsWith("$argon2id$") ?? false;
  const against = isKept ? kept! : await nobodysHash();
  const isRight = await atTheGate(() => verify(against, password));
  return isRight && isKept;
}
