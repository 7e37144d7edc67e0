/**
 * What machines recorded around an issue: the requests behind its reports, its component's traffic, and the releases that could be its
 * cause.
 */
import type { ItemType } from "./triage";
import type { TrafficClass } from "./traffic";
import type { Release, TrafficFigures, TrafficPoint } from "./monitoring";

/** Requests on an issue's page, at most. */
export const EVIDENCE_LINES_MAX = 50;

/** One request as the gateway logged it. Latencies in ms; null where the gateway did not say. */
export type LoggedRequest = {
  /** Unique among an organization's log lines. */
  key: string;
  at: Date;
  method: string;
  route: string;
  /** Null when nobody was answered. */
  status: number | null;
  latencyMs: number | null;
  /** The part of the latency that the service behind the gateway took. */
  upstreamMs: number | null;
  /** How long a connection lasted: a websocket or a stream, whose latency is the time to its first byte. */
  lastedMs: number | null;
  /** What it counts as; only real use is in figures. */
  trafficClass: TrafficClass;
  version: string | null;
  consumer: string | null;
  requestId: string | null;
};

/** A request and the report it stands behind: the one that quotes its id, otherwise the one nearest in time. */
export type EvidenceLine = LoggedRequest & { reference: string; reportedAt: Date };

/**
 * A release that could be an issue's cause, and what speaks for it. `score` is 0–1 and orders; it is no probability.
 * Figures are those of the issue's component in the hour before the release began and in the hour after it.
 */
export type SuspectRelease = {
  release: Release;
  score: number;
  /** From the release's beginning to the first report; negative when the release came after it. */
  leadMs: number;
  /** Reports that name this version, of those that name any. */
  named: { reports: number; of: number };
  before: TrafficFigures | null;
  after: TrafficFigures | null;
  /** More errors or a longer p95 afterwards than chance explains. */
  haveErrorsRisen: boolean;
  hasSlowed: boolean;
  /** It was rolled out to another component than the issue's. */
  isElsewhere: boolean;
};

export type IssueEvidence = {
  type: ItemType;
  firstSeenAt: Date;
  /** Whether any gateway sends its log lines to this launch. */
  hasLogSource: boolean;
  /** How long this organization keeps log lines, in days. */
  logDays: number;
  /** `hasRoutes`: whether it names routes, by which traffic is known to be its own. */
  component: { id: string; name: string; hasRoutes: boolean } | null;
  /** The issue's reports that were looked at: the newest 500. */
  reports: number;
  /** Request ids that those reports quote. */
  quotedIds: number;
  /** The log lines of the ids quoted, newest first. */
  quoted: EvidenceLine[];
  /** Around the reports whose own request was not found: requests on the component's routes, newest first. */
  around: { kind: "failing" | "slowest"; lines: EvidenceLine[] };
  /** The component's requests around the issue; null without a component that names routes. */
  traffic: { from: Date; until: Date; stepMinutes: number; points: TrafficPoint[] } | null;
  /** Releases in the time of `traffic`, or of what it would be. */
  releases: Release[];
  /** Best first. */
  suspects: SuspectRelease[];
};
