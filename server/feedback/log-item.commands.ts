import type { z } from "zod";
import { readContact, readPhone } from "@/contracts/contact";
import type { LogItem } from "@/contracts/issues";
import { scoreOfSentiment, type Provenance } from "@/contracts/triage";
import { recordIn } from "@/server/audit/trail.commands";
import { withScope } from "@/server/db/client";
import { json, type Tx } from "@/server/db/sql";
import { enqueueIn } from "@/server/jobs/outbox";
import { runPipeline } from "@/server/jobs/run-pipeline";
import { publishIssuesIn } from "@/server/live/issues-changed";
import { publishIn } from "@/server/live/publish";
import { storableJson } from "@/server/platform/json";
import { now as clockNow } from "@/server/platform/clock";
import { sha256 } from "@/server/platform/crypto";
import { AppError } from "@/server/platform/errors";
import { newId, newReference } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { recountIssuesIn } from "./issue-facts.commands";
import { assertNotMerged, lockIssueIn, traceIn } from "./issue-writes.commands";
import { assertComponentIn } from "./item-writes.commands";
import { moveItemsIn } from "./membership-of-items.commands";
import { rememberPeopleIn } from "./people.commands";

export type Logged = { itemId: string; reference: string; issueId: string | null; isNew: boolean };

/** What nobody has read yet is held to be an ordinary, minor defect until the pipeline says better, seconds later. */
const UNREAD = { type: "functional", severity: "minor", sentiment: "neutral", sentimentScore: 0 } as const;
const MAX_BACK_MS = 30 * 86_400_000;

/**
 * Writes down what a person said on the phone or in an interview. What the agent says of it stays, the rest is read by the pipeline
 * right away; an issue the agent recognised takes it in at once. The same key with the same words answers as it did the first time.
 * @throws AppError NOT_FOUND for a launch, component or issue that is not here; CONFLICT when the issue was merged away or the key was
 * used for other words; UNPROCESSABLE when it happened in the future or more than 30 days ago.
 */
export async function logItem(scope: Scope, input: z.output<typeof LogItem>): Promise<Logged> {
  const now = clockNow();
  const occurredAt = input.occurredAt ?? now;
  if (occurredAt.getTime() > now.getTime() + 60_000 || now.getTime() - occurredAt.getTime() > MAX_BACK_MS)
    throw new AppError("UNPROCESSABLE", "It must have happened within the last 30 days.", {
      field: "occurredAt",
    });
  const { idempotencyKey, ...content } = input;
  const key = `log:${scope.actor.id}:${idempotencyKey}`;
  const bodyHash = sha256(JSON.stringify(content));
  return withScope(scope, async (tx) => {
    const fresh: Logged = {
      itemId: newId("item"),
      reference: newReference(),
      issueId: input.issueId ?? null,
      isNew: true,
    };
    const claimed = await tx.$executeRaw`
        insert into idempotency_key (org_id, key, body_hash, response)
        values (${scope.orgId}, ${key}, ${bodyHash}, ${storableJson(fresh)}::jsonb)
        on conflict do nothing
      `;
    if (claimed === 0) {
      const earlier = await tx.idempotencyKey.findUniqueOrThrow({
        where: { orgId_key: { orgId: scope.orgId, key } },
      });
      if (earlier.bodyHash !== bodyHash)
        throw new AppError("CONFLICT", "This key was used for another report.", { reason: "idempotency" });
      return { ...(earlier.response as Logged), isNew: false };
    }
    await writeLogged(tx, scope, input, fresh, occurredAt, now);
    return fresh;
  });
}

async function writeLogged(
  tx: Tx,
  scope: Scope,
  input: z.output<typeof LogItem>,
  { itemId, reference }: Logged,
  occurredAt: Date,
  now: Date,
): Promise<void> {
  const source = await tx.source.findFirst({
    where: { orgId: scope.orgId, kind: "agent" },
    select: { id: true },
  });
  if (!source)
    throw new AppError(
      "UNAVAILABLE",
      "The built-in source for logged reports is missing. Nothing was written.",
    );
  if (input.componentId) await assertComponentIn(tx, scope, input.launchId, input.componentId);
  const issue = input.issueId ? await lockIssueIn(tx, scope, input.issueId) : null;
  if (issue) assertNotMerged(issue);
  if (issue && issue.launchId !== input.launchId)
    throw new AppError("NOT_FOUND", "There is no such issue in this launch.", { field: "issueId" });

  const { email, name: nameInAddress, contact } = readContact(input.reporter.email);
  const { name = nameInAddress, account } = input.reporter;
  const phone = readPhone(input.reporter.phone);
  // What is no number is kept for a person to read, as an odd address is.
  const asTyped = [contact, phone === null ? input.reporter.phone : undefined].filter(Boolean).join(" · ");
  const { writers, recount } = await rememberPeopleIn(tx, scope, [
    {
      ref: itemId,
      sourceId: source.id,
      // What a caller says of themselves: an address groups their calls, and a name alone makes nobody.
      writer: {
        externalId: null,
        name: name || null,
        email: email ?? null,
        accountKey: account || null,
        phone,
      },
      isLoggedByAgent: true,
      at: occurredAt,
    },
  ]);
  await recountIssuesIn(tx, scope, recount, now);
  const { reporterId = null, personKey = null } = writers.get(itemId) ?? {};
  const person: Provenance = { by: "person", confidence: 1, reason: "Set by whoever logged it." };
  const unread: Provenance = { by: "model", confidence: 0, reason: "Not read yet." };
  await tx.item.create({
    data: {
      orgId: scope.orgId,
      id: itemId,
      launchId: input.launchId,
      sourceId: source.id,
      reporterId,
      reference,
      title: input.title || null,
      text: input.text,
      personKey,
      accountKey: input.reporter.account ?? null,
      context: json({
        ...input.context,
        channel: input.channel,
        ...(input.reporter.account ? { account: input.reporter.account } : {}),
        ...(asTyped === "" ? {} : { contact: asTyped }),
      }),
      occurredAt,
      receivedAt: now,
      recordedAt: now,
      type: input.type ?? UNREAD.type,
      severity: input.severity ?? UNREAD.severity,
      sentiment: input.sentiment ?? UNREAD.sentiment,
      sentimentScore: scoreOfSentiment(input.sentiment ?? UNREAD.sentiment, UNREAD),
      componentId: input.componentId ?? null,
      confidence: 0,
      provenance: json({
        type: input.type ? person : unread,
        severity: input.severity ? person : unread,
        sentiment: input.sentiment ? person : unread,
        ...(input.componentId ? { component: person } : {}),
      }),
    },
  });
  if (issue) {
    await moveItemsIn(
      tx,
      scope,
      [{ itemId, toIssueId: issue.id }],
      { by: "person", reason: "Chosen by who logged it." },
      now,
    );
    await recountIssuesIn(tx, scope, [issue.id], now);
    await traceIn(
      tx,
      scope,
      null,
      [{ issueId: issue.id, kind: "item_logged", data: { itemId, reference, channel: input.channel } }],
      now,
    );
  }
  await enqueueIn(tx, scope, runPipeline, [itemId]);
  await recordIn(tx, scope, {
    verb: "item.logged",
    subjectKind: "item",
    subjectId: itemId,
    launchId: input.launchId,
    data: { reference, channel: input.channel, issueId: input.issueId ?? null },
  });
  await publishIn(tx, scope, {
    kind: "items.recorded",
    launchId: input.launchId,
    ids: [itemId],
    since: now.getTime(),
  });
  if (issue) await publishIssuesIn(tx, scope, input.launchId, [issue.id], now.getTime());
}
