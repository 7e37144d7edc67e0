import type { RouterOutputs } from "@/components/trpc/client";

/** An issue as lists, cards and queues show it. */
export type IssueRow = RouterOutputs["triage"]["issues"]["rows"][number];
/** An issue as its own page shows it. */
export type IssueDetail = RouterOutputs["feedback"]["issue"];
/** A report behind an issue. */
export type IssueItemRow = RouterOutputs["feedback"]["issueItems"]["rows"][number];
/** A line of an issue's trail. */
export type TrailEntry = RouterOutputs["feedback"]["issueTrail"]["rows"][number];

/** What acts need to know of an issue, whichever screen it is seen on. */
export type ActTarget = Pick<
  IssueRow,
  "id" | "number" | "title" | "state" | "severity" | "type" | "impact" | "effort" | "version"
> &
  Partial<
    Pick<
      IssueRow,
      | "ownerId"
      | "ownerName"
      | "teamId"
      | "teamName"
      | "componentId"
      | "labels"
      | "isSnoozed"
      | "needsReview"
      | "computedImpact"
      | "computedEffort"
      | "isImpactOverridden"
      | "isEffortOverridden"
      | "impactReason"
      | "impactSetByName"
      | "belowLine"
    >
  >;
