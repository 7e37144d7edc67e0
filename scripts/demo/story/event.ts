/** One message as the player posts it, with the truth the story knows about it. */
import type { ItemType, Severity } from "@/contracts/triage";
import type { ComponentSlug } from "./components";
import type { StoryLanguage } from "./problem";

export const STORY_CHANNELS = ["form", "zendesk_event", "zendesk_trigger", "api"] as const;
export type StoryChannel = (typeof STORY_CHANNELS)[number];

/**
 * report: a first message. double_send: the same message again seconds later. follow_up: the same person asks again.
 * thread: one of the executive's messages. injection: a report that tries to give orders. noise: no report at all.
 */
export const EVENT_KINDS = ["report", "double_send", "follow_up", "thread", "injection", "noise"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export type StoryContext = {
  url?: string;
  route?: string;
  version?: string;
  userAgent?: string;
  requestId?: string;
  locale?: string;
};

/** For evaluation only; never posted. null where the question does not apply. */
export type StoryTruth = {
  problemId: string;
  type: ItemType | null;
  severity: Severity | null;
  component: ComponentSlug | null;
  isSpam: boolean;
};

export type StoryEvent = {
  /** Unique in the story and the same in every run; fit for an Idempotency-Key or delivery id. */
  id: string;
  /** Milliseconds since the launch. */
  atMs: number;
  channel: StoryChannel;
  kind: EventKind;
  /** "noise" where there is no problem behind it. */
  problemId: string;
  text: string;
  /** Helpdesk tickets only. */
  title?: string;
  email?: string;
  personName?: string;
  account?: string;
  language: StoryLanguage;
  context: StoryContext;
  /** Helpdesk tickets only. Follow-ups of a ticket keep its number in originalTicketId and have one of their own. */
  ticket?: {
    id: number;
    priority: "low" | "normal" | "high" | "urgent";
    tags: readonly string[];
    originalTicketId?: number;
  };
  screenshot: false;
  /** The event this one repeats or follows. */
  repeats?: string;
  truth: StoryTruth;
};
