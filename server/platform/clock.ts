import { readClock } from "@/contracts/clock";
import { getEnv } from "./env";

/**
 * The time by which the product lives: when things occurred, trends, clocks of criteria. Real time, except in a demo that replays days
 * in minutes (DEMO_CLOCK). Leases, sessions and signatures use the database's or the machine's own time instead.
 */
export function now(): Date {
  return new Date(readClock(Date.now(), getEnv().DEMO_CLOCK));
}
