/** The phases of a launch. */
import { z } from "zod";

export const LAUNCH_PHASES = ["planned", "live", "stabilising", "exiting", "exited", "watching"] as const;
export const LaunchPhase = z.enum(LAUNCH_PHASES);
export type LaunchPhase = z.infer<typeof LaunchPhase>;
