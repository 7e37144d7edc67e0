import {
  ITEM_TYPES,
  SEVERITIES,
  URGENCIES,
  type ItemType,
  type Sentiment,
  type Severity,
} from "@/contracts/triage";
import { ISSUE_STATES, type IssueState } from "@/contracts/feedback";
import { withScope } from "@/server/db/client";
import { newId, newReference } from "@/server/platform/ids";
import type { World } from "./factories";

export type IssueSeed = {
  title?: string;
  type?: ItemType;
  severity?: Severity;
  state?: IssueState;
  urgency?: (typeof URGENCIES)[number];
  impact?: number;
  effort?: number;
  componentId?: string | null;
  ownerId?: string | null;
  labels?: string[];
  lastSeenAt?: Date;
  needsReview?: string | null;
  terms?: string[];
  fingerprint?: string | null;
};

/** An issue as the pipeline would have left it; its number follows the launch's counter. */
export async function makeIssue(world: World, seed: IssueSeed = {}): Promise<string> {
  const id = newId("issue");
  await withScope(world.scope, async (tx) => {
    const { nextIssueNumber: next } = await tx.launch.update({
      where: { orgId_id: { orgId: world.orgId, id: world.launchId } },
      data: { nextIssueNumber: { increment: 1 } },
      select: { nextIssueNumber: true },
    });
    const at = seed.lastSeenAt ?? new Date();
    const [impact, effort] = [seed.impact ?? 30, seed.effort ?? 40];
    await tx.issue.create({
      data: {
        orgId: world.orgId,
        id,
        launchId: world.launchId,
        number: next - 1,
        title: seed.title ?? `Issue ${next - 1}`,
        type: seed.type ?? "functional",
        severity: seed.severity ?? "minor",
        state: seed.state ?? "new",
        urgency: seed.urgency ?? "this_week",
        impact,
        computedImpact: impact,
        effort,
        computedEffort: effort,
        componentId: seed.componentId ?? null,
        ownerId: seed.ownerId ?? null,
        labels: seed.labels ?? [],
        firstSeenAt: at,
        lastSeenAt: at,
        needsReview: seed.needsReview ?? null,
        terms: seed.terms ?? [],
        fingerprint: seed.fingerprint ?? null,
        provenance: {
          severity: { by: "model", confidence: 0.7, reason: "Test." },
          type: { by: "model", confidence: 0.7, reason: "Test." },
        },
      },
    });
  });
  return id;
}

export type ItemSeed = {
  issueId?: string | null;
  text?: string;
  person?: string | null;
  account?: string | null;
  sourceId?: string;
  severity?: Severity;
  type?: ItemType;
  sentiment?: Sentiment;
  occurredAt?: Date;
  state?: "open" | "quarantined" | "withdrawn";
  componentId?: string | null;
  /** Of a helpdesk's report. */
  ticketId?: string;
  answeredAt?: Date | null;
};

/** A report, in an issue when one is named. */
export async function makeItem(world: World, seed: ItemSeed = {}): Promise<string> {
  const id = newId("item");
  const at = seed.occurredAt ?? new Date();
  await withScope(world.scope, async (tx) => {
    await tx.item.create({
      data: {
        orgId: world.orgId,
        id,
        launchId: world.launchId,
        sourceId: seed.sourceId ?? world.formSourceId,
        reference: newReference(),
        text: seed.text ?? "It does not work.",
        personKey: seed.person ?? null,
        accountKey: seed.account ?? null,
        occurredAt: at,
        receivedAt: at,
        type: seed.type ?? "functional",
        severity: seed.severity ?? "minor",
        sentiment: seed.sentiment ?? "neutral",
        issueId: seed.issueId ?? null,
        state: seed.state ?? "open",
        componentId: seed.componentId ?? null,
        ticketId: seed.ticketId ?? null,
        firstResponseAt: seed.answeredAt ?? null,
      },
    });
    if (seed.issueId) {
      await tx.issueItem.create({
        data: {
          orgId: world.orgId,
          id: newId("issueItem"),
          issueId: seed.issueId,
          itemId: id,
          joinedBy: "model",
          reason: "Test.",
          score: 0.8,
        },
      });
      await tx.issue.update({
        where: { orgId_id: { orgId: world.orgId, id: seed.issueId } },
        data: { itemCount: { increment: 1 } },
      });
    }
  });
  return id;
}

/** Everything a property test draws issues from. */
export const SEED_VALUES = {
  types: ITEM_TYPES,
  severities: SEVERITIES,
  states: ISSUE_STATES,
  urgencies: URGENCIES,
} as const;
