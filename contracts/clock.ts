import { z } from "zod";

/** How a demo replays days in minutes, as `<real start ms>:<demo start ms>:<speed>`. */
export const DemoClock = z
  .string()
  .regex(/^\d{13}:\d{13}:\d{1,6}$/, "must read <real start ms>:<demo start ms>:<speed>")
  .transform((v) => {
    const [realStartMs, demoStartMs, speed] = v.split(":").map(Number) as [number, number, number];
    return { realStartMs, demoStartMs, speed };
  });
export type DemoClock = z.infer<typeof DemoClock>;

/** What a product's clock shows at a real moment, ms: the moment itself, or in a demo a time that runs faster until it has caught up. */
export function readClock(realMs: number, demo: DemoClock | undefined): number {
  if (!demo) return realMs;
  return Math.min(realMs, demo.demoStartMs + (realMs - demo.realStartMs) * demo.speed);
}

/** The attribute of `<html>` that tells a browser the clock of a demo, as DEMO_CLOCK has it. */
export const CLOCK_ATTRIBUTE = "data-demo-clock";

/** DEMO_CLOCK again. */
export const writeClock = ({ realStartMs, demoStartMs, speed }: DemoClock): string =>
  `${realStartMs}:${demoStartMs}:${speed}`;
