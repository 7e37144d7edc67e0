import { getEnv } from "./env";
import { singleton } from "./singleton";

/**
 * A named place where a test may make the process throw (`name`) or die (`name!`) once; does nothing outside tests.
 * Written before and after each effect whose loss or doubling would matter.
 */
export function faultPoint(name: string): void {
  const wanted = getEnv().FAULT_AT;
  if (!wanted) return;
  const spent = singleton("faults", () => new Set<string>());
  for (const one of wanted.split(",")) {
    if (spent.has(one)) continue;
    if (one === name) {
      spent.add(one);
      throw new Error(`fault injected at ${name}`);
    }
    if (one === `${name}!`) process.kill(process.pid, "SIGKILL");
  }
}

/** True when a test build leaves this guard out. */
export function isGuardOff(name: NonNullable<ReturnType<typeof getEnv>["GUARD_OFF"]>): boolean {
  return getEnv().GUARD_OFF === name;
}
