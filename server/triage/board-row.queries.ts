import type { Quadrant, Severity, Urgency, ItemType } from "@/contracts/triage";
import type { BelowLine } from "@/contracts/below-line";
import type { ReviewReason } from "@/contracts/board";
import type { IssueState } from "@/contracts/feedback";
import { sql, type Sql } from "@/server/db/sql";

/** An issue as a table, a card or a queue shows it. */
export type IssueRow = {
  id: string;
  number: number;
  title: string;
  type: ItemType;
  severity: Severity;
  state: IssueState;
  urgency: Urgency;
  impact: number;
  effort: number;
  computedImpact: number;
  computedEffort: number;
  isImpactOverridden: boolean;
  isEffortOverridden: boolean;
  impactReason: string | null;
  /** Who set the impact; null where nobody did, or it was no member. */
  impactSetByName: string | null;
  belowLine: BelowLine | null;
  quadrant: Quadrant;
  itemCount: number;
  reporterCount: number;
  accountCount: number;
  negativeCount: number;
  componentId: string | null;
  componentName: string | null;
  ownerId: string | null;
  ownerName: string | null;
  teamId: string | null;
  teamName: string | null;
  labels: string[];
  firstSeenAt: Date;
  lastSeenAt: Date;
  createdAt: Date;
  updatedAt: Date;
  needsReview: ReviewReason | null;
  confidence: number;
  isSnoozed: boolean;
  snoozedUntil: Date | null;
  reopenedCount: number;
  version: number;
};

/** The columns of an `IssueRow`, from `issue i` with the names joined below. */
export const ROW_COLUMNS: Sql = sql`
  i.id,
  i.number,
  i.title,
  i.type,
  i.severity,
  i.state,
  i.urgency,
  i.impact,
  i.effort,
  i.computed_impact as "computedImpact",
  i.computed_effort as "computedEffort",
  i.is_impact_overridden as "isImpactOverridden",
  i.is_effort_overridden as "isEffortOverridden",
  i.impact_reason as "impactReason",
  s.name as "impactSetByName",
  i.below_line as "belowLine",
  i.quadrant,
  i.item_count as "itemCount",
  i.reporter_count as "reporterCount",
  i.account_count as "accountCount",
  i.negative_count as "negativeCount",
  i.component_id as "componentId",
  c.name as "componentName",
  i.owner_id as "ownerId",
  m.name as "ownerName",
  i.team_id as "teamId",
  t.name as "teamName",
  i.labels,
  i.first_seen_at as "firstSeenAt",
  i.last_seen_at as "lastSeenAt",
  i.created_at as "createdAt",
  i.updated_at as "updatedAt",
  i.needs_review as "needsReview",
  i.confidence,
  i.snooze is not null as "isSnoozed",
  i.snoozed_until as "snoozedUntil",
  i.reopened_count as "reopenedCount",
  i.version
`;

/** The names that a row shows beside its ids. */
export const ROW_NAMES: Sql = sql`
  left join component c on c.org_id = i.org_id and c.id = i.component_id
  left join membership m on m.org_id = i.org_id and m.id = i.owner_id
  left join membership s on s.org_id = i.org_id and s.id = i.impact_set_by
  left join team t on t.org_id = i.org_id and t.id = i.team_id`;
