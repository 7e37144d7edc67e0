import type { CriterionState } from "@/contracts/exit";
import type { LaunchPhase } from "@/contracts/phases";
import type { IssueState } from "@/contracts/feedback";
import type { ReleaseKind, ReleaseOutcome, SourceKind } from "@/contracts/intake";
import type { Role } from "@/contracts/tenancy";
import type { ItemType, Quadrant, Sentiment, SetBy, Severity, Urgency } from "@/contracts/triage";

/** How the enums of the product read on a screen. Sentence case; lower the first letter inside a sentence. */
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: "Critical",
  major: "Major",
  minor: "Minor",
  cosmetic: "Cosmetic",
};
export const TYPE_WORDS: Readonly<Record<ItemType, string>> = {
  technical: "Technical",
  functional: "Functional",
  usability: "Usability",
  performance: "Performance",
  integration: "Integration",
  question: "Question",
  wish: "Wish",
  praise: "Praise",
};
export const ISSUE_STATE_WORDS: Readonly<Record<IssueState, string>> = {
  new: "New",
  accepted: "Accepted",
  in_progress: "In progress",
  fixed: "Fixed",
  verified: "Verified",
  closed: "Closed",
  declined: "Declined",
  parked: "Parked",
};
export const SENTIMENT_WORDS: Readonly<Record<Sentiment, string>> = {
  positive: "Positive",
  neutral: "Neutral",
  negative: "Negative",
};
export const URGENCY_WORDS: Readonly<Record<Urgency, string>> = {
  now: "Now",
  today: "Today",
  this_week: "This week",
  later: "Later",
};
export const QUADRANT_WORDS: Readonly<Record<Quadrant, string>> = {
  quick_win: "Quick win",
  big_bet: "Big bet",
  fill_in: "Fill-in",
  later: "Later",
};
export const SET_BY_WORDS: Readonly<Record<SetBy, string>> = {
  person: "Set by a person",
  rule: "Set by a rule",
  floor: "Minimum severity",
  model: "Proposed by the model",
};
export const PHASE_WORDS: Readonly<Record<LaunchPhase, string>> = {
  planned: "Planned",
  live: "Live",
  stabilising: "Stabilising",
  exiting: "Exiting",
  exited: "Exited",
  watching: "Watching",
};
export const CRITERION_STATE_WORDS: Readonly<Record<CriterionState, string>> = {
  met: "Met",
  holding: "Holding",
  not_met: "Not met",
  unknown: "Not known",
  waived: "Waived",
};
export const SOURCE_WORDS: Readonly<Record<SourceKind, string>> = {
  form: "Form",
  zendesk: "Zendesk",
  gateway_logs: "Gateway logs",
  agent: "Agent",
  api: "API",
  releases: "Releases",
};
export const RELEASE_KIND_WORDS: Readonly<Record<ReleaseKind, string>> = {
  deployment: "Deployment",
  flag: "Flag change",
  config: "Config change",
};
export const RELEASE_OUTCOME_WORDS: Readonly<Record<ReleaseOutcome, string>> = {
  started: "Started",
  succeeded: "Succeeded",
  failed: "Failed",
  rolled_back: "Rolled back",
};
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: "Owner",
  admin: "Admin",
  lead: "Lead",
  engineer: "Engineer",
  operations: "Operations",
  support: "Support",
  product_owner: "Product owner",
  qa: "QA",
  viewer: "Viewer",
};
