import { randomBytes } from "node:crypto";
import { unreadableReason } from "@/server/intake/unreadable-arrivals";
import { shareExitReport } from "@/server/analysis/exit-report.commands";
import { addProvider } from "@/server/ai/providers.commands";
import { recordIn } from "@/server/audit/trail.commands";
import { sealAudit } from "@/server/audit/seal.commands";
import { withScope } from "@/server/db/client";
import { receive, RECEIVED_TOPIC } from "@/server/db/receive";
import { json } from "@/server/db/sql";
import { createSource, rotateSecret } from "@/server/intake/sources.commands";
import { publishIn } from "@/server/live/publish";
import { ingestBatch } from "@/server/monitoring/logs.commands";
import { addTrafficRule } from "@/server/monitoring/traffic-rules.commands";
import { recordRelease } from "@/server/monitoring/releases.commands";
import { relabelItem } from "@/server/triage/inbox.commands";
import { BY_HAND } from "@/server/monitoring/releases.queries";
import { linkToken, sha256 } from "@/server/platform/crypto";
import { newId } from "@/server/platform/ids";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { mergeIssues } from "@/server/triage/board.commands";
import type { Snooze } from "@/contracts/snooze";
import { relateIssuesIn } from "@/server/feedback/issue-relations.commands";
import { makeMember, makeWorld, type World } from "./factories";
import { makeIssue, makeItem } from "./issues";
import { asAdmin } from "./queries";
import { keepSearchKeysIn } from "@/server/triage/search-keys.commands";

/** So many that the feed is among those that something is wrong with. */
const REFUSED_LINES = 120;

/**
 * An organization with a row in every tenant table; each of its texts holds the canary, which nobody can guess and no other organization
 * has.
 */
export type PopulatedWorld = World & {
  canary: string;
  componentId: string;
  componentSlug: string;
  spareComponentId: string;
  teamId: string;
  memberId: string;
  memberEmail: string;
  criterionId: string;
  manualCriterionId: string;
  confirmedCriterionId: string;
  waivedCriterionId: string;
  exitReportId: string;
  exitReportToken: string;
  zendesk: { id: string; key: string; secret: string };
  logs: { id: string; key: string; secret: string };
  releasesKey: string;
  /** Three open issues; the first owns `itemId` and `siblingItemId`, and the second is related to both others. */
  issueIds: [string, string, string];
  /** Merged into the third, by a change that `undoId` takes back. */
  mergedIssueId: string;
  undoId: string;
  itemId: string;
  siblingItemId: string;
  quarantinedItemId: string;
  unreadableItemId: string;
  attachmentId: string;
  reference: string;
  reportToken: string;
  viewId: string;
  ruleIds: [string, string];
  releaseId: string;
  trafficRuleId: string;
  messageId: string;
  callId: string;
  providerId: string;
  invitationId: string;
  invitationToken: string;
  invitedEmail: string;
  apiKeyId: string;
  apiKey: string;
  deadLetterIds: [string, string];
  reporterId: string;
};

/**
 * Fills an organization so that a procedure which forgets whose rows it reads has something to give away, whatever it reads; what is
 * listed by pages is there twice, so that each list has a page to go on from.
 * @param further accounts that join as owners, so that one signed-in browser can own many organizations
 */
