import { isKnownDevice } from "@/server/db/account-doors";
import { refundToNetwork, takeFromNetwork } from "@/server/db/network-limit";
import { countInLimit, refundToLimit, takeFromLimit } from "@/server/db/rate-limit";
import { AppError, asAppError } from "@/server/platform/errors";
import { isEverybody } from "@/server/platform/network";
import { singleton } from "@/server/platform/singleton";
import { NoPlaceToWait, WaitingPlaces } from "@/server/platform/waiting-places";
import {
  SIGN_INS_WAITING,
  SIGN_INS_WAITING_PER_ACCOUNT,
  SIGN_IN_FAILURES,
  SIGN_IN_PER_ACCOUNT_AND_NETWORK,
  SIGN_IN_PER_DEVICE,
  SIGN_IN_PER_NETWORK,
  accountDelayMs,
} from "./limits";
import type { CallerKind } from "./password-hash.runtime";
import { noteSignInFailure } from "./sign-in-trail.commands";
import type { Origin } from "./origin";

/** A try that counts as a failure until it is known to be none. */
export type Attempt = {
  caller: CallerKind;
  /** It was no failure: gives back what it took. */
  takeBack: () => Promise<void>;
  /** It was one: says so in log and trail. */
  noteFailure: () => Promise<void>;
};

const places = () =>
  singleton(
    "tenancy.sign-in-places",
    () => new WaitingPlaces(SIGN_INS_WAITING_PER_ACCOUNT, SIGN_INS_WAITING),
  );

/**
 * Lets a try to sign in begin, by who tries. Someone who signed in with this browser before has tries of their own. Everybody else shares
 * them with their network: one that fails too often is shut out from the account, and nobody else is. What fails from many networks makes
 * further tries from all of them wait, with room for few to wait, where whoever failed least has the better place.
 * @throws AppError RATE_LIMITED
 */
export async function beginAttempt(email: string, origin: Origin): Promise<Attempt> {
  return (await attemptFromKnownDevice(email, origin)) ?? attemptFromAnywhere(email, origin);
}

async function attemptFromKnownDevice(email: string, origin: Origin): Promise<Attempt | null> {
  if (!origin.device || !(await isKnownDevice(email, origin.device))) return null;
  const key = `${email} ${origin.device}`;
  try {
    const failures = await takeFromLimit(SIGN_IN_PER_DEVICE, key);
    return {
      caller: "known",
      takeBack: () => refundToLimit(SIGN_IN_PER_DEVICE, key),
      noteFailure: () =>
        noteSignInFailure(email, origin, {
          isKnownDevice: true,
          isLocked: failures >= SIGN_IN_PER_DEVICE.points,
        }),
    };
  } catch (error) {
    if (asAppError(error)?.code === "RATE_LIMITED") return null;
    throw error;
  }
}

async function attemptFromAnywhere(email: string, origin: Origin): Promise<Attempt> {
  const taken: (() => Promise<void>)[] = [];
  const takeBack = async () => {
    for (const giveBack of taken.splice(0)) await giveBack();
  };
  try {
    const failedHere = await takeFromNetwork(SIGN_IN_PER_ACCOUNT_AND_NETWORK, origin, email);
    taken.push(() => refundToNetwork(SIGN_IN_PER_ACCOUNT_AND_NETWORK, origin, email));
    const failedAnywhere = await takeFromNetwork(SIGN_IN_PER_NETWORK, origin);
    taken.push(() => refundToNetwork(SIGN_IN_PER_NETWORK, origin));
    const failures = await countInLimit(SIGN_IN_FAILURES, email);
    taken.push(() => refundToLimit(SIGN_IN_FAILURES, email));
    await waitForTurn(email, origin, failedHere, accountDelayMs(failures - 1));
    return {
      caller: "stranger",
      takeBack,
      noteFailure: () =>
        noteSignInFailure(email, origin, {
          isKnownDevice: false,
          isLocked:
            !isEverybody(origin) &&
            (failedHere >= SIGN_IN_PER_ACCOUNT_AND_NETWORK.points ||
              failedAnywhere >= SIGN_IN_PER_NETWORK.points),
        }),
    };
  } catch (error) {
    await takeBack();
    throw error;
  }
}

async function waitForTurn(email: string, origin: Origin, failedHere: number, ms: number): Promise<void> {
  if (ms === 0) return;
  try {
    await places().wait(email, isEverybody(origin) ? null : origin.network, failedHere, ms);
  } catch (error) {
    if (error instanceof NoPlaceToWait) throw new AppError("RATE_LIMITED", SIGN_IN_FAILURES.message, {}, ms);
    throw error;
  }
}
