/**
 * What machines recorded around an issue: the requests behind its reports, its component's traffic, and the releases that could be its
 * cause.
 */
import { z } from "zod";
import type { TrafficClass } from "./traffic";
import type { Release, TrafficFigures, TrafficPoint } from "./monitoring";

/** Requests on an issue's page, at most. */
export const EVIDENCE_LINES_MAX = 50;

const Id = z.string().min(1).max(64);

/**
 * Which part of a long issue's traffic is drawn: around the first report, up to the newest, or all of it. A short one is drawn whole in
 * each of them.
 */
export const EVIDENCE_ZOOMS = ["onset", "latest", "whole"] as const;
export const EvidenceZoom = z.enum(EVIDENCE_ZOOMS);
export type EvidenceZoom = z.infer<typeof EvidenceZoom>;

export const ReadIssueEvidence = z.object({ issueId: Id, zoom: EvidenceZoom.default("onset") });

/** A request by the id that the gateway logged and a reporter may quote. */
export const FindRequest = z.object({ launchId: Id, requestId: z.string().trim().min(1).max(200) });

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

/** What a request id leads to: its log lines, newest first, and the reports that quote it with the issues they are in. */
export type FoundRequest = {
  lines: LoggedRequest[];
  reports: {
    reference: string;
    occurredAt: Date;
    issue: { id: string; number: number; title: string } | null;
  }[];
};

/** A release, or the launch's going live: everything changed with it, and it has no version of its own. */
export type LaunchChange = Omit<Release, "kind" | "version"> & {
  kind: Release["kind"] | "go_live";
  version: string | null;
};

/**
 * A release or the go-live that could be an issue's cause, and what speaks for it. `score` is 0–1 and orders; it is no probability.
 * Figures are those of the issue's routes in the hour before it began and in the hour after it.
 */
export type SuspectRelease = {
  release: LaunchChange;
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

/** Requests around reports whose own request was not found, newest first. */
export type RequestsAround = { kind: "failing" | "slowest"; lines: EvidenceLine[] };

export type IssueEvidence = {
  firstSeenAt: Date;
  /** What the reports state of their requests; decides which ones `around` lists. */
  symptoms: { isSlow: boolean; isFailing: boolean };
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
  /** The routes that requests and figures are of: those that the reports name, else the component's; null where neither has traffic. */
  subject: { name: string; routes: string[]; isNamedByReports: boolean } | null;
  /** On the routes of `subject`: what failed, what was slowest, or one after the other; none that has no line. */
  around: RequestsAround[];
  /** The requests of `subject` around the issue. */
  traffic: EvidenceTraffic | null;
  /** Releases and the go-live in the time of `traffic`, or of what it would be. */
  releases: LaunchChange[];
  /** Best first. */
  suspects: SuspectRelease[];
};

/** `isPart`: the issue's time is longer than what is drawn, and other parts can be. */
export type EvidenceTraffic = {
  from: Date;
  until: Date;
  stepMinutes: number;
  isPart: boolean;
  points: TrafficPoint[];
};
