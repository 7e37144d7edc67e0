import { createHmac } from "node:crypto";
import { readContact } from "@/contracts/contact";
import { TITLE_MAX, type DraftResult, type RawDelivery, type ReporterDraft } from "@/contracts/intake";
import { decodeFields } from "../read-fields";
import { htmlToText, isHtml, tidyLine, tidyText } from "../plain-text";
import { asFields, contextOf, type Fields } from "./decode";

/** How far Zendesk's clock and ours may be apart before a signature is refused, ms. */
const TOLERANCE_MS = 5 * 60_000;

/**
 * The signature Zendesk puts in `X-Zendesk-Webhook-Signature`: base64 of HMAC-SHA256 over the timestamp header followed at once by the
 * raw body (developer.zendesk.com/documentation/webhooks/verifying).
 */
export function signZendesk(secret: string, timestamp: string, body: Uint8Array): string {
  return createHmac("sha256", secret).update(timestamp).update(body).digest("base64");
}

/**
 * Whether a delivery carries the signature of one of the secrets, over these very bytes, made within five minutes of `nowMs`.
 * @param isEqual compares in constant time
 */
export function isZendeskSigned(
  secrets: readonly string[],
  headers: { get(name: string): string | null },
  body: Uint8Array,
  nowMs: number,
  isEqual: (a: string, b: string) => boolean,
): boolean {
  const signature = headers.get("x-zendesk-webhook-signature");
  const timestamp = headers.get("x-zendesk-webhook-signature-timestamp");
  if (!signature || !timestamp || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/.test(timestamp))
    return false;
  const at = Date.parse(timestamp);
  if (Number.isNaN(at) || Math.abs(nowMs - at) > TOLERANCE_MS) return false;
  // Every secret is tried, so that the time taken does not tell which one matched.
  return secrets.map((secret) => isEqual(signZendesk(secret, timestamp, body), signature)).includes(true);
}

/** Event types that carry what a person said; the others (status, priority, tags …) tell of the ticket, not of the product. */
const REPORTS = ["ticket.created", "ticket.comment_added", "messaging_ticket.message_added"];

/** Why an event carries no report, or null when it does; trigger bodies always do. */
export function whyNoReport(contentType: string, body: Uint8Array): string | null {
  const sent = decodeFields(contentType, body);
  if (!sent) return null;
  const type = eventType(sent);
  if (!type) return null;
  if (!REPORTS.includes(type)) return `Events of type ${type} carry no report.`;
  const event = asFields(sent["event"]) ?? {};
  const actor = asFields(event["actor"]);
  if (type !== "ticket.created" && actor && actor["type"] === "system")
    return "This message was written by Zendesk itself.";
  const comment = asFields(event["comment"]);
  if (comment && comment["is_public"] === false) return "This comment is internal.";
  return null;
}

/** `ticket.created` for `zen:event-type:ticket.created`; null for a trigger's body. */
function eventType(sent: Fields): string | null {
  const type = sent["type"];
  return typeof type === "string" && type.startsWith("zen:event-type:")
    ? type.slice("zen:event-type:".length)
    : null;
}

/**
 * Reads both kinds of webhook. An event subscription wraps the ticket in `detail` (ids are strings there, newer payloads bring subject
 * and description). A trigger sends the body we publish, or one that somebody wrote by hand: names are taken liberally. Descriptions
 * may be HTML.
 */
