import { writeCursor } from "@/server/platform/cursor";
import { newId } from "@/server/platform/ids";
import type { PopulatedWorld } from "./populated-world";

const MINUTE_MS = 60_000;
const later = () => new Date(Date.now() + 600 * MINUTE_MS);
const rule = (w: PopulatedWorld) => ({
  name: "A rule",
  conditions: [{ field: "component", op: "is", value: [w.componentSlug] }],
  effects: { teamId: w.teamId, component: w.componentSlug },
});
const board = (w: PopulatedWorld) => ({
  launchId: w.launchId,
  filter: `owner:${w.ownerId} team:${w.teamId} component:${w.componentId} source:${w.formSourceId}`,
});
const sizing = { complexity: 1, criticality: 1, userBase: 1, riskTolerance: 1, deploymentStyle: 1 };

const BEAT = { matches: "path", pattern: "/orders/beat", trafficClass: "probe" };

/**
 * For every procedure that asks for membership: an input its owner gets in with, in which every place for an id is filled with one of
 * the organization's own. A procedure that is missing here fails the isolation sweep.
 */
export const SAMPLE_INPUTS: Readonly<Record<string, (w: PopulatedWorld) => unknown>> = {
  "ai.addProvider": () => ({
    name: "Mine",
    baseUrl: "https://models.example.test/v1",
    model: "m",
    apiKey: "k",
  }),
  "ai.calls": (w) => ({ cursor: writeCursor(`${w.callId}~`) }),
  "ai.providers": () => undefined,
  "ai.removeProvider": (w) => ({ id: w.providerId }),
  "ai.setProviderKey": (w) => ({ id: w.providerId, apiKey: "sk-another" }),
  "ai.switchProvider": (w) => ({ id: w.providerId, isEnabled: false }),

  "analysis.feed": (w) => ({ launchId: w.launchId }),
  "analysis.issueEvidence": (w) => ({ issueId: w.issueIds[0] }),
  "analysis.verdict": (w) => ({ launchId: w.launchId }),
  "analysis.waiting": (w) => ({
    launchId: w.launchId,
    componentId: w.componentId,
    list: "unanswerable",
    cursor: writeCursor(["2026-01-01", w.itemId]),
  }),
  "analysis.warRoom": (w) => ({ launchId: w.launchId }),
  "audit.list": (w) => ({ actorId: w.ownerId, subjectId: w.launchId, launchId: w.launchId }),
  "audit.verify": () => undefined,
  "communication.messages": (w) => ({ cursor: writeCursor(`${w.messageId}~`) }),
  "communication.messagesOfItem": (w) => ({ itemId: w.itemId }),

  "exit.page": (w) => ({ launchId: w.launchId }),
  "exit.createCriterion": (w) => ({
    launchId: w.launchId,
    kind: "error_rate",
    title: "Errors",
    target: 1,
    holdHours: 1,
    componentId: w.componentId,
    ownerId: w.ownerId,
  }),
  "exit.editCriterion": (w) => ({
    criterionId: w.criterionId,
    version: 1,
    componentId: w.componentId,
    ownerId: w.ownerId,
  }),
  "exit.archiveCriterion": (w) => ({ criterionId: w.criterionId, version: 1 }),
  "exit.confirmCriterion": (w) => ({ criterionId: w.manualCriterionId, version: 1, evidence: "As shown." }),
  "exit.withdrawConfirmation": (w) => ({ criterionId: w.confirmedCriterionId, version: 1 }),
  "exit.waiveCriterion": (w) => ({
    criterionId: w.criterionId,
    version: 1,
    reason: "Not now.",
    until: later(),
  }),
  "exit.unwaiveCriterion": (w) => ({ criterionId: w.waivedCriterionId, version: 1 }),

  "feedback.issue": (w) => ({ issueId: w.issueIds[0] }),
  "feedback.issueByNumber": (w) => ({ launchId: w.launchId, number: 1 }),
  "feedback.issueItems": (w) => ({ issueId: w.issueIds[0] }),
  "feedback.issueTrail": (w) => ({ issueId: w.issueIds[1] }),
  "feedback.similarIssues": (w) => ({ issueId: w.issueIds[1] }),
  "feedback.similarToText": (w) => ({ launchId: w.launchId, text: "The invoice is wrong again" }),
  "feedback.item": (w) => ({ itemId: w.itemId }),
  "feedback.itemEntries": (w) => ({ itemId: w.itemId }),
  "feedback.quarantine": (w) => ({ launchId: w.launchId }),
  "feedback.logItem": (w) => ({
    launchId: w.launchId,
    idempotencyKey: newId("request"),
    text: "They called.",
    severity: "minor",
    componentId: w.componentId,
    issueId: w.issueIds[0],
  }),
  "feedback.itemLabels": (w) => ({ itemId: w.itemId }),
  "feedback.undoRelabel": (w) => ({ itemId: w.siblingItemId }),
  "feedback.relabelItem": (w) => ({ itemId: w.itemId, severity: "minor", componentId: w.spareComponentId }),
  "feedback.quarantineItem": (w) => ({ itemId: w.itemId, reason: "spam" }),
  "feedback.releaseItem": (w) => ({ itemId: w.quarantinedItemId }),

  "intake.sources": (w) => ({ launchId: w.launchId }),
  "intake.source": (w) => ({ id: w.zendesk.id }),
  "intake.createSource": (w) => ({ launchId: w.launchId, kind: "form", name: "Another" }),
  "intake.changeSource": (w) => ({ id: w.formSourceId, version: 1, name: "Renamed" }),
  "intake.removeSource": (w) => ({ id: w.formSourceId }),
  "intake.rotateSecret": (w) => ({ id: w.zendesk.id }),
  "intake.arrived": (w) => ({ itemId: w.unreadableItemId }),
  "intake.readAgain": (w) => ({ itemId: w.unreadableItemId }),
  "intake.sendTestEvent": (w) => ({ id: w.formSourceId }),

  "launches.list": () => undefined,
  "launches.names": () => undefined,
  "launches.bySlug": (w) => ({ slug: w.launchSlug }),
  "launches.recommend": () => sizing,
  "launches.create": (w) => ({
    name: "Three",
    liveAt: new Date(),
    sizing,
    components: [{ slug: "one", name: "One", ownerTeamId: w.teamId }],
    criteria: [{ kind: "open_critical", title: "None", target: 0, holdHours: 1, ownerId: w.ownerId }],
    members: [{ membershipId: w.memberId, teamId: w.teamId }],
  }),
  "launches.edit": (w) => ({ launchId: w.launchId, version: 1, name: "Renamed" }),
  "launches.movePhase": (w) => ({ launchId: w.launchId, version: 1, phase: "stabilising" }),
  "launches.planPhase": (w) => ({ launchId: w.launchId, phase: "exiting", startsAt: later(), endsAt: null }),
  "launches.components": (w) => ({ launchId: w.launchId }),
  "launches.createComponent": (w) => ({
    launchId: w.launchId,
    slug: "new-one",
    name: "New",
    ownerTeamId: w.teamId,
  }),
  "launches.editComponent": (w) => ({
    componentId: w.componentId,
    version: 1,
    name: "Renamed",
    ownerTeamId: w.teamId,
  }),
  "launches.archiveComponent": (w) => ({ componentId: w.spareComponentId, version: 1 }),
  "launches.teams": () => undefined,
  "launches.createTeam": () => ({ name: "Another team" }),
  "launches.renameTeam": (w) => ({ teamId: w.teamId, name: "Renamed" }),
  "launches.members": (w) => ({ launchId: w.launchId }),
  "launches.setMember": (w) => ({
    launchId: w.launchId,
    membershipId: w.memberId,
    duty: "Night",
    teamId: w.teamId,
  }),
  "launches.removeMember": (w) => ({ launchId: w.launchId, membershipId: w.memberId }),

  "monitoring.traffic": (w) => ({ launchId: w.launchId, window: "24h", componentId: w.componentId }),
  "monitoring.routes": (w) => ({ launchId: w.launchId, window: "24h", order: "failing" }),
  "monitoring.feed": (w) => ({ sourceId: w.logs.id }),
  "monitoring.troubledFeeds": (w) => ({ launchId: w.launchId }),
  "monitoring.trafficRules": (w) => ({ launchId: w.launchId }),
  "monitoring.previewTrafficRule": (w) => ({
    launchId: w.launchId,
    rule: { ...BEAT, pattern: `/${w.canary}` },
  }),
  "monitoring.addTrafficRule": (w) => ({ launchId: w.launchId, rule: BEAT }),
  "monitoring.editTrafficRule": (w) => ({
    launchId: w.launchId,
    ruleId: w.trafficRuleId,
    version: 1,
    rule: BEAT,
  }),
  "monitoring.switchTrafficRule": (w) => ({ launchId: w.launchId, ruleId: w.trafficRuleId, isOn: false }),
  "monitoring.removeTrafficRule": (w) => ({ launchId: w.launchId, ruleId: w.trafficRuleId }),
  "monitoring.releases": (w) => ({ launchId: w.launchId }),
  "monitoring.recordRelease": (w) => ({
    deliveryId: newId("request"),
    release: {
      launch: w.launchId,
      kind: "deployment",
      version: "2",
      component: w.componentSlug,
      startedAt: new Date().toISOString(),
      outcome: "started",
    },
  }),
  "monitoring.changeRelease": (w) => ({
    releaseId: w.releaseId,
    revision: 1,
    release: {
      kind: "deployment",
      version: "2.0.1",
      component: w.componentSlug,
      startedAt: new Date().toISOString(),
      outcome: "rolled_back",
    },
  }),
  "monitoring.removeRelease": (w) => ({ releaseId: w.releaseId }),

  "privacy.find": (w) => ({ query: `reporter-${w.canary}@example.test` }),
  "privacy.rehearse": (w) => ({ kind: "report", itemIds: [w.siblingItemId] }),
  "privacy.erase": (w) => ({ kind: "report", itemIds: [w.siblingItemId] }),
  "privacy.receipts": () => ({}),
  "privacy.retention": () => undefined,
  "privacy.retentionRuns": () => ({}),
  "privacy.previewTerm": () => ({ kind: "mails", days: 30 }),
  "privacy.setTerm": () => ({ kind: "mails", days: 30 }),
  "privacy.runRetention": () => undefined,

  "operations.health": () => undefined,
  "operations.deadLetters": (w) => ({ cursor: writeCursor(`${w.deadLetterIds[1]}~`) }),
  "operations.replay": (w) => ({ ids: w.deadLetterIds }),

  "tenancy.me": () => undefined,
  "tenancy.proxyFault": () => undefined,
  "tenancy.rename": () => ({ name: "Renamed" }),
  "tenancy.leave": () => undefined,
  "tenancy.people": () => undefined,
  "tenancy.members": () => ({}),
  "tenancy.changeRole": (w) => ({ membershipId: w.memberId, role: "qa" }),
  "tenancy.removeMember": (w) => ({ membershipId: w.memberId }),
  "tenancy.invitations": () => ({}),
  "tenancy.invite": () => ({ email: `${newId("request")}@example.test`, role: "qa" }),
  "tenancy.revokeInvitation": (w) => ({ invitationId: w.invitationId }),
  "tenancy.invitationLink": (w) => ({ invitationId: w.invitationId }),
  "tenancy.apiKeys": () => undefined,
  "tenancy.createApiKey": () => ({ name: "Another", scopes: ["items:write"] }),
  "tenancy.revokeApiKey": (w) => ({ keyId: w.apiKeyId }),

  "triage.issues": (w) => ({ launchId: w.launchId, filter: "" }),
  "triage.counts": board,
  "triage.matrix": board,
  "triage.kanban": board,
  "triage.inbox": board,
  "triage.snoozed": board,
  "triage.labels": (w) => ({ launchId: w.launchId }),
  "triage.why": (w) => ({ issueId: w.issueIds[0] }),
  "triage.act": (w) => ({
    issueId: w.issueIds[0],
    act: { kind: "assign", ownerId: w.memberId, teamId: w.teamId },
  }),
  "triage.place": (w) => ({ issueId: w.issueIds[0], act: { kind: "place", impact: 10, reason: "Less." } }),
  "triage.bulkPreview": (w) => ({ launchId: w.launchId, target: { ids: [w.issueIds[0], w.issueIds[1]] } }),
  "triage.bulk": (w) => ({
    launchId: w.launchId,
    target: { ids: [w.issueIds[0], w.issueIds[1]] },
    act: { kind: "assign", ownerId: w.memberId, teamId: w.teamId },
  }),
  "triage.merge": (w) => ({ intoId: w.issueIds[0], issueIds: [w.issueIds[1], w.issueIds[2]] }),
  "triage.unmerge": (w) => ({ issueId: w.mergedIssueId }),
  "triage.split": (w) => ({ issueId: w.issueIds[0], itemIds: [w.siblingItemId] }),
  "triage.moveItems": (w) => ({ itemIds: [w.itemId, w.siblingItemId], toIssueId: w.issueIds[1] }),
  "triage.relate": (w) => ({ issueId: w.issueIds[0], otherId: w.issueIds[2], kind: "related" }),
  "triage.unrelate": (w) => ({ issueId: w.issueIds[0], otherId: w.issueIds[1], kind: "related" }),
  "triage.undo": (w) => ({ undoId: w.undoId }),
  "triage.views": (w) => ({ launchId: w.launchId }),
  "triage.createView": (w) => ({ launchId: w.launchId, name: "Mine", filter: "", layout: "table" }),
  "triage.updateView": (w) => ({ viewId: w.viewId, name: "Renamed" }),
  "triage.removeView": (w) => ({ viewId: w.viewId }),
  "triage.rules": (w) => ({ launchId: w.launchId }),
  "triage.createRule": (w) => ({ launchId: w.launchId, rule: rule(w) }),
  "triage.updateRule": (w) => ({ ruleId: w.ruleIds[0], rule: rule(w) }),
  "triage.removeRule": (w) => ({ ruleId: w.ruleIds[0] }),
  "triage.reorderRules": (w) => ({ launchId: w.launchId, ruleIds: [w.ruleIds[1], w.ruleIds[0]] }),
  "triage.testRules": (w) => ({ launchId: w.launchId, rules: [{ id: w.ruleIds[0], ...rule(w) }] }),
};

/** Further inputs of the same procedures, where one input cannot hold every place for an id: the other shapes of an act or a target. */
export const FURTHER_INPUTS: Readonly<Record<string, readonly ((w: PopulatedWorld) => unknown)[]>> = {
  "privacy.rehearse": [(w) => ({ kind: "reporter", reporterIds: [w.reporterId] })],
  "privacy.erase": [(w) => ({ kind: "reporter", reporterIds: [w.reporterId] })],
  "triage.act": [
    (w) => ({
      issueId: w.issueIds[0],
      act: { kind: "relabel", severity: "minor", componentId: w.spareComponentId },
    }),
  ],
  "triage.bulk": [
    (w) => ({
      launchId: w.launchId,
      target: { filter: `component:${w.componentId}` },
      act: { kind: "relabel", componentId: w.spareComponentId },
    }),
  ],
  "triage.bulkPreview": [(w) => ({ launchId: w.launchId, target: { filter: board(w).filter } })],
};
