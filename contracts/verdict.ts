/** What the verdict on a launch is judged from; the rule is `components/format/verdict.ts`. */
import { z } from "zod";
import type { ErrorEpisode, IncomingFigures } from "./analysis";
import type { BurnDownView } from "./exit";
import type { TroubledFeed } from "./monitoring";

export const ReadVerdict = z.object({ launchId: z.string().max(64) });

export type VerdictFacts = {
  at: Date;
  liveAt: Date;
  openCriticals: number;
  /** When the last open critical was settled or given a lower severity; null when none ever was. Says nothing while one is open. */
  criticalFreeSince: Date | null;
  /** Criteria of the whole exit, by their last evaluation. */
  criteria: { met: number; waived: number; total: number };
  /** When what criteria count comes down to their targets, as the exit page has it. */
  projection: BurnDownView["projection"];
  incoming: IncomingFigures;
  /** Whether the gateway ever logged a request of the launch. */
  hasTraffic: boolean;
  /** Runs of failed requests of the last day. */
  episodes: readonly ErrorEpisode[];
  troubledFeeds: readonly TroubledFeed[];
};
