import type { ChildProcess } from "node:child_process";
import type { Charge } from "./ending.mjs";

/** Puts a child in the guard's charge until it ends: it is ended when this process is, however that comes about. */
export function putInCharge(
  child: ChildProcess,
  what: { name: string; kind?: "process" | "postgres"; data?: string },
): Charge | null;
export function chargesNow(): Charge[];
