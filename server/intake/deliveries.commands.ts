import { readOccurred, type Occurred } from "./occurred";
import { cutText } from "@/contracts/cut-text";
import { ageOfPage, type PostedForm, type PostedItem } from "@/contracts/intake";
import { receive, type Receipt } from "@/server/db/receive";
import { takeFromLimit } from "@/server/db/rate-limit";
import { now } from "@/server/platform/clock";
import { isEqualSecret, linkToken, sha256 } from "@/server/platform/crypto";
import { getEnv } from "@/server/platform/env";
import { AppError, asAppError } from "@/server/platform/errors";
import { isGuardOff } from "@/server/platform/fault";
import { newId } from "@/server/platform/ids";
import { isEverybody, type From } from "@/server/platform/network";
import type { Scope } from "@/server/platform/scope";
import {
  expectActive,
  findItemTarget,
  launchOf,
  secretsOf,
  secretUnreadable,
  type ItemTarget,
  type KnownSource,
} from "./source-lookup.queries";
import { redrawScreenshot } from "./sources/screenshot";
import {
  peekAtZendesk,
  isZendeskSigned,
  noReportReason,
  zendeskTime,
  type ZendeskPeek,
} from "./sources/zendesk";
import { readWithdrawal } from "./sources/zendesk-withdrawals";
import type { Withdrawal } from "./withdrawal";

/** What a sender is told once the report is committed. `reportToken` opens the report's own page. */
export type Accepted = { reference: string; itemId: string; reportToken: string; isNew: boolean };

const accepted = ({ reference, itemId, rawEventId, isNew }: Receipt): Accepted => ({
  reference,
  itemId,
  reportToken: linkToken("report", rawEventId),
  isNew,
});

/** Headers worth keeping beside a body; none of them is a secret. */
const KEPT_HEADERS = [
  "user-agent",
  "accept-language",
  "x-zendesk-webhook-id",
  "x-zendesk-webhook-invocation-id",
  "x-zendesk-account-id",
];

function keptHeaders(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = headers.get(name);
    if (value) kept[name] = cutText(value, 500);
  }
  return kept;
}

// ── form ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** People of one network: the setting makes room for those that share one address, a call centre's or a shop's. */
const formPerNetwork = () => ({
  name: "form-network",
  points: getEnv().FORM_REPORTS_PER_NETWORK,
  windowSeconds: 600,
  message:
    "Several reports have come from your network in the last minutes. Wait a little and send it again; nothing you typed is lost.",
  details: { limit: "network" },
});
/** A proxy that nobody announced, and that does not tell for whom it asks, is so many networks. */
const NETWORKS_BEHIND = 10;
const FORM_IN_ALL = {
  name: "form",
  points: 9_000,
  windowSeconds: 600,
  message: "This form is receiving more reports than it can take right now. Wait a little and send it again.",
  details: { limit: "form" },
};

/** @throws AppError RATE_LIMITED */
export async function takeFormLimits(source: KnownSource, from: From): Promise<void> {
  const limit = formPerNetwork();
  if (isEverybody(from)) limit.points *= NETWORKS_BEHIND;
  await takeFromLimit(limit, `${source.id} ${from.network}`);
  await takeFromLimit(FORM_IN_ALL, source.id);
}

/** As `Accepted`, and why the picture that came along was left out, a sentence for whoever sent it; null when it was not. */
export type AcceptedForm = Accepted & { pictureProblem: string | null };

export type FormDelivery = { fields: PostedForm; screenshot: Uint8Array | null; headers: Headers };

/**
 * Stores one report from a hosted form. The page's nonce makes pressing the button twice one report; the same page sent again with
 * other words is another. A filled trap is stored like anything else, and judged later as one sign among several.
 * A picture that cannot be read is left out, and its sender told: the words are worth more.
 * @throws AppError FORBIDDEN when paused, UNAVAILABLE when the database is out of reach or too many pictures wait.
 */
export async function acceptForm(
  source: KnownSource,
  { fields, screenshot, headers }: FormDelivery,
): Promise<AcceptedForm> {
  expectActive(source);
  const drawn = screenshot ? await redrawScreenshot(screenshot) : null;
  const attachments = drawn?.ok ? drawn.pages : [];
  const pictureProblem = drawn?.ok === false ? drawn.problem : null;
  const { nonce, lang, ...typed } = fields;
  const kept = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ""));
  const sent = {
    ...kept,
    ...(attachments.length > 0 && {
      screenshot: attachments.map(({ hash, width, height }) => ({ hash, width, height })),
    }),
    ...(pictureProblem !== null && { pictureLeftOut: pictureProblem }),
  };
  const filledInMs = ageOfPage(nonce, Date.now());
  const body = new TextEncoder().encode(
    JSON.stringify({ ...sent, ...(lang !== "" && { lang }), ...(filledInMs !== null && { filledInMs }) }),
  );
  const bodyHash = sha256(body);
  // What a page sends again may differ by the time it took and by its language, and is one report all the same.
  const sentHash = sha256(new TextEncoder().encode(JSON.stringify(sent)));
  const receipt = await receive({
    orgId: source.orgId,
    sourceId: source.id,
    launchId: launchOf(source),
    deliveryId: nonce ? `form:${sha256(nonce).slice(0, 24)}:${sentHash.slice(0, 32)}` : newId("request"),
    contentType: "application/json",
    headers: keptHeaders(headers),
    body,
    bodyHash,
    occurredAt: now(),
    attachments,
  });
  return { ...accepted(receipt), pictureProblem };
}

