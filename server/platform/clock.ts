import { getEnv } from "./env";

/**
 * The time by which the product lives: when things occurred, trends, clocks of criteria. Real time, except in a demo that replays days
 * in minutes (DEMO_CLOCK). Leases, sessions and signatures use the database's or the machine's own time instead.
 */
export function now(): Date {
  const demo = getEnv().DEMO_CLOCK;
  const real = Date.now();
  if (!demo) return new Date(real);
  return new Date(Math.min(real, demo.demoStartMs + (real - demo.realStartMs) * demo.speed));
}
