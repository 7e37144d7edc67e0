import { CLOCK_ATTRIBUTE, writeClock } from "@/contracts/clock";
import { getEnv } from "@/server/platform/env";

/** What `<html>` carries so that a browser's clock runs with the product's: nothing but in a demo (`components/format/time.tsx`). */
export function clockAttribute(): Record<string, string> {
  const { DEMO_CLOCK } = getEnv();
  return DEMO_CLOCK ? { [CLOCK_ATTRIBUTE]: writeClock(DEMO_CLOCK) } : {};
}