export async function populateWorld(
  further: readonly { accountId: string; email: string }[] = [],
): Promise<PopulatedWorld> {
  const world = await makeWorld();
  const { orgId, launchId, ownerId, scope } = world;
  const canary = `canary${randomBytes(8).toString("hex")}`;
  const canaryText = (what: string) => `${what} ${canary}`;
  const mail = (who: string) => `${who}-${canary}@example.test`;
  const day = 86_400_000;
  const at = new Date(Date.now() - 3_600_000);
  const [
    componentId,
    spareComponentId,
    teamId,
    criterionId,
    manualCriterionId,
    confirmedCriterionId,
    waivedCriterionId,
  ] = [
    newId("component"),
    newId("component"),
    newId("team"),
    newId("criterion"),
    newId("criterion"),
    newId("criterion"),
    newId("criterion"),
  ];
  const [reporterId, viewId, messageId, callId, invitationId] = [
    newId("reporter"),
    newId("view"),
    newId("message"),
    newId("call"),
    newId("invitation"),
  ];
  const deadLetterIds: [string, string] = [newId("outbox"), newId("outbox")];
  const ruleIds: [string, string] = [newId("rule"), newId("rule")];
  const [slug, launchSlug, componentSlug] = [`o-${canary}`, `l-${canary}`, `c-${canary}`];
  const invitedEmail = mail("invited");
  const member = await makeMember(world, "engineer");

  await withScope(scope, async (tx) => {
    await tx.organization.update({ where: { id: orgId }, data: { slug, name: canaryText("Organization") } });
    await tx.membership.updateMany({
      where: { orgId, id: { in: [ownerId, member.membershipId] } },
      data: { name: canaryText("Member") },
    });
    for (const one of further)
      await tx.membership.create({
        data: {
          orgId,
          id: newId("membership"),
          accountId: one.accountId,
          role: "owner",
          name: canaryText("Owner"),
          email: one.email,
        },
      });
    await tx.launch.update({
      where: { orgId_id: { orgId, id: launchId } },
      data: {
        slug: launchSlug,
        name: canaryText("Launch"),
        scope: canaryText("Scope"),
        recommendedReason: canaryText("Because"),
      },
    });
    await tx.launchPhase.create({
      data: { orgId, launchId, phase: "live", startsAt: new Date(Date.now() - 3 * day) },
    });
    await tx.team.create({ data: { orgId, id: teamId, name: canaryText("Team") } });
    await tx.launchMember.create({
      data: { orgId, launchId, membershipId: member.membershipId, duty: canaryText("Duty"), teamId },
    });
    for (const [id, s] of [
      [componentId, componentSlug],
      [spareComponentId, `s-${canary}`],
    ] as const)
      await tx.component.create({
        data: {
          orgId,
          id,
          launchId,
          slug: s,
          name: canaryText("Component"),
          keywords: [canary, "invoice"],
          routePatterns: [`/${canary}/*`],
          ownerTeamId: teamId,
        },
      });
    const criterion = {
      orgId,
      launchId,
      ownerId,
      title: canaryText("Criterion"),
      blockedBy: canaryText("Blocked by"),
    };
    await tx.exitCriterion.createMany({
      data: [
        { ...criterion, id: criterionId, kind: "open_critical" },
        { ...criterion, id: manualCriterionId, kind: "manual" },
        {
          ...criterion,
          id: confirmedCriterionId,
          kind: "manual",
          evidence: canaryText("Shown"),
          confirmedAt: at,
          confirmedBy: ownerId,
          state: "met",
        },
        {
          ...criterion,
          id: waivedCriterionId,
          kind: "open_major",
          waiverReason: canaryText("Waived"),
          waivedBy: ownerId,
          waivedAt: at,
          waivedUntil: new Date(Date.now() + day),
          state: "waived",
        },
      ],
    });
    await tx.criterionReading.create({ data: { orgId, criterionId, at, value: 1, state: "not_met" } });
    await tx.criterionMove.create({
      data: {
        orgId,
        id: newId("criterionMove"),
        criterionId,
        at,
        movedBy: ownerId,
        before: json({ target: 0, targetMinutes: null, holdHours: 0, componentId }),
        after: json({ target: 1, targetMinutes: null, holdHours: 0, componentId: null }),
        reason: canaryText("Moved"),
      },
    });
    await tx.source.update({
      where: { orgId_id: { orgId, id: world.formSourceId } },
      data: {
        name: canaryText("Form"),
        config: {
          intro: canaryText("Intro"),
          readers: canaryText("Readers"),
          texts: { de: { title: canaryText("Titel") } },
        },
      },
    });
    await tx.sourceFailure.create({
      data: {
        orgId,
        sourceId: world.formSourceId,
        minute: at,
        reason: "unprocessable",
        status: 422,
        n: 1,
        detail: canaryText("Refused"),
      },
    });
    await tx.reporter.create({
      data: {
        orgId,
        id: reporterId,
        personKey: `email:${mail("reporter")}`,
        name: canaryText("Reporter"),
        email: mail("reporter"),
        accountKey: canary,
      },
    });
    await tx.reporterIdentity.create({
      data: {
        orgId,
        sourceId: world.formSourceId,
        kind: "email",
        value: mail("reporter"),
        reporterId,
      },
    });
    await tx.savedView.create({
      data: {
        orgId,
        id: viewId,
        launchId,
        ownerId: null,
        name: canaryText("View"),
        filter: canary,
        layout: "table",
      },
    });
    for (const [position, id] of ruleIds.entries())
      await tx.routingRule.create({
        data: {
          orgId,
          id,
          launchId,
          position,
          name: canaryText("Rule"),
          conditions: [{ field: "text", op: "contains_any", value: [canary] }],
          effects: { labels: [canary], teamId },
        },
      });
    await tx.invitation.createMany({
      data: [
        { id: invitationId, email: invitedEmail },
        { id: newId("invitation"), email: mail("also-invited") },
      ].map((one) => ({
        ...one,
        orgId,
        role: "qa",
        invitedBy: ownerId,
        expiresAt: new Date(Date.now() + day),
      })),
    });
    await tx.aiCall.createMany({
      data: [callId, newId("call")].map((id) => ({
        orgId,
        id,
        at,
        prompt: canaryText("prompt"),
        promptVersion: "1",
        provider: canaryText("provider"),
        model: canaryText("model"),
        outcome: "failed",
        isDegraded: true,
        itemCount: 1,
        attempts: 1,
        latencyMs: 5,
        error: canaryText("error"),
      })),
    });
    await tx.termStat.create({ data: { orgId, launchId, term: canary, n: 1 } });
    await tx.idempotencyKey.create({
      data: { orgId, key: canary, bodyHash: sha256(canary), response: { body: canary } },
    });
    await tx.outbox.createMany({
      data: deadLetterIds.map((id) => ({
        orgId,
        id,
        topic: RECEIVED_TOPIC,
        ref: newId("rawEvent"),
        state: "dead",
        attempts: 9,
        lastError: canaryText("Failed"),
      })),
    });
  });

  const zendesk = await createSource(scope, { launchId, kind: "zendesk", name: canaryText("Zendesk") });
  const logs = await createSource(scope, { launchId, kind: "gateway_logs", name: canaryText("Logs") });
  const { secret: logsSecret } = await rotateSecret(scope, { id: logs.id });
  const body = new TextEncoder().encode(JSON.stringify({ text: canaryText("The invoice is wrong") }));
  const bytes = new TextEncoder().encode(canaryText("picture"));
  const receipt = await receive({
    orgId,
    sourceId: world.formSourceId,
    launchId,
    deliveryId: canaryText("delivery"),
    contentType: "application/json",
    headers: { "user-agent": canary },
    body,
    bodyHash: sha256(body),
    occurredAt: at,
    attachments: [{ contentType: "image/webp", width: 1, height: 1, hash: sha256(bytes), bytes }],
  });

  const brokenBody = new TextEncoder().encode(canaryText('{"title": "cut off'));
  const broken = await receive({
    orgId,
    sourceId: zendesk.id,
    launchId,
    deliveryId: canaryText("broken delivery"),
    contentType: "application/json",
    headers: {},
    body: brokenBody,
    bodyHash: sha256(brokenBody),
    occurredAt: at,
  });

  const issue = (title: string) =>
    makeIssue(world, {
      title: canaryText(title),
      componentId,
      ownerId,
      labels: [canary],
      severity: "critical",
      impact: 80,
      terms: [canary, "invoice"],
      fingerprint: canary,
      needsReview: "new",
    });
  const issueIds: [string, string, string] = [
    await issue("Invoice wrong"),
    await issue("Invoice missing"),
    await issue("Invoice late"),
  ];
  const mergedIssueId = await issue("Invoice twice");
  const siblingItemId = await makeItem(world, {
    issueId: issueIds[0],
    text: canaryText("The invoice is wrong again"),
    person: `email:${mail("second")}`,
    account: canary,
  });
  await makeItem(world, { issueId: mergedIssueId, text: canaryText("The invoice came twice") });
  const quarantinedItemId = await makeItem(world, { text: canaryText("Buy now"), state: "quarantined" });
  await makeItem(world, { text: canaryText("Buy more"), state: "quarantined" });
  await withScope(scope, async (tx) => {
    await tx.item.create({
      data: {
        orgId,
        id: receipt.itemId,
        launchId,
        sourceId: world.formSourceId,
        rawEventId: receipt.rawEventId,
        reporterId,
        reference: receipt.reference,
        title: canaryText("Invoice"),
        text: canaryText("The invoice is wrong"),
        context: { url: `https://example.test/${canary}`, account: canary },
        personKey: `email:${mail("reporter")}`,
        accountKey: canary,
        occurredAt: at,
        receivedAt: at,
        type: "functional",
        severity: "critical",
        sentiment: "negative",
        componentId,
        issueId: issueIds[0],
        fingerprint: canary,
        provenance: { severity: { by: "model", confidence: 0.7, reason: canaryText("Because") } },
      },
    });
    await tx.itemEntry.createMany({
      data: (["reporter", "staff"] as const).map((author) => ({
        orgId,
        id: newId("itemEntry"),
        launchId,
        sourceId: world.formSourceId,
        itemId: receipt.itemId,
        ticketId: canary,
        commentId: `${author} ${canary}`,
        at,
        author,
        visibility: author === "staff" ? "private" : "public",
        authorName: canaryText("Writer"),
        ownWords: canaryText(`Words of ${author}`),
        quotedWords: canaryText("Quoted"),
        contentHash: sha256(`${author} ${canary}`),
      })),
    });
    await tx.issue.updateMany({
      where: { orgId, id: { in: [issueIds[0], issueIds[1]] } },
      data: {
        snooze: {
          since: at.toISOString(),
          until: null,
          moreReports: 10,
          morePeople: null,
          whenWorse: true,
          severity: "critical",
          reason: canaryText("Known"),
        } satisfies Snooze,
      },
    });
    await tx.item.updateMany({
      where: { orgId, state: "quarantined" },
      data: { quarantineReason: canaryText("Spam") },
    });
    await tx.item.create({
      data: {
        orgId,
        id: broken.itemId,
        launchId,
        sourceId: zendesk.id,
        rawEventId: broken.rawEventId,
        reference: broken.reference,
        text: canaryText("{"),
        state: "quarantined",
        quarantineReason: unreadableReason(canaryText("It is cut off.")),
        occurredAt: at,
        receivedAt: at,
        type: "functional",
        severity: "minor",
        sentiment: "neutral",
      },
    });
    await tx.issueItem.create({
      data: {
        orgId,
        id: newId("issueItem"),
        issueId: issueIds[0],
        itemId: receipt.itemId,
        joinedBy: "model",
        reason: canaryText("Alike"),
        score: 0.9,
      },
    });
    await tx.issue.update({
      where: { orgId_id: { orgId, id: issueIds[0] } },
      data: {
        teamId,
        workaround: canaryText("Try later"),
        fixedVersion: canary,
        impactReason: canaryText("Affected"),
        effortReason: canaryText("Hard"),
        itemCount: { increment: 1 },
      },
    });
    await tx.itemNotIssue.create({ data: { orgId, itemId: receipt.itemId, issueId: issueIds[2] } });
    await tx.issueExemplar.create({
      data: { orgId, itemId: receipt.itemId, launchId, terms: [canary, "invoice"], fingerprint: canary },
    });
    await tx.impactReading.create({
      data: { orgId, issueId: issueIds[0], at, impact: 80, parts: json([{ why: canary }]) },
    });
    await tx.label.create({
      data: {
        orgId,
        id: newId("label"),
        subjectKind: "item",
        subjectId: receipt.itemId,
        field: "severity",
        value: "critical",
        setBy: "person",
        actorId: ownerId,
        reason: canaryText("Agreed with them"),
      },
    });
    await tx.stageReceipt.create({ data: { orgId, itemId: receipt.itemId, stage: "record", version: 1 } });
    await keepSearchKeysIn(tx, scope, launchId, [{ itemId: receipt.itemId, keys: `'${canary}'` }]);
    await tx.message.createMany({
      data: [messageId, newId("message")].map((id) => ({
        orgId,
        id,
        launchId,
        kind: "acknowledgement",
        itemId: receipt.itemId,
        dedupeKey: canaryText(id),
        recipient: mail("reporter"),
        subject: canaryText("Thanks"),
        bodyText: canaryText("We read it"),
        state: "kept",
      })),
    });
    for (const otherId of [issueIds[0], issueIds[2]])
      await relateIssuesIn(tx, scope, {
        issueId: issueIds[1],
        otherId,
        kind: "related",
        reason: canaryText("Alike"),
      });
    await recordIn(tx, scope, {
      verb: "launch.edited",
      subjectKind: "launch",
      subjectId: launchId,
      launchId,
      data: { body: canary },
    });
    await publishIn(tx, scope, { kind: "issues.changed", launchId, ids: [issueIds[0]] });
    const [runId, earlierRunId] = [newId("retentionRun"), newId("retentionRun")];
    await tx.retentionTerm.create({ data: { orgId, kind: canary, days: 40 } });
    await tx.retentionRun.createMany({
      data: [runId, earlierRunId].map((id) => ({
        orgId,
        id,
        actorKind: "person",
        actorId: ownerId,
        actorName: canaryText("Olga"),
        startedAt: at,
        endedAt: at,
      })),
    });
    await tx.retentionPart.create({
      data: {
        orgId,
        runId,
        kind: canary,
        place: 1,
        days: 40,
        cutOff: at,
        endedAt: at,
        error: canaryText("Failed"),
      },
    });
    await tx.erasure.createMany({
      data: [newId("erasure"), newId("erasure")].map((id) => ({
        orgId,
        id,
        subjectKind: "report",
        subjectIds: [canary],
        itemIds: [siblingItemId],
        actorKind: "person",
        actorId: ownerId,
        actorName: canaryText("Olga"),
        tallies: json([{ table: "item", what: canary, rows: 1 }]),
      })),
    });
  });
  const { undoId } = await mergeIssues(scope, {
    intoId: issueIds[2],
    issueIds: [mergedIssueId],
    reason: canaryText("The same"),
  });
  const line = JSON.stringify({
    ts: at.toISOString(),
    method: "GET",
    path: `/${canary}`,
    route: `/${canary}`,
    service: canary,
    consumer: canary,
    status: 500,
    latencyMs: 9,
    requestId: canary,
  });
  const shared = await shareExitReport(scope, { launchId, days: 30, hasTitles: true }, new Date());
  // A report that is opened notes it at most once a minute, which is its owner's own doing.
  await asAdmin("update exit_report set last_opened_at = now() where id = $1", [shared.id]);
  const { id: trafficRuleId } = await addTrafficRule(scope, {
    launchId,
    rule: { matches: "path", pattern: `/${canary}/beat`, trafficClass: "probe" },
  });
  const probe = JSON.stringify({ ts: at.toISOString(), method: "GET", path: `/${canary}/beat`, status: 200 });
  const refused = JSON.stringify({ ts: canary, method: "GET", path: `/${canary}`, status: 200 });
  await ingestBatch(
    { orgId, sourceId: logs.id, launchId },
    {
      maxInflatedBytes: null,
      body: new TextEncoder().encode(`${line}\n${probe}\n${`${refused}\n`.repeat(REFUSED_LINES)}`),
      batchId: canary,
    },
    new Date(),
  );
  const recorded = (deliveryId: string) =>
    recordRelease(
      scope,
      {
        launch: launchId,
        kind: "deployment",
        version: canary,
        title: canaryText("Release"),
        component: componentSlug,
        startedAt: at,
        outcome: "succeeded",
        url: `https://example.test/${canary}`,
      },
      deliveryId,
    );
  await relabelItem(scope, { itemId: siblingItemId, sentiment: "negative", reason: canaryText("Reason") });
  const release = await recorded(`${BY_HAND}${canary}`);
  await recorded(canary);
  const provider = await addProvider(scope, {
    name: canaryText("Provider"),
    baseUrl: `https://models.example.test/${canary}`,
    model: canary,
    apiKey: canary,
  });
  const key = await createApiKey(scope, {
    name: canaryText("Key"),
    scopes: ["items:write"],
    lifetimeDays: null,
  });
  const [releases] = await asAdmin<{ key: string }>(
    "select key from source where org_id = $1 and kind = 'releases'",
    [orgId],
  );
  await asAdmin("update audit_event set at = now() - interval '2 hours' where org_id = $1", [orgId]);
  await sealAudit(scope);
  // One act more than is sealed by now.
  await withScope(scope, (tx) =>
    recordIn(tx, scope, { verb: "launch.changed", subjectKind: "launch", subjectId: launchId, launchId }),
  );

  return {
    ...world,
    slug,
    launchSlug,
    canary,
    componentId,
    componentSlug,
    spareComponentId,
    teamId,
    memberId: member.membershipId,
    memberEmail: member.email,
    criterionId,
    manualCriterionId,
    confirmedCriterionId,
    waivedCriterionId,
    exitReportId: shared.id,
    exitReportToken: shared.url.split("/").at(-1)!,
    zendesk: { id: zendesk.id, key: zendesk.key, secret: zendesk.secret! },
    logs: { id: logs.id, key: logs.key, secret: logsSecret! },
    releasesKey: releases!.key,
    issueIds,
    mergedIssueId,
    undoId,
    itemId: receipt.itemId,
    siblingItemId,
    quarantinedItemId,
    unreadableItemId: broken.itemId,
    attachmentId: await attachmentOf(receipt.itemId),
    reference: receipt.reference,
    reportToken: linkToken("report", receipt.rawEventId),
    viewId,
    ruleIds,
    releaseId: release.id,
    trafficRuleId,
    messageId,
    callId,
    providerId: provider.id,
    invitationId,
    invitationToken: linkToken("invitation", invitationId),
    invitedEmail,
    apiKeyId: key.id,
    apiKey: key.secret,
    deadLetterIds,
    reporterId,
  };
}

