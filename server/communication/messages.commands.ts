import { withScope, withScopeOnce } from "@/server/db/client";
import { rows, type Tx } from "@/server/db/sql";
import { enqueueIn } from "@/server/jobs/outbox";
import { linkToken } from "@/server/platform/crypto";
import { now } from "@/server/platform/clock";
import { getEnv } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { acknowledgementOf } from "./acknowledge";
import { whyTooMany } from "./mailbox-limits.commands";
import { closeMail, sendMail } from "./channels/smtp";
import { isMailConfigured } from "./mail-server.queries";
import { sendMessage, type sendSecurityMessage } from "./jobs";
import { withLink } from "./secret-links.commands";

export type NewMessage = {
  kind: string;
  launchId: string | null;
  itemId: string | null;
  dedupeKey: string;
  recipient: string;
  subject: string;
  bodyText: string;
};

/**
 * Writes messages, one per person and event (the dedupe key), and asks for them to be sent. Without a mail server they are kept, to be
 * read on the outbox page. Returns how many were new.
 * @param send the work that sends them; it decides which mails they wait behind
 */
export async function writeMessagesIn(
  tx: Tx,
  scope: Scope,
  send: typeof sendMessage | typeof sendSecurityMessage,
  messages: readonly NewMessage[],
  delayMs = 0,
): Promise<number> {
  if (messages.length === 0) return 0;
  const state = isMailConfigured() ? "pending" : "kept";
  const values = messages.map((m) => ({ id: newId("message"), ...m }));
  const written = await tx.$queryRaw<{ id: string }[]>`
    insert into
      message (
        org_id,
        id,
        launch_id,
        kind,
        item_id,
        dedupe_key,
        recipient,
        subject,
        body_text,
        state,
        send_after,
        created_at
      )
    select
      ${scope.orgId},
      r.id,
      r."launchId",
      r.kind,
      r."itemId",
      r."dedupeKey",
      r.recipient,
      r.subject,
      r."bodyText",
      ${state},
      now() + make_interval(secs => ${delayMs / 1000}),
      ${now()}
    from
      jsonb_to_recordset(${rows(values)}::jsonb) as r(
        id text,
        "launchId" text,
        kind text,
        "itemId" text,
        "dedupeKey" text,
        recipient text,
        subject text,
        "bodyText" text
      )
    on conflict (org_id, dedupe_key) do nothing
    returning id
  `;
  if (state === "pending")
    await enqueueIn(
      tx,
      scope,
      send,
      written.map((w) => w.id),
      delayMs,
    );
  return written.length;
}

export type Acknowledged = {
  itemId: string;
  linkId: string;
  email: string;
  reference: string;
  language: string;
  text: string;
};

/** Where a reporter follows their report. @param linkId id of the raw event, or of the item where there is none */
export const reportUrl = (linkId: string): string =>
  `${getEnv().PUBLIC_URL}/report/${linkToken("report", linkId)}`;

/** Acknowledges reports to those who left an address. */
export async function acknowledgeIn(
  tx: Tx,
  scope: Scope,
  launch: { id: string; name: string },
  reports: readonly Acknowledged[],
): Promise<number> {
  return writeMessagesIn(
    tx,
    scope,
    sendMessage,
    reports.map((r) => {
      const { subject, text } = acknowledgementOf({
        ...r,
        launchName: launch.name,
        reportUrl: reportUrl(r.linkId),
      });
      return {
        kind: "acknowledgement",
        launchId: launch.id,
        itemId: r.itemId,
        dedupeKey: `acknowledgement:${r.itemId}`,
        recipient: r.email,
        subject,
        bodyText: text,
      };
    }),
  );
}

/**
 * Sends one message and marks its outbox row done, or records that its mailbox was written to too often lately. Without a mail server it is
 * kept instead, also when there was one as it was written: a copy of an installation that is started without one sends nothing. The attempt
 * is written before the mail leaves, and the mail carries the message's id, so that a crash in between can double a mail but never lose
 * one,
 * and a double is recognisable.
 */
export async function deliverMessage(scope: Scope, row: { id: string; ref: string }): Promise<void> {
  if (!isMailConfigured()) {
    await withScopeOnce(scope, [row.id], async (tx) => {
      await tx.message.updateMany({
        where: { orgId: scope.orgId, id: row.ref, state: { in: ["pending", "sending"] } },
        data: { state: "kept" },
      });
    });
    return;
  }
  const message = await withScope(scope, async (tx) => {
    const found = await tx.message.findUnique({ where: { orgId_id: { orgId: scope.orgId, id: row.ref } } });
    if (found && (found.state === "pending" || found.state === "sending"))
      await tx.message.update({
        where: { orgId_id: { orgId: scope.orgId, id: row.ref } },
        data: { state: "sending", attempts: { increment: 1 } },
      });
    return found;
  });
  const tooMany =
    message && message.state === "pending" && message.attempts === 0 ? await whyTooMany(message) : null;
  if (tooMany !== null) return giveUp(scope, row, tooMany);
  if (message && (message.state === "pending" || message.state === "sending")) {
    try {
      await sendMail({
        id: message.id,
        to: message.recipient,
        subject: message.subject,
        text: await withLink(message),
      });
    } catch (error) {
      await withScope(scope, (tx) =>
        tx.message.update({
          where: { orgId_id: { orgId: scope.orgId, id: row.ref } },
          data: {
            state: "pending",
            lastError: error instanceof Error ? error.message.slice(0, 300) : "unknown",
          },
        }),
      );
      throw error;
    }
  }
  await withScopeOnce(scope, [row.id], async (tx) => {
    if (message)
      await tx.message.updateMany({
        where: { orgId: scope.orgId, id: row.ref, state: "sending" },
        data: { state: "sent", sentAt: now(), lastError: null },
      });
  });
}

/** Records that a message is not sent, and why; what it tells about is as it was. */
async function giveUp(scope: Scope, row: { id: string; ref: string }, reason: string): Promise<void> {
  await withScopeOnce(scope, [row.id], async (tx) => {
    await tx.message.updateMany({
      where: { orgId: scope.orgId, id: row.ref },
      data: { state: "failed", lastError: reason },
    });
  });
}

/** Lets go of the mail server, at shutdown. */
export function stopSending(): void {
  closeMail();
}