// ── API ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The bytes that an application posted, and what came with them. */
export type ItemDelivery = {
  body: Uint8Array;
  contentType: string;
  idempotencyKey: string | null;
  headers: Headers;
};
/** As `Accepted`, with the source that took it in, and why the time that its sender gave was not taken. */
export type AcceptedItem = Accepted & {
  source: { orgId: string; id: string; name: string };
  timeProblem: string | null;
};

/**
 * Stores one item that an application posted. The same Idempotency-Key answers as it did the first time; without one every post is an item
 * of its own, because two people may well say the same.
 * @throws AppError UNPROCESSABLE for an unknown launch or a key that was used for another body; FORBIDDEN when paused.
 */
export async function acceptItem(
  scope: Scope,
  item: PostedItem,
  delivery: ItemDelivery,
): Promise<AcceptedItem> {
  const occurred = readOccurred(item.occurredAt, now());
  return storeItem(scope, await findItemTarget(scope, item.launch), delivery, occurred);
}

/** How a body names its launch, also where it is broken elsewhere. */
const LAUNCH_NAMED = /"launch"\s{0,20}:\s{0,20}"([\w-]{1,80})"/;

/**
 * Stores a body that was posted with an API key and cannot be read, for the launch it names, else for the one that is running. It ends in
 * quarantine, in sight.
 * @throws AppError UNPROCESSABLE when there is no launch to keep it for or the key was used for another body; FORBIDDEN when paused.
 */
export async function acceptUnreadableItem(scope: Scope, delivery: ItemDelivery): Promise<AcceptedItem> {
  const beginning = new TextDecoder("latin1").decode(delivery.body);
  const named = LAUNCH_NAMED.exec(beginning)?.[1];
  const target = await findItemTarget(scope, named ?? null).catch((error: unknown) => {
    if (named === undefined || asAppError(error)?.code !== "UNPROCESSABLE") throw error;
    return findItemTarget(scope, null);
  });
  return storeItem(scope, target, delivery, { at: now(), problem: null });
}

async function storeItem(
  scope: Scope,
  { sourceId, launchId, sourceName }: ItemTarget,
  { body, contentType, idempotencyKey, headers }: ItemDelivery,
  occurred: Occurred,
): Promise<AcceptedItem> {
  const bodyHash = sha256(body);
  const receipt = await receive({
    orgId: scope.orgId,
    sourceId,
    launchId,
    deliveryId: idempotencyKey === null ? newId("request") : `idem:${idempotencyKey}`,
    contentType: contentType || "application/octet-stream",
    headers: keptHeaders(headers),
    body,
    bodyHash,
    occurredAt: occurred.at,
  });
  if (receipt.bodyHash !== bodyHash)
    throw new AppError(
      "UNPROCESSABLE",
      "This Idempotency-Key was used before, for another body. Nothing was stored.",
      { header: "Idempotency-Key", reference: receipt.reference },
    );
  return {
    ...accepted(receipt),
    source: { orgId: scope.orgId, id: sourceId, name: sourceName },
    timeProblem: occurred.problem,
  };
}

// ── Zendesk ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * @throws AppError UNAUTHENTICATED unless one of the source's secrets signed these very bytes within five minutes of now; the same
 * words whatever was wrong. UNAVAILABLE instead when one of them cannot be read: the delivery may be a good one, and comes again.
 */
export function verifyZendesk(source: KnownSource, headers: Headers, body: Uint8Array): void {
  if (WITH_FAULTS && isGuardOff("signature")) return;
  // Signatures live by the machine's own time, not by the product's clock.
  const nowMs = Date.now();
  const { secrets, isUnreadable } = secretsOf(source, nowMs);
  if (isZendeskSigned(secrets, headers, body, nowMs, isEqualSecret)) return;
  if (isUnreadable) throw secretUnreadable();
  throw new AppError(
    "UNAUTHENTICATED",
    "The signature does not match this body, this secret and the last five minutes.",
    { header: "X-Zendesk-Webhook-Signature" },
  );
}

/** `asWhat` says what of a conversation was stored, for the source's page; null for a report as it should be. */
export type ZendeskOutcome =
  | { isIgnored: true; reason: string }
  | ({ isIgnored: false; ticketId: string | null; asWhat: { reason: string; detail: string }[] } & Accepted);