async function attachmentOf(itemId: string): Promise<string> {
  return (await asAdmin<{ id: string }>("select id from attachment where item_id = $1", [itemId]))[0]!.id;
}

/** Every table that holds rows of organizations, found in the catalogue so that a new one counts the day it is made. */
export async function tenantTables(): Promise<string[]> {
  const found = await asAdmin<{ name: string }>(
    `
      select c.relname as name
      from
        pg_class c
        join pg_namespace n on n.oid = c.relnamespace
      where
        n.nspname = 'public'
        and c.relkind in ('r', 'p')
        and not c.relispartition
        and exists (
          select
          from pg_attribute a
          where
            a.attrelid = c.oid
            and a.attname = 'org_id'
        )
      order by 1
    `,
  );
  return found.map((row) => row.name);
}

/** A hash over every row of an organization, table by table. @param without columns that may change (`table.column`) and tables */
export async function fingerprintOf(
  orgId: string,
  without: readonly string[] = [],
): Promise<Record<string, string | null>> {
  const parts = (await tenantTables())
    .filter((name) => !without.includes(name))
    .map((name) => {
      const columns = without
        .filter((w) => w.startsWith(`${name}.`))
        .map((w) => ` - '${w.split(".")[1]}'`)
        .join("");
      return `
        select
          '${name}' as name,
          md5(
            string_agg(
              (to_jsonb(t) ${columns})::text,
              '|'
              order by to_jsonb(t)::text
            )
          ) as hash
        from ${name} t
        where org_id = $1
      `;
    });
  parts.push("select 'organization', md5(t::text) from organization t where id = $1");
  return Object.fromEntries(
    (await asAdmin<{ name: string; hash: string | null }>(parts.join(" union all "), [orgId])).map((row) => [
      row.name,
      row.hash,
    ]),
  );
}

