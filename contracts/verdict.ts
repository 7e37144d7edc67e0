/** What the verdict on a launch is judged from; the rule is `components/format/verdict.ts`. */
import { z } from "zod";
import type { ErrorEpisode } from "./analysis";
import type { BurnDownView } from "./exit";
import type { TroubledFeed } from "./monitoring";

export const ReadVerdict = z.object({ launchId: z.string().max(64) });

/** Reports of a launch as far as a comparison needs them. */
export type IncomingFigures = {
  lastHour: number;
  /** The same hour on each of the seven days before, the latest first, whether the launch was live then or not. */
  sameHourBefore: readonly number[];
  last24h: number;
  previous24h: number;
  /** From when on counts can be compared: when the launch went live, or its first report where that is later; null without reports. */
  since: Date | null;
};

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
