import { LAUNCH_PHASES, type LaunchPhase } from "@/contracts/phases";

/** What each phase is about. */
export const PHASE_SENTENCES: Readonly<Record<LaunchPhase, string>> = {
  planned: "Not out yet; everything is being prepared.",
  live: "People use it. Most reports arrive now.",
  stabilising: "The worst is fixed; figures approach their targets.",
  exiting: "Operations prepare to take over. Every criterion is met, holds or is waived.",
  exited: "Handed over to normal operations.",
  watching: "Over, and watched for a relapse.",
};

/** Whether a step leads back. */
export const isStepBack = (from: LaunchPhase, to: LaunchPhase): boolean =>
  LAUNCH_PHASES.indexOf(to) < LAUNCH_PHASES.indexOf(from);
