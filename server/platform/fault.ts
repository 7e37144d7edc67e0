import "./with-faults";
import { getEnv } from "./env";
import { singleton } from "./singleton";

/**
 * A named place where a test may make the process throw (`name`) or die (`name!`) once. Written before and after each effect whose loss
 * or doubling would matter, always as `if (WITH_FAULTS) faultPoint(…)`, so that no trace of it is in what production runs.
 */
export function faultPoint(name: string): void {
  const wanted = WITH_FAULTS ? getEnv().FAULT_AT : undefined;
  if (!wanted) return;
  const spent = singleton("faults", () => new Set<string>());
  for (const fault of wanted.split(",")) {
    if (spent.has(fault)) continue;
    if (fault === name) {
      spent.add(fault);
      throw new Error(`fault injected at ${name}`);
    }
    if (fault === `${name}!`) process.kill(process.pid, "SIGKILL");
  }
}

/** True when a test leaves this guard out; always asked as `WITH_FAULTS && isGuardOff(…)`, for the same reason. */
export function isGuardOff(name: NonNullable<ReturnType<typeof getEnv>["GUARD_OFF"]>): boolean {
  return WITH_FAULTS && getEnv().GUARD_OFF === name;
}