/**
 * Stores one verified delivery, or says why it carries nobody's words. An event's own id makes it one however many webhooks send it;
 * without one Zendesk's invocation id does, which stays the same over its retries. Without both the body and the time it was signed do, so
 * that what is sent once more from elsewhere is no second report and what is said once more is.
 * @throws AppError FORBIDDEN when paused, UNAVAILABLE when the database is out of reach.
 */
export async function acceptZendesk(
  source: KnownSource,
  contentType: string,
  body: Uint8Array,
  headers: Headers,
): Promise<ZendeskOutcome> {
  expectActive(source);
  const reason = noReportReason(contentType, body);
  if (reason) return { isIgnored: true, reason };
  const glance = peekAtZendesk(contentType, body);
  const occurred = readOccurred(zendeskTime(contentType, body), now());
  const bodyHash = sha256(body);
  const invocation = headers.get("x-zendesk-webhook-invocation-id");
  const receipt = await receive({
    orgId: source.orgId,
    sourceId: source.id,
    launchId: launchOf(source),
    deliveryId: glance?.eventId
      ? `zendesk-event:${glance.eventId}`
      : invocation && /^[\x21-\x7e]{1,200}$/.test(invocation)
        ? `zendesk:${invocation}`
        : `signed:${sha256(`${headers.get("x-zendesk-webhook-signature-timestamp") ?? ""} ${bodyHash}`)}`,
    contentType,
    headers: keptHeaders(headers),
    body,
    bodyHash,
    occurredAt: occurred.at,
  });
  return {
    isIgnored: false,
    ...accepted(receipt),
    ticketId: glance?.ticketId ?? null,
    asWhat: receipt.isNew && glance ? [...notesOn(glance), ...notesOnTime(occurred)] : [],
  };
}

/**
 * What a verified delivery takes back, and the ticket it is about; both null where it says nothing of the kind.
 * @throws AppError FORBIDDEN when something is taken back and the source is paused
 */
export function readTakenBack(
  source: KnownSource,
  contentType: string,
  body: Uint8Array,
): { withdrawal: Withdrawal | null; ticketId: string | null } {
  const withdrawal = readWithdrawal(contentType, body);
  if (withdrawal) expectActive(source);
  return {
    withdrawal,
    ticketId: withdrawal?.ticketId ?? peekAtZendesk(contentType, body)?.ticketId ?? null,
  };
}

/** What a source's page counts of deliveries that are taken in without being a report. */
function notesOn({ author, visibility, unrendered }: ZendeskPeek): { reason: string; detail: string }[] {
  const notes: { reason: string; detail: string }[] = [];
  if (unrendered.length > 0)
    notes.push({
      reason: "unrendered_template",
      detail: `Placeholders were sent without their values: ${unrendered.join(", ")}. Check the body of the trigger.`,
    });
  if (visibility === "private")
    notes.push({ reason: "private_comment", detail: "Internal notes: kept with their ticket, no report." });
  else if (author === "staff")
    notes.push({ reason: "staff_comment", detail: "Comments by staff: kept with their ticket, no report." });
  else if (author === "machine")
    notes.push({
      reason: "machine_comment",
      detail: "Written by Zendesk itself: kept with its ticket, no report.",
    });
  else if (author === "other")
    notes.push({
      reason: "other_comment",
      detail: "Comments by others than the requester: kept with their ticket, no report.",
    });
  return notes;
}

/** What a source's page counts of reports whose sender gave a time that could not be taken. */
export const notesOnTime = ({ problem }: Pick<Occurred, "problem">): { reason: string; detail: string }[] =>
  problem === null ? [] : [{ reason: "time_not_taken", detail: problem }];

// ── gateway logs ─────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * A log feed's key in its address is enough, unless a secret was set: then it must come along, as a bearer token or, for gateways that
 * only take user and password in their URL, as the password.
 * @throws AppError UNAUTHENTICATED; UNAVAILABLE when a secret that was set cannot be read
 */
export function verifyLogSender(source: KnownSource, headers: Headers): void {
  const nowMs = Date.now();
  const { secrets, isUnreadable } = secretsOf(source, nowMs);
  if ((secrets.length === 0 && !isUnreadable) || (WITH_FAULTS && isGuardOff("signature"))) return;
  const given = secretIn(headers.get("authorization") ?? "");
  if (given !== null && secrets.map((secret) => isEqualSecret(secret, given)).includes(true)) return;
  // Without a secret nobody is a sender of ours, whatever we can read.
  if (isUnreadable && given !== null) throw secretUnreadable();
  throw new AppError(
    "UNAUTHENTICATED",
    "This log feed needs its secret, as a bearer token or as the password of basic authentication.",
    { header: "Authorization" },
  );
}

function secretIn(authorization: string): string | null {
  const [, scheme = "", value = ""] = /^(Bearer|Basic) +([\x21-\x7e]{1,500})$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return null;
  const pair = Buffer.from(value, "base64").toString("utf8");
  return pair.slice(pair.indexOf(":") + 1) || null;
}
