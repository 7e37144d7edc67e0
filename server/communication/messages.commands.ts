import type { Language } from "@/contracts/languages";
import { linkUrl } from "@/server/platform/links";
import { withScope, withScopeOnce } from "@/server/db/client";
import { rows, type Tx } from "@/server/db/sql";
import { judgeFailure, type PendingRow } from "@/server/jobs/attempts";
import { failureInWords } from "@/server/jobs/failure-words";
import { enqueueIn } from "@/server/jobs/outbox";
import { now } from "@/server/platform/clock";
import { getEnv } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { acknowledgementOf } from "./acknowledge";
import { addressIn, mayBeAcknowledged } from "./answering-machines";
import { countsForMailbox, isToBeSent } from "./delivery";
import { whyTooMany } from "./mailbox-limits.commands";
import { mailboxOf } from "@/server/tenancy/recipients";
import { closeMail, sendMail } from "./channels/smtp";
import { isMailConfigured } from "./mail-server.runtime";
import { sendMessage, type sendSecurityMessage } from "./jobs";
import { withLink } from "./secret-links.queries";

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
  /** In which the reporter is written to. */
  language: Language;
  /** What they wrote, to be quoted; null where it is not to be. */
  text: string | null;
};

const HOUR_MS = 3_600_000;

/** How many acknowledgements mailboxes were written within the last hour, as far as these addresses' domains go. */
async function writtenLatelyIn(
  tx: Tx,
  scope: Scope,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const domains = [...new Set(addresses.map((address) => address.slice(address.lastIndexOf("@") + 1)))];
  const found = await tx.$queryRaw<{ recipient: string; n: number }[]>`
    select
      recipient,
      count(*)::int as n
    from message
    where
      org_id = ${scope.orgId}
      and kind = 'acknowledgement'
      and created_at > ${new Date(now().getTime() - HOUR_MS)}
      and lower(split_part(recipient, '@', 2)) = any(${domains})
    group by recipient
  `;
  const written = new Map<string, number>();
  for (const { recipient, n } of found) {
    const mailbox = mailboxOf(recipient);
    written.set(mailbox, (written.get(mailbox) ?? 0) + n);
  }
  return written;
}

/** Acknowledges reports to those who left an address, as far as answering them cannot become a loop (answering-machines.ts). */
export async function acknowledgeIn(
  tx: Tx,
  scope: Scope,
  launch: { id: string; name: string },
  reports: readonly Acknowledged[],
): Promise<number> {
  if (reports.length === 0) return 0;
  const written = await writtenLatelyIn(
    tx,
    scope,
    reports.map((r) => r.email),
  );
  const ownAddress = addressIn(getEnv().MAIL_FROM);
  return writeMessagesIn(
    tx,
    scope,
    sendMessage,
    mayBeAcknowledged(reports, written, ownAddress).map((r) => {
      const { subject, text } = acknowledgementOf({
        ...r,
        launchName: launch.name,
        reportUrl: linkUrl("report", r.linkId, r.language),
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
 * one, and a double is recognisable. One that was handed over for the last time, or refused for good, is recorded as not sent; whoever
 * gives its work another chance has it tried once more.
 */
export async function deliverMessage(scope: Scope, row: PendingRow): Promise<void> {
  if (!isMailConfigured()) {
    await withScopeOnce(scope, [row.id], async (tx) => {
      await tx.message.updateMany({
        where: { orgId: scope.orgId, id: row.ref, state: { in: ["pending", "sending"] } },
        data: { state: "kept" },
      });
    });
    return;
  }
  const { message, firstId } = await withScope(scope, async (tx) => {
    const found = await tx.message.findUnique({ where: { orgId_id: { orgId: scope.orgId, id: row.ref } } });
    if (isToBeSent(found))
      await tx.message.update({
        where: { orgId_id: { orgId: scope.orgId, id: row.ref } },
        data: { state: "sending", attempts: { increment: 1 } },
      });
    const first =
      found?.itemId &&
      (await tx.message.findFirst({
        where: { orgId: scope.orgId, itemId: found.itemId, recipient: found.recipient },
        orderBy: { id: "asc" },
        select: { id: true },
      }));
    return { message: found, firstId: first ? first.id : null };
  });
  const tooMany = message && countsForMailbox(message) ? await whyTooMany(message) : null;
  if (tooMany !== null) return giveUp(scope, row, tooMany);
  if (message && isToBeSent(message)) {
    try {
      await sendMail({
        id: message.id,
        to: message.recipient,
        subject: message.subject,
        text: await withLink(message),
        thread: message.itemId === null ? null : { id: message.itemId, firstMailId: firstId },
      });
    } catch (error) {
      await withScope(scope, (tx) =>
        // One that was erased or cancelled in the meantime stays so.
        tx.message.updateMany({
          where: { orgId: scope.orgId, id: row.ref, state: "sending" },
          data: {
            state: judgeFailure(error, row.attempts, sendMessage).isDead ? "failed" : "pending",
            lastError: failureInWords(error),
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
async function giveUp(scope: Scope, row: PendingRow, reason: string): Promise<void> {
  await withScopeOnce(scope, [row.id], async (tx) => {
    await tx.message.updateMany({
      // One that was erased in the meantime stays so.
      where: { orgId: scope.orgId, id: row.ref, state: "sending" },
      data: { state: "failed", lastError: reason },
    });
  });
}

/** Lets go of the mail server, at shutdown. */
export function stopSending(): void {
  closeMail();
}