export function readZendesk(raw: RawDelivery): DraftResult {
  const sent = decodeFields(raw.contentType, raw.body);
  if (!sent) return { ok: false, reason: "The webhook's body cannot be read." };
  const none = whyNoReport(raw.contentType, raw.body);
  if (none) return { ok: false, reason: none };
  const ticket = eventType(sent) ? fromEvent(sent) : fromTrigger(sent);
  const title = tidyLine(ticket.title, TITLE_MAX);
  const said =
    typeof ticket.text === "string"
      ? tidyText(isHtml(ticket.text) ? htmlToText(ticket.text) : ticket.text)
      : "";
  const id = tidyLine(ticket.id, 200);
  if (!said && !title && !id) return { ok: false, reason: "The webhook names no ticket and holds no text." };
  const name = tidyLine(ticket.name, 200);
  const { email, contact } = readContact(ticket.email);
  const account = tidyLine(ticket.account, 200);
  const externalId = tidyLine(ticket.requesterId, 200);
  const context = contextOf({
    channel: ticket.channel ?? "zendesk",
    externalId: id,
    externalUrl: typeof ticket.url === "string" && /^https:\/\//i.test(ticket.url) ? ticket.url : undefined,
    priority: ticket.priority,
    tags: ticket.tags,
    account,
    contact,
  });
  const reporter: ReporterDraft = {
    ...(name && { name }),
    ...(email && { email }),
    ...(account && { account }),
    ...(externalId && { externalId }),
  };
  return {
    ok: true,
    draft: {
      title: title ?? null,
      text: said || (title ?? `Ticket ${id ?? ""} was sent without its text.`),
      reporter: Object.keys(reporter).length > 0 ? reporter : null,
      context,
      occurredAt: raw.occurredAt,
      isMarkedSpam: context.tags?.includes(TEST_TAG) ?? false,
    },
  };
}

/** Tickets with this tag are trials of the connection: recorded, but kept apart from real reports. */
const TEST_TAG = "steady_test";

type Ticket = Partial<
  Record<
    | "id"
    | "title"
    | "text"
    | "name"
    | "email"
    | "account"
    | "requesterId"
    | "url"
    | "priority"
    | "tags"
    | "channel",
    unknown
  >
>;

function fromEvent(sent: Fields): Ticket {
  const detail = asFields(sent["detail"]) ?? {};
  const event = asFields(sent["event"]) ?? {};
  const comment = asFields(event["comment"]) ?? asFields(event["message"]) ?? {};
  const actor = asFields(event["actor"]) ?? asFields(comment["author"]) ?? {};
  return {
    id: detail["id"],
    title: detail["subject"],
    text: comment["body"] ?? detail["description"],
    name: actor["name"],
    requesterId: detail["requester_id"] ?? actor["id"],
    priority: detail["priority"],
    tags: detail["tags"],
    channel: asFields(detail["via"])?.["channel"],
  };
}

function fromTrigger(sent: Fields): Ticket {
  const ticket = asFields(sent["ticket"]) ?? sent;
  const requester = asFields(ticket["requester"]) ?? {};
  return {
    id: ticket["ticket_id"] ?? ticket["id"],
    title: ticket["title"] ?? ticket["subject"],
    text: ticket["description"] ?? ticket["text"] ?? ticket["latest_comment"] ?? ticket["comment"],
    name: ticket["requester_name"] ?? requester["name"],
    email: ticket["requester_email"] ?? requester["email"],
    account: ticket["organization"] ?? ticket["account"],
    requesterId: ticket["requester_id"] ?? requester["id"],
    url: withScheme(ticket["url"] ?? ticket["link"]),
    priority: ticket["priority"],
    tags: ticket["tags"],
    channel: ticket["via"],
  };
}

/** `{{ticket.url}}` and `{{ticket.link}}` come without their scheme. */
function withScheme(url: unknown): unknown {
  return typeof url === "string" && /^[a-z0-9-]+\.zendesk\.com\//i.test(url) ? `https://${url}` : url;
}

/** No date is longer, characters. */
const DATE_MAX = 60;

/** When the event or ticket says it happened; null when it does not say. */
export function zendeskOccurredAt(contentType: string, body: Uint8Array): Date | null {
  const sent = decodeFields(contentType, body);
  const said = sent?.["time"] ?? sent?.["created_at"];
  const at = typeof said === "string" && said.length <= DATE_MAX ? Date.parse(said) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at);
}