/** As `fingerprintOf`, but for what the organization's own trail says of members and keys that were refused. */
export async function fingerprintButRefusals(
  orgId: string,
  without: readonly string[] = [],
): Promise<{ rows: Record<string, string | null>; trail: Record<string, unknown>[] }> {
  return {
    rows: await fingerprintOf(orgId, ["audit_event", "audit_due", ...without]),
    trail: await asAdmin(
      "select * from audit_event where org_id = $1 and verb <> 'access.refused' order by id",
      [orgId],
    ),
  };
}

/** Everything that only this organization's own people may ever read: its canary, and its ids, references and keys. */
export async function marksOf(world: PopulatedWorld): Promise<string[]> {
  const parts = (await tenantTables()).map(
    (name) => `select t::text as text from ${name} t where org_id = $1`,
  );
  const found = (await asAdmin<{ text: string }>(parts.join(" union all "), [world.orgId])).flatMap(
    ({ text }) => text.match(/\b[a-z]{3}_[0-9a-z]{26}\b|\bR-[0-9A-Z]{4}-[0-9A-Z]{4}\b/g) ?? [],
  );
  return [
    ...new Set([
      world.canary,
      world.formKey,
      world.zendesk.key,
      world.zendesk.secret,
      world.logs.key,
      world.logs.secret,
      world.releasesKey,
      world.apiKey,
      world.orgId,
      ...found,
    ]),
  ];
}

/** Tables in which an organization has a row that holds one of these words. */
export async function tablesHolding(orgId: string, words: readonly string[]): Promise<string[]> {
  const parts = (await tenantTables()).map(
    (name) =>
      `
        select '${name}' as name
        where
          exists (
            select
            from ${name} t
            where
              org_id = $1
              and t::text like any ($2::text[])
          )
      `,
  );
  return (
    await asAdmin<{ name: string }>(parts.join(" union all "), [orgId, words.map((word) => `%${word}%`)])
  ).map((row) => row.name);
}
